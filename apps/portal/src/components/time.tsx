import { useLingui } from '@lingui/react/macro';
import { Text, Tooltip } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { momentText } from '../lib/moment.ts';
import { relativeTime } from '../lib/relative-time.ts';
import { useTimeZone } from '../lib/time-zone.ts';

interface TimeProps {
  readonly at: string;
  /** Where it is not that of the page: in a list across stores, that of the row's. */
  readonly timeZone?: string | undefined;
}

/** How long ago, or how long until; the moment itself, with its zone, on hover and for screen readers' titles. */
export function Time({ at, timeZone }: TimeProps) {
  const { i18n } = useLingui();
  const [now, setNow] = useState(Date.now);
  const { start, stop } = useInterval(() => setNow(Date.now()), 15_000);
  useEffect(() => {
    start();
    return stop;
  });
  const zoneOfPage = useTimeZone();
  const absolute = momentText(at, timeZone ?? zoneOfPage, i18n.locale);
  return (
    <Tooltip label={absolute}>
      <Text component="time" dateTime={at} size="sm" title={absolute} className="figure" inherit>
        {relativeTime(new Date(at), new Date(now), i18n.locale)}
      </Text>
    </Tooltip>
  );
}
