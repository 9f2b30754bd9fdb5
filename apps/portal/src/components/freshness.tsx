import { useLingui } from '@lingui/react/macro';
import { ActionIcon, Group, Text } from '@mantine/core';
import { IconBroadcast, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTimeZone } from '../lib/time-zone.ts';

interface FreshnessProps {
  /** Whether what is shown is asked for again and again by itself. */
  readonly isLive: boolean;
  /** Milliseconds; 0: never. */
  readonly updatedAt: number;
  readonly onRefresh: () => void;
}

/** What asks by itself does it at least every 5 s: it was in vain several times, or nobody asks because the network is away. */
const LATE_MS = 15_000;

/** Says quietly how old what is shown is; what does not keep itself fresh can be asked for again. */
export function Freshness({ isLive: isAsking, updatedAt, onRefresh }: FreshnessProps) {
  const { t, i18n } = useLingui();
  const isOlder = useIsOlder(updatedAt, LATE_MS);
  const isLive = isAsking && !isOlder;
  const time = new Date(updatedAt).toLocaleTimeString(i18n.locale, { timeZone: useTimeZone() });
  return (
    <Group gap={4} wrap="nowrap" mih={44}>
      {isLive && <IconBroadcast size={14} aria-hidden color="var(--mantine-color-dimmed)" />}
      <Text size="xs" c="dimmed" role="status">
        {updatedAt === 0 ? '' : isLive ? t`live` : t`last update ${time}`}
      </Text>
      {!isLive && updatedAt > 0 && (
        <ActionIcon variant="subtle" color="gray" size={44} onClick={onRefresh} aria-label={t`Refresh`}>
          <IconRefresh size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}

function useIsOlder(updatedAt: number, ms: number): boolean {
  const [isOlder, setOlder] = useState(false);
  useEffect(() => {
    setOlder(false);
    const timer = setTimeout(() => setOlder(true), Math.max(0, updatedAt + ms - Date.now()));
    return () => clearTimeout(timer);
  }, [updatedAt, ms]);
  return isOlder;
}
