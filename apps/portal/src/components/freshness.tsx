import { useLingui } from '@lingui/react/macro';
import { Group, Text, UnstyledButton } from '@mantine/core';
import { IconBroadcast, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Fresh } from '../lib/fresh.ts';
import { LATE_MS, freshnessAt } from '../lib/fresh.ts';
import { useTimeZone } from '../lib/time-zone.ts';

/** Says quietly whether what is shown is so now, and if not, how old it is; what is old can be asked for again. */
export function Freshness({ fresh }: { readonly fresh: Fresh }) {
  const { t, i18n } = useLingui();
  const { updatedAt, refresh } = fresh;
  const state = useFreshness(fresh);
  const time = new Date(updatedAt).toLocaleTimeString(i18n.locale, { timeZone: useTimeZone() });
  const text = {
    NEVER: '',
    LIVE: t`live`,
    LOST: t`reconnecting, last update ${time}`,
    STILL: t`last update ${time}`,
  }[state];
  return (
    <Group gap={4} wrap="nowrap" mih={44}>
      {state === 'LIVE' && <IconBroadcast size={14} aria-hidden color="var(--mantine-color-dimmed)" />}
      <Text size="xs" c="dimmed" role="status">
        {text}
      </Text>
      {(state === 'LOST' || state === 'STILL') && (
        <UnstyledButton className="quiet-button" w={44} h={44} onClick={refresh} aria-label={t`Refresh`}>
          <IconRefresh size={18} stroke={1.6} aria-hidden />
        </UnstyledButton>
      )}
    </Group>
  );
}

/** Looks again when it would be late. */
function useFreshness(fresh: Fresh): ReturnType<typeof freshnessAt> {
  const [now, setNow] = useState(Date.now);
  const { updatedAt } = fresh;
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, updatedAt + LATE_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [updatedAt]);
  return freshnessAt(fresh, Math.max(now, updatedAt));
}
