import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, Paper, Stack, TextInput, Title } from '@mantine/core';
import type { CreatedPos } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { Credentials } from './credentials.tsx';
import { useOnlySight } from './only-sight.ts';
import { TryIt } from './try-it.tsx';

/** Name and Reference, then what the software needs. */
export function NewPointOfSale() {
  const { t } = useLingui();
  const { storeId } = useParams({ from: '/frame/stores/$storeId/points-of-sale/new' });
  const [created, setCreated] = useState<CreatedPos>();
  return (
    <Paper withBorder p="lg" maw={640}>
      <Stack gap="lg">
        <Title order={2}>{created?.name ?? t`New point of sale`}</Title>
        {created === undefined ? <NewPosForm storeId={storeId} onCreated={setCreated} /> : <Saved created={created} />}
      </Stack>
    </Paper>
  );
}

const FIRST_KEY = 1;

function Saved({ created }: { readonly created: CreatedPos }) {
  const { storeId, posId, name } = created;
  useOnlySight(created, FIRST_KEY);
  const [isKeyShown, setKeyShown] = useState(false);
  return (
    <>
      <Alert color="teal" role="status">
        <Trans>{name} is registered. Put both values into its software.</Trans>
      </Alert>
      <Credentials {...created} onShowKey={setKeyShown} />
      <TryIt pos={created} applicationKey={created.applicationKey} isKeyShown={isKeyShown} />
      <Group>
        <Button
          renderRoot={(props) => (
            <Link to="/stores/$storeId/points-of-sale/$posId" params={{ storeId, posId }} {...props} />
          )}
        >
          <Trans>Done</Trans>
        </Button>
      </Group>
    </>
  );
}

interface NewPosFormProps {
  readonly storeId: string;
  readonly onCreated: (created: CreatedPos) => void;
}

function NewPosForm({ storeId, onCreated }: NewPosFormProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const labels = { name: t`Name`, reference: t`Reference` };
  const form = useForm(
    { name: '', reference: '' },
    {
      check: required(t`Required`, 'name', 'reference'),
      send: async ({ name, reference }, { idempotencyKey }) => {
        const body = { name: name.trim(), reference: reference.trim() };
        const params = { path: { storeId }, header: { 'Idempotency-Key': idempotencyKey } };
        const call = api.POST('/registry/v1/stores/{storeId}/points-of-sale', { params, body });
        onCreated(await answerOf(call));
        await queryClient.invalidateQueries({ queryKey: ['points-of-sale', 'of-store', storeId] });
      },
    },
  );
  return (
    <FormBody form={form} labels={labels} guards>
      <TextInput
        {...form.field('name')}
        label={labels.name}
        description={t`What people call it, such as “Till 1”`}
        maxLength={70}
        autoComplete="off"
        autoFocus
      />
      <TextInput
        {...form.field('reference')}
        label={labels.reference}
        description={t`What its software calls itself in every message: letters, digits and signs, 35 at most, unique in this store`}
        maxLength={35}
        autoComplete="off"
      />
      <Group>
        <Button type="submit" h={44} loading={form.isSending}>
          <Trans>Save</Trans>
        </Button>
        <Button
          renderRoot={(props) => <Link to="/stores/$storeId/points-of-sale" params={{ storeId }} {...props} />}
          variant="default"
          h={44}
        >
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </FormBody>
  );
}
