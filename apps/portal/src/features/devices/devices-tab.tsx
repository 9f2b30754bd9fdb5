import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Text } from '@mantine/core';
import type { StoreDevice } from '@ppaas/contracts';
import { IconPlus } from '@tabler/icons-react';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { Column } from '../../components/data-table.tsx';
import { Id } from '../../components/id.tsx';
import { List } from '../../components/list.tsx';
import { Time } from '../../components/time.tsx';
import { wholeOf } from '../../lib/list-source.ts';
import { IS_SANDBOX } from '../../lib/page-facts.ts';
import { useMay } from '../../lib/session.ts';
import { useLiveDevices } from './live-devices.ts';
import { Presence, STANDING_LOOKS } from './presence.tsx';
import { STANDINGS, matching, standingOf } from './standing.ts';
import { TerminalLink } from './terminal-link.tsx';

/**
 * The devices of a store come in one piece and not by pages: the line that tells how each is this second tells of all of
 * them. What is narrowed and sorted is therefore narrowed and sorted here.
 */
export function DevicesTab() {
  const { t } = useLingui();
  const { storeId } = useParams({ from: '/frame/stores/$storeId/payment-devices' });
  const search = useSearch({ from: '/frame/stores/$storeId/payment-devices' });
  const { query, fresh } = useLiveDevices(storeId);
  const columns = useColumns(storeId);
  const add = useMay('devices.manage') && (
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
    <List
      caption={t`Payment devices`}
      source={wholeOf(query, ({ devices }) => matching(devices, search), fresh)}
      keyOf={({ deviceId }) => deviceId}
      columns={columns}
      searchLabel={t`Name, id or serial number`}
      csvName="payment-devices"
      filters={[
        {
          name: 'standing',
          label: t`Presence`,
          options: STANDINGS.map((value) => ({ value, label: t(STANDING_LOOKS[value].text) })),
        },
      ]}
      action={add}
      empty={
        <Trans>
          A payment device is what the shopper’s card meets. Each is added here, and joins with a code that is typed or
          scanned at the device.
        </Trans>
      }
    />
  );
}

function useColumns(storeId: string): readonly Column<StoreDevice>[] {
  const { t } = useLingui();
  return [
    {
      key: 'name',
      header: t`Name`,
      value: ({ name }) => name,
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
    {
      key: 'presence',
      header: t`Presence`,
      isUnsorted: true,
      value: (device) => t(STANDING_LOOKS[standingOf(device)].text),
      cell: (device) => <Presence device={device} />,
    },
    {
      key: 'holder',
      header: t`Held by`,
      isUnsorted: true,
      value: ({ session }) => (session.held ? session.posName : null),
      cell: ({ session }) => (session.held ? session.posName : '–'),
    },
    {
      key: 'hardware',
      header: t`Hardware`,
      value: ({ hardware }) => hardware?.serialNumber ?? null,
      cell: ({ hardware }) => <Hardware hardware={hardware} />,
    },
    {
      key: 'certificate',
      header: t`Certificate ends`,
      value: ({ certificateNotAfter }) => certificateNotAfter,
      cell: ({ certificateNotAfter: end }) => (end === null ? '–' : <Time at={end} />),
    },
    ...(IS_SANDBOX
      ? [{ key: 'terminal', header: t`Terminal`, cell: (device: StoreDevice) => <TerminalLink device={device} /> }]
      : []),
  ];
}

function Hardware({ hardware }: Pick<StoreDevice, 'hardware'>) {
  const { t } = useLingui();
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
      <Id value={serialNumber} name={t`Serial number`} />
      <Text size="xs" c="dimmed">
        {[model, softwareVersion].filter((part) => part !== null).join(' · ')}
      </Text>
    </>
  );
}
