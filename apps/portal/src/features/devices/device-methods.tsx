import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DeviceWithHardware } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '../../components/states.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { deviceQuery } from './device-queries.ts';

interface DeviceMethodsProps {
  readonly device: DeviceWithHardware;
  readonly isAllowed: boolean;
}

/** What the device says that it takes, and which of it may be used. What the store does not allow stays off here. */
export function DeviceMethods({ device, isAllowed }: DeviceMethodsProps) {
  const { t } = useLingui();
  const { reportedMethods, storeMethods, paymentMethods } = device;
  const codes = (reportedMethods ?? []).map(({ code }) => code);
  const [isAll, setAll] = useState(paymentMethods === null);
  const [chosen, setChosen] = useState<readonly string[]>(paymentMethods ?? codes);
  const wanted = isAll ? null : [...chosen];
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(paymentMethods);
  const inStore = (code: string): boolean => storeMethods === null || storeMethods.includes(code);
  const toggle = (code: string, isOn: boolean): void =>
    setChosen((now) => (isOn ? [...now, code] : now.filter((other) => other !== code)));
  return (
    <Paper withBorder p="lg">
      <Stack gap="md" align="flex-start">
        <Title order={3}>
          <Trans>Payment methods</Trans>
        </Title>
        {reportedMethods === null ? (
          <Text size="sm">
            <Trans>The device says what it takes when it is online for the first time.</Trans>
          </Text>
        ) : (
          <>
            <Checkbox
              label={t`All that the device takes and the store allows`}
              checked={isAll}
              disabled={!isAllowed}
              onChange={({ currentTarget }) => setAll(currentTarget.checked)}
            />
            <Stack gap="xs" component="fieldset" bd={0} m={0} p={0}>
              <Text component="legend" size="sm" c="dimmed" mb={4}>
                <Trans>Reported by the device</Trans>
              </Text>
              {reportedMethods.map(({ code, name }) => (
                <Checkbox
                  key={code}
                  label={name === code ? code : `${name} (${code})`}
                  description={inStore(code) ? undefined : t`not allowed in this store: see its settings`}
                  checked={inStore(code) && (isAll || chosen.includes(code))}
                  disabled={!isAllowed || isAll || !inStore(code)}
                  onChange={({ currentTarget }) => toggle(code, currentTarget.checked)}
                />
              ))}
            </Stack>
          </>
        )}
        {isAllowed && reportedMethods !== null && <Save device={device} wanted={wanted} isChanged={isChanged} />}
      </Stack>
    </Paper>
  );
}

interface SaveProps {
  readonly device: DeviceWithHardware;
  readonly wanted: string[] | null;
  readonly isChanged: boolean;
}

function Save({ device, wanted, isChanged }: SaveProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const [error, setError] = useState<Error>();
  const [isBusy, setBusy] = useState(false);
  const { deviceId, version } = device;
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const params = { path: { deviceId }, header: { 'If-Match': `"${version}"` } };
      await answerOf(api.PATCH('/registry/v1/devices/{deviceId}', { params, body: { paymentMethods: wanted } }));
      notifications.show({ message: t`Saved`, withCloseButton: false });
      await queryClient.invalidateQueries(deviceQuery(device));
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Group>
      <Button h={44} onClick={() => void save()} loading={isBusy} disabled={!isChanged}>
        <Trans>Save</Trans>
      </Button>
      {error !== undefined && <Refusal error={error} />}
    </Group>
  );
}
