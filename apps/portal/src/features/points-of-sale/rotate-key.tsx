import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Modal, NativeSelect, Text } from '@mantine/core';
import type { PosWithKeys, ShownKey } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormBody, useForm } from '../../components/form.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { posQuery } from './pos-queries.ts';

interface RotateKeyProps {
  readonly pos: PosWithKeys;
  readonly onShown: (shown: ShownKey) => void;
}

export function RotateKey({ pos, onShown }: RotateKeyProps) {
  const { t } = useLingui();
  const [isAsking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        <Trans>Rotate the Key</Trans>
      </Button>
      <Modal
        opened={isAsking}
        onClose={close}
        title={t`Rotate the Key of ${pos.name}`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <RotateForm pos={pos} onShown={onShown} onClose={close} />
      </Modal>
    </>
  );
}

const AT_ONCE = '0';

function RotateForm({ pos, onShown, onClose }: RotateKeyProps & { readonly onClose: () => void }) {
  const { t } = useLingui();
  const { posId, name } = pos;
  const queryClient = useQueryClient();
  const labels = { overlapSeconds: t`The present Key goes on for` };
  const form = useForm(
    { overlapSeconds: '86400' },
    {
      send: async ({ overlapSeconds }, { idempotencyKey }) => {
        const body = { overlapSeconds: Number(overlapSeconds) };
        const params = { path: { posId }, header: { 'Idempotency-Key': idempotencyKey } };
        const call = api.POST('/registry/v1/points-of-sale/{posId}/keys', { params, body });
        onShown(await answerOf(call));
        onClose();
        await queryClient.invalidateQueries(posQuery(pos));
      },
    },
  );
  const isAtOnce = form.values.overlapSeconds === AT_ONCE;
  return (
    <FormBody form={form} labels={labels}>
      <NativeSelect
        {...form.field('overlapSeconds')}
        label={labels.overlapSeconds}
        data={[
          { value: '3600', label: t`1 hour` },
          { value: '86400', label: t`1 day` },
          { value: '604800', label: t`7 days` },
          { value: AT_ONCE, label: t`no longer: it ends now` },
        ]}
      />
      <Text size="sm">
        {isAtOnce ? (
          <Trans>{name} gets refused at its next request, until its software has the new Key.</Trans>
        ) : (
          <Trans>Until then both open, so that {name} sells on while its software gets the new one.</Trans>
        )}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={form.isSending} {...(isAtOnce ? { color: 'red' } : {})}>
          <Trans>Make a new Key</Trans>
        </Button>
      </Group>
    </FormBody>
  );
}
