import { useLingui } from '@lingui/react/macro';
import { Group, Text } from '@mantine/core';
import { IconBroadcast, IconRefresh } from '@tabler/icons-react';
import type { Live } from './live-devices.ts';

/** Says quietly whether what is shown is so now, and if not, since when it may not be. */
export function LiveMark({ live: { isLive, asOf } }: { readonly live: Live }) {
  const { t, i18n } = useLingui();
  const time = asOf === undefined ? undefined : new Date(asOf).toLocaleTimeString(i18n.locale);
  const Icon = isLive ? IconBroadcast : IconRefresh;
  const text = isLive ? t`live` : time === undefined ? t`connecting` : t`reconnecting, last update ${time}`;
  return (
    <Group gap={4} wrap="nowrap" role="status">
      <Icon size={14} aria-hidden color="var(--mantine-color-dimmed)" />
      <Text size="xs" c="dimmed">
        {text}
      </Text>
    </Group>
  );
}
