import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Stack, Text } from '@mantine/core';
import type { PresenceHistory } from '@ppaas/contracts';
import { useQuery } from '@tanstack/react-query';
import { QueryState } from '../../components/states.tsx';
import { useTimeZone } from '../../lib/time-zone.ts';
import { presenceQuery } from './device-queries.ts';

interface PresenceStripProps {
  readonly deviceId: string;
  /** As it is now. */
  readonly presence: string;
}

/** The last 24 hours: a bar while it was online, a line while it was not, nothing where nobody knows. */
export function PresenceStrip({ deviceId, presence }: PresenceStripProps) {
  const query = useQuery(presenceQuery(deviceId, presence));
  return (
    <QueryState query={query} lines={1}>
      {(history) => <Strip history={history} />}
    </QueryState>
  );
}

const WIDTH = 1_440;
const HEIGHT = 24;

function Strip({ history }: { readonly history: PresenceHistory }) {
  const { t, i18n } = useLingui();
  const timeZone = useTimeZone();
  const { from, to, online, recordedSince } = history;
  const start = Date.parse(from);
  const lengthMs = Date.parse(to) - start;
  const at = (time: string): number => ((Date.parse(time) - start) / lengthMs) * WIDTH;
  const onlineMs = online.reduce((sum, span) => sum + Date.parse(span.to) - Date.parse(span.from), 0);
  const hours = new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 1 }).format(onlineMs / 3_600_000);
  const clock = (time: string): string =>
    new Date(time).toLocaleTimeString(i18n.locale, { hour: '2-digit', minute: '2-digit', timeZone });
  const isPartial = Date.parse(recordedSince) > start;
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        <Trans>Last 24 hours</Trans>
      </Text>
      <svg
        role="img"
        aria-label={t`Online for ${hours} of the last 24 hours`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
      >
        <rect
          x={at(recordedSince)}
          y={HEIGHT - 4}
          width={WIDTH - at(recordedSince)}
          height={4}
          fill="var(--mantine-color-red-6)"
        />
        {online.map((span) => (
          <rect
            key={span.from}
            x={at(span.from)}
            width={Math.max(2, at(span.to) - at(span.from))}
            height={HEIGHT}
            fill="var(--mantine-color-teal-6)"
          >
            <title>{`${clock(span.from)}–${clock(span.to)}`}</title>
          </rect>
        ))}
      </svg>
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {clock(from)}
        </Text>
        {isPartial && (
          <Text size="xs" c="dimmed">
            {t`known since ${clock(recordedSince)}`}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {clock(to)}
        </Text>
      </Group>
    </Stack>
  );
}
