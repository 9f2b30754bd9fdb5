import { useLingui } from '@lingui/react/macro';
import { Group, Text } from '@mantine/core';
import type { StoreDevice } from '@ppaas/contracts';
import {
  IconCircleCheck,
  IconCircleDashed,
  IconCreditCard,
  IconPlugConnectedX,
  IconQuestionMark,
  IconTool,
} from '@tabler/icons-react';
import { Chip } from '../../components/chip.tsx';
import { Time } from '../../components/time.tsx';

/** Online, busy, offline since when, or never seen. */
export function Presence({ device }: { readonly device: StoreDevice }) {
  const { t } = useLingui();
  const { presence, state, lastSeenAt } = device;
  if (presence === 'UNKNOWN') return <Chip icon={IconQuestionMark} colour="gray" text={t`Not known now`} />;
  if (presence === 'ONLINE') {
    if (state === 'BUSY') return <Chip icon={IconCreditCard} colour="blue" text={t`Busy`} />;
    if (state === 'MAINTENANCE') return <Chip icon={IconTool} colour="orange" text={t`Maintenance`} />;
    return <Chip icon={IconCircleCheck} colour="teal" text={t`Online`} />;
  }
  if (lastSeenAt === null) return <Chip icon={IconCircleDashed} colour="gray" text={t`Never seen`} />;
  return (
    <Group gap="xs" wrap="nowrap">
      <Chip icon={IconPlugConnectedX} colour="red" text={t`Offline`} />
      <Text size="xs" c="dimmed">
        <Time at={lastSeenAt} />
      </Text>
    </Group>
  );
}
