import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, Paper, Stack, TextInput, Title } from '@mantine/core';
import type { Activation, CreatedDevice } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { Freshness } from '../../components/freshness.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { ActivationCode } from './activation-code.tsx';
import { storeDevicesQuery } from './device-queries.ts';
import { useLiveDevices } from './live-devices.ts';

/** A name, then the code with which the device joins. */
export function NewDevice() {
  const { storeId } = useParams({ from: '/frame/stores/$storeId/payment-devices/new' });
  const [created, setCreated] = useState<CreatedDevice>();
  return (
    <Paper withBorder p="lg" maw={720}>
      <Stack gap="lg">
        <Title order={2}>{created?.name ?? <Trans>New payment device</Trans>}</Title>
        {created === undefined ? <NewDeviceForm storeId={storeId} onCreated={setCreated} /> : <Joining {...created} />}
      </Stack>
    </Paper>
  );
}

/** Waits, with the code, until the device is there. */
function Joining(created: CreatedDevice) {
  const { storeId, deviceId, name } = created;
  const [activation, setActivation] = useState<Activation>(created);
  const { query, fresh } = useLiveDevices(storeId);
  const isOnline = query.data?.devices.find((device) => device.deviceId === deviceId)?.presence === 'ONLINE';
  return (
    <>
      {isOnline ? (
        <Alert color="teal" role="status">
          <Trans>{name} is online. Every point of sale of this store can sell with it.</Trans>
        </Alert>
      ) : (
        <ActivationCode activation={activation} onNew={setActivation} />
      )}
      <Group justify="space-between">
        <Button
          renderRoot={(props) => (
            <Link to="/stores/$storeId/payment-devices/$deviceId" params={{ storeId, deviceId }} {...props} />
          )}
        >
          <Trans>Done</Trans>
        </Button>
        <Freshness fresh={fresh} />
      </Group>
    </>
  );
}

interface NewDeviceFormProps {
  readonly storeId: string;
  readonly onCreated: (created: CreatedDevice) => void;
}

function NewDeviceForm({ storeId, onCreated }: NewDeviceFormProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const labels = { name: t`Name` };
  const form = useForm(
    { name: '' },
    {
      check: required(t`Required`, 'name'),
      send: async ({ name }, { idempotencyKey }) => {
        const call = api.POST('/registry/v1/stores/{storeId}/devices', {
          params: { path: { storeId }, header: { 'Idempotency-Key': idempotencyKey } },
          body: { name: name.trim() },
        });
        onCreated(await answerOf(call));
        await queryClient.invalidateQueries(storeDevicesQuery(storeId));
      },
    },
  );
  return (
    <FormBody form={form} labels={labels} guards>
      <TextInput
        {...form.field('name')}
        label={labels.name}
        description={t`What people call it, such as “Counter left”; its display shows it too`}
        maxLength={70}
        autoComplete="off"
        autoFocus
      />
      <Group>
        <Button type="submit" h={44} loading={form.isSending}>
          <Trans>Save</Trans>
        </Button>
        <Button
          renderRoot={(props) => <Link to="/stores/$storeId/payment-devices" params={{ storeId }} {...props} />}
          variant="default"
          h={44}
        >
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </FormBody>
  );
}
