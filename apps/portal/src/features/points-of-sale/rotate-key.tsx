import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, Text } from '@mantine/core';
import type { PosWithKeys, ShownKey } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog, DialogButtons } from '../../components/dialog.tsx';
import { FormBody, useForm } from '../../components/form.tsx';
import { useProof, wasRefused } from '../../components/proof.tsx';
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
      <Dialog isOpen={isAsking} title={t`Rotate the Key of ${pos.name}`} onClose={close}>
        <RotateForm pos={pos} onShown={onShown} onClose={close} />
      </Dialog>
    </>
  );
}

const AT_ONCE = '0';

function RotateForm({ pos, onShown, onClose }: RotateKeyProps & { readonly onClose: () => void }) {
  const { t } = useLingui();
  const { posId, name } = pos;
  const queryClient = useQueryClient();
  const withProof = useProof();
  const labels = { overlapSeconds: t`The present Key goes on for` };
  const form = useForm(
    { overlapSeconds: '86400' },
    {
      send: async ({ overlapSeconds }, { idempotencyKey }) => {
        const body = { overlapSeconds: Number(overlapSeconds) };
        const params = { path: { posId }, header: { 'Idempotency-Key': idempotencyKey } };
        const make = (): Promise<ShownKey> =>
          answerOf(api.POST('/registry/v1/points-of-sale/{posId}/keys', { params, body }));
        try {
          onShown(await withProof(make));
        } catch (failure) {
          if (wasRefused(failure)) return;
          throw failure;
        }
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
      <DialogButtons verb={t`Make a new Key`} isSending={form.isSending} {...(isAtOnce && { colour: 'red' })} />
    </FormBody>
  );
}
