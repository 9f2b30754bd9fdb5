import { useLingui } from '@lingui/react/macro';
import { Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { Overview, TransactionState } from '@ppaas/contracts';
import { clockText } from '../../lib/moment.ts';
import { useTimeZone } from '../../lib/time-zone.ts';
import { STATE_LOOKS } from '../transactions/transaction-state.tsx';
import { behind } from './behind.ts';
import { FigureLink } from './figure-link.tsx';
import { OUTCOMES, plotOf } from './plot.ts';
import type { Outcome } from './plot.ts';

const STATES: Readonly<Record<Outcome, TransactionState>> = {
  approved: 'APPROVED',
  partial: 'PARTIAL',
  declined: 'DECLINED',
  cancelled: 'CANCELLED',
  notStarted: 'NOT_STARTED',
};

interface SalesChartProps {
  readonly overview: Overview;
  readonly organisationId: string | undefined;
}

/** Sales per second by outcome; each outcome leads to its sales. */
export function SalesChart({ overview, organisationId }: SalesChartProps) {
  const { t, i18n } = useLingui();
  const timeZone = useTimeZone();
  const { points, totals, stepSeconds } = overview.sales;
  const { ofState } = behind(overview, { organisationId });
  const { pieces, peak } = plotOf(points);
  const from = points[0]?.at;
  const figure = new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 2 });
  const highest = figure.format(peak / stepSeconds);
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">{t`Highest: ${highest} per second`}</Text>
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" className="chart" aria-hidden>
        {pieces.map(({ outcome, x, y, width, height }) => (
          <rect key={`${x}${outcome}`} {...{ x, y, width: width * 0.9, height }} className={`is-${outcome}`} />
        ))}
      </svg>
      <Values points={points} />
      {from !== undefined && (
        <Group justify="space-between">
          {[from, points.at(-1)?.at ?? from].map((at, side) => (
            <Text key={side} size="xs" c="dimmed">
              {clockText(at, timeZone, i18n.locale).slice(0, 8)}
            </Text>
          ))}
        </Group>
      )}
      <Group gap="md">
        {OUTCOMES.map((outcome) => (
          <Group key={outcome} gap={6} wrap="nowrap">
            <span className={`swatch is-${outcome}`} aria-hidden />
            <Text size="sm" py={12}>
              <FigureLink to={ofState(STATES[outcome])}>
                {t(STATE_LOOKS[STATES[outcome]].text)}: {figure.format(totals[outcome])}
              </FigureLink>
            </Text>
          </Group>
        ))}
      </Group>
    </Stack>
  );
}

/** What the chart draws, for those who do not see it. */
function Values({ points }: Pick<Overview['sales'], 'points'>) {
  const { t, i18n } = useLingui();
  const timeZone = useTimeZone();
  return (
    <VisuallyHidden>
      <table aria-label={t`Sales by outcome, step by step`}>
        <thead>
          <tr>
            <th scope="col">{t`From`}</th>
            {OUTCOMES.map((outcome) => (
              <th key={outcome} scope="col">
                {t(STATE_LOOKS[STATES[outcome]].text)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.at}>
              <th scope="row">{clockText(point.at, timeZone, i18n.locale).slice(0, 8)}</th>
              {OUTCOMES.map((outcome) => (
                <td key={outcome}>{point[outcome]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </VisuallyHidden>
  );
}
