import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Code, Group, Text } from '@mantine/core';
import type { StoreDevice } from '@ppaas/contracts';
import { IconPlus } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { DataTable } from '../../components/data-table.tsx';
import { Empty, QueryState } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { useMay } from '../../lib/session.ts';
import { useLiveDevices } from './live-devices.ts';
import { LiveMark } from './live-mark.tsx';
import { Presence } from './presence.tsx';

export function DevicesTab() {
  const { storeId } = useParams({ from: '/frame/stores/$storeId/payment-devices' });
  const { query, live } = useLiveDevices(storeId);
  const isAllowed = useMay('devices.manage');
  const add = isAllowed && (
    <Button
      renderRoot={(props) => <Link to="/stores/$storeId/payment-devices/new" params={{ storeId }} {...props} />}
      leftSection={<IconPlus size={16} aria-hidden />}
      tt="uppercase"
      h={44}
    >
      <Trans>Add device</Trans>
    </Button>
  );
  return (
    <QueryState query={query} lines={6}>
      {({ devices }) =>
        devices.length === 0 ? (
          <Empty action={add}>
            <Trans>
              A payment device is what the shopper’s card meets. Each is added here, and joins with a code that is typed
              or scanned at the device.
            </Trans>
          </Empty>
        ) : (
          <>
            <Group justify="space-between">
              <LiveMark live={live} />
              {add}
            </Group>
            <DeviceTable storeId={storeId} devices={devices} />
          </>
        )
      }
    </QueryState>
  );
}

function DeviceTable({ storeId, devices }: { readonly storeId: string; readonly devices: readonly StoreDevice[] }) {
  const { t } = useLingui();
  return (
    <DataTable
      caption={t`Payment devices`}
      rows={devices}
      keyOf={({ deviceId }) => deviceId}
      columns={[
        {
          key: 'name',
          header: t`Name`,
          cell: ({ deviceId, name }) => (
            <Anchor
              renderRoot={(props) => (
                <Link to="/stores/$storeId/payment-devices/$deviceId" params={{ storeId, deviceId }} {...props} />
              )}
              className="row-link"
            >
              {name}
            </Anchor>
          ),
        },
        { key: 'presence', header: t`Presence`, cell: (device) => <Presence device={device} /> },
        { key: 'holder', header: t`Held by`, cell: ({ session }) => (session.held ? session.posName : '–') },
        { key: 'hardware', header: t`Hardware`, cell: ({ hardware }) => <Hardware hardware={hardware} /> },
        {
          key: 'certificate',
          header: t`Certificate ends`,
          cell: ({ certificateNotAfter: end }) => (end === null ? '–' : <Time at={end} />),
        },
      ]}
    />
  );
}

function Hardware({ hardware }: Pick<StoreDevice, 'hardware'>) {
  if (hardware === null) {
    return (
      <Text size="sm" c="dimmed">
        <Trans>not enrolled</Trans>
      </Text>
    );
  }
  const { serialNumber, model, softwareVersion } = hardware;
  return (
    <>
      <Code>{serialNumber}</Code>
      <Text size="xs" c="dimmed">
        {[model, softwareVersion].filter((part) => part !== null).join(' · ')}
      </Text>
    </>
  );
}
