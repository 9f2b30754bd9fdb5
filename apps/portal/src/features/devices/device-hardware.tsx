import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { DeviceWithHardware, Hardware, StoreDevice } from '@ppaas/contracts';
import { IconCircleCheck, IconCirclePause } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Chip } from '../../components/chip.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Id } from '../../components/id.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { useTimeZone } from '../../lib/time-zone.ts';
import { deviceQuery } from './device-queries.ts';
import { SwapHardware } from './swap-hardware.tsx';

interface DeviceHardwareProps {
  readonly device: DeviceWithHardware;
  readonly shown: StoreDevice | undefined;
  readonly isAllowed: boolean;
}

/** The pieces that are let in as this device, and what can be done with them. */
export function DeviceHardware({ device, shown, isAllowed }: DeviceHardwareProps) {
  const { t, i18n } = useLingui();
  const timeZone = useTimeZone();
  const [revoking, setRevoking] = useState<Hardware>();
  const pieces = livePieces(device.hardware);
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Title order={3}>
          <Trans>Hardware</Trans>
        </Title>
        {pieces.length === 0 ? (
          <Text size="sm">
            <Trans>No hardware is enrolled. It joins with an activation code.</Trans>
          </Text>
        ) : (
          <DataTable
            caption={t`Hardware`}
            rows={pieces}
            keyOf={({ serialNumber }) => serialNumber}
            columns={[
              {
                key: 'serial',
                header: t`Serial number`,
                cell: ({ serialNumber }) => <Id value={serialNumber} name={t`Serial number`} />,
              },
              { key: 'role', header: t`Role`, cell: ({ role }) => <Role role={role} /> },
              {
                key: 'end',
                header: t`Certificate’s last day`,
                cell: ({ notAfter }) =>
                  new Date(notAfter).toLocaleDateString(i18n.locale, { dateStyle: 'medium', timeZone }),
              },
              {
                key: 'act',
                header: t`Actions`,
                isNumber: true,
                cell: (piece) =>
                  isAllowed && (
                    <Button variant="default" c="var(--danger)" size="xs" onClick={() => setRevoking(piece)}>
                      <Trans>Revoke</Trans>
                    </Button>
                  ),
              },
            ]}
          />
        )}
        {isAllowed && (
          <Group>
            <SwapHardware device={device} shown={shown} pieces={pieces.length} />
          </Group>
        )}
        <Revoke device={device} piece={revoking} onClose={() => setRevoking(undefined)} />
      </Stack>
    </Paper>
  );
}

/** One line a piece: a renewed certificate takes the place of the former, which ends a day later. */
function livePieces(hardware: readonly Hardware[]): Hardware[] {
  const live = hardware.filter(({ status, notAfter }) => status === 'VALID' && Date.parse(notAfter) > Date.now());
  return [...Map.groupBy(live, ({ serialNumber }) => serialNumber).values()].flatMap(([newest]) => newest ?? []);
}

function Role({ role }: Pick<Hardware, 'role'>) {
  const { t } = useLingui();
  return role === 'ACTIVE' ? (
    <Chip icon={IconCircleCheck} colour="teal" text={t`Active`} />
  ) : (
    <Chip icon={IconCirclePause} colour="gray" text={t`Standby`} />
  );
}

interface RevokeProps {
  readonly device: DeviceWithHardware;
  readonly piece: Hardware | undefined;
  readonly onClose: () => void;
}

function Revoke({ device, piece, onClose }: RevokeProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const { deviceId, name } = device;
  const serialNumber = piece?.serialNumber ?? '';
  const revoke = async (): Promise<void> => {
    const path = { deviceId, serialNumber };
    await answerOf(api.DELETE('/registry/v1/devices/{deviceId}/hardware/{serialNumber}', { params: { path } }));
    await queryClient.invalidateQueries(deviceQuery(device));
  };
  return (
    <Confirm
      isOpen={piece !== undefined}
      title={t`Revoke ${serialNumber}`}
      verb={t`Revoke`}
      onConfirm={revoke}
      onClose={onClose}
    >
      {piece?.role === 'STANDBY' ? (
        <Trans>
          {serialNumber} is cut off within 2 seconds. Results of sales that it has not delivered yet are not taken from
          it any more. {name} goes on with its active hardware.
        </Trans>
      ) : (
        <Trans>
          {serialNumber} is cut off within 2 seconds; a sale that runs on it may end first. {name} cannot sell until
          hardware joins with a new activation code. No other device is touched.
        </Trans>
      )}
    </Confirm>
  );
}
