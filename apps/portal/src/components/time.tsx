import { useLingui } from '@lingui/react/macro';
import { Text, Tooltip } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { momentText } from '../lib/moment.ts';
import { relativeTime } from '../lib/relative-time.ts';

interface TimeProps {
  readonly at: string;
  /** That of the store, where it is one's; else that of the browser. */
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
  const absolute = momentText(at, timeZone, i18n.locale);
  return (
    <Tooltip label={absolute}>
      <Text component="time" dateTime={at} size="sm" title={absolute} className="figure" inherit>
        {relativeTime(new Date(at), new Date(now), i18n.locale)}
      </Text>
    </Tooltip>
  );
}
