import { Trans, useLingui } from '@lingui/react/macro';
import { Code, Text } from '@mantine/core';
import type { StoreDevice } from '@ppaas/contracts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { DataTable } from '../../components/data-table.tsx';
import { Empty, QueryState } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { storeDevicesQuery } from './device-queries.ts';
import { Presence } from './presence.tsx';

export function DevicesTab() {
  const { t } = useLingui();
  const { storeId } = useParams({ from: '/frame/stores/$storeId/payment-devices' });
  const query = useQuery(storeDevicesQuery(storeId));
  return (
    <QueryState query={query} lines={6}>
      {({ devices }) =>
        devices.length === 0 ? (
          <Empty>
            <Trans>A payment device is what the shopper’s card meets. There is none in this store yet.</Trans>
          </Empty>
        ) : (
          <DataTable
            caption={t`Payment devices`}
            rows={devices}
            keyOf={({ deviceId }) => deviceId}
            columns={[
              { key: 'name', header: t`Name`, cell: ({ name }) => name },
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
        )
      }
    </QueryState>
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
