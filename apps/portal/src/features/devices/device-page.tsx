import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { DeviceWithHardware, StoreDevice } from '@ppaas/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { Fact, Facts } from '../../components/facts.tsx';
import { Freshness } from '../../components/freshness.tsx';
import { Id } from '../../components/id.tsx';
import { useTitlePart } from '../../components/page.tsx';
import { QueryState } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { answerOf, api } from '../../lib/api.ts';
import type { Fresh } from '../../lib/fresh.ts';
import { useMay } from '../../lib/session.ts';
import { useTimeZone } from '../../lib/time-zone.ts';
import { DeviceHardware } from './device-hardware.tsx';
import { DeviceMethods } from './device-methods.tsx';
import { deviceQuery } from './device-queries.ts';
import { DeviceSales } from './device-sales.tsx';
import { useLiveDevices } from './live-devices.ts';
import { PresenceStrip } from './presence-strip.tsx';
import { Presence } from './presence.tsx';
import { TerminalLink } from './terminal-link.tsx';

export function DevicePage() {
  const { storeId, deviceId } = useParams({ from: '/frame/stores/$storeId/payment-devices/$deviceId' });
  const queryClient = useQueryClient();
  const query = useQuery(deviceQuery({ storeId, deviceId }));
  const { query: devices, fresh } = useLiveDevices(storeId);
  const shown = devices.data?.devices.find((device) => device.deviceId === deviceId);
  // Hardware that has just joined, or is gone, has other certificates and says other methods.
  const hardware = `${shown?.hardware?.serialNumber} ${shown?.certificateNotAfter} ${shown?.presence}`;
  useEffect(
    () => void queryClient.invalidateQueries(deviceQuery({ storeId, deviceId })),
    [queryClient, storeId, deviceId, hardware],
  );
  return (
    <Stack gap="md">
      <Anchor
        renderRoot={(props) => <Link to="/stores/$storeId/payment-devices" params={{ storeId }} {...props} />}
        className="finger"
        size="sm"
      >
        <Trans>All payment devices of this store</Trans>
      </Anchor>
      <QueryState query={query} lines={6}>
        {(device) => <Device key={device.deviceId} device={device} shown={shown} fresh={fresh} />}
      </QueryState>
    </Stack>
  );
}

interface DeviceProps {
  readonly device: DeviceWithHardware;
  /** As it is this second; undefined until it has been told. */
  readonly shown: StoreDevice | undefined;
  readonly fresh: Fresh;
}

function Device({ device, shown, fresh }: DeviceProps) {
  const isAllowed = useMay('devices.manage');
  useTitlePart(device.name);
  return (
    <>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2}>{device.name}</Title>
          {shown !== undefined && <Presence device={shown} />}
          <Freshness fresh={fresh} />
          {shown !== undefined && <TerminalLink device={shown} />}
        </Group>
        {isAllowed && <Remove device={device} />}
      </Group>
      <Paper withBorder p="lg">
        <Stack gap="lg">
          <PresenceStrip deviceId={device.deviceId} presence={shown?.presence ?? 'UNKNOWN'} />
          <DeviceFacts device={device} shown={shown} />
        </Stack>
      </Paper>
      <DeviceHardware device={device} shown={shown} isAllowed={isAllowed} />
      <DeviceMethods key={device.deviceId} device={device} isAllowed={isAllowed} />
      <DeviceSales deviceId={device.deviceId} />
    </>
  );
}

function DeviceFacts({ device, shown }: Omit<DeviceProps, 'fresh'>) {
  const { t, i18n } = useLingui();
  const timeZone = useTimeZone();
  const { deviceId, createdAt } = device;
  const { certificateNotAfter: end = null, hardware = null, roundTripMs = null, session } = shown ?? {};
  const holder = session?.held === true ? session.posName : null;
  return (
    <Facts>
      <Fact name={t`Device ID`}>
        <Id value={deviceId} name={t`Device ID`} />
      </Fact>
      <Fact name={t`Held by`}>{holder ?? '–'}</Fact>
      <Fact name={t`Round trip`}>{roundTripMs === null ? '–' : t`${roundTripMs} ms`}</Fact>
      <Fact name={t`Software`}>{hardware?.softwareVersion ?? '–'}</Fact>
      <Fact name={t`Certificate ends`}>
        {end === null ? '–' : new Date(end).toLocaleDateString(i18n.locale, { dateStyle: 'long', timeZone })}
        {end !== null && (
          <Text size="sm" c="dimmed">
            <Time at={end} />
          </Text>
        )}
      </Fact>
      <Fact name={t`Added`}>
        <Time at={createdAt} />
      </Fact>
    </Facts>
  );
}

function Remove({ device }: Pick<DeviceProps, 'device'>) {
  const { t } = useLingui();
  const { deviceId, storeId, name } = device;
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    await answerOf(api.DELETE('/registry/v1/devices/{deviceId}', { params: { path: { deviceId } } }));
    await navigate({ to: '/stores/$storeId/payment-devices', params: { storeId } });
  };
  return (
    <>
      <Button variant="default" c="var(--danger)" onClick={() => setAsking(true)}>
        <Trans>Remove</Trans>
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t`Remove ${name}`}
        verb={t`Remove`}
        typedName={name}
        onConfirm={remove}
        onClose={() => setAsking(false)}
      >
        <Trans>
          {name} gets no sale any more, and its hardware is cut off within 2 seconds; a sale that runs on it may end
          first. Its past sales stay. It cannot be undone: the hardware can join again as another device.
        </Trans>
      </Confirm>
    </>
  );
}
