import { useLingui } from '@lingui/react/macro';
import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { Overview } from '@ppaas/contracts';
import type { LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Time } from '../../components/time.tsx';
import { behind } from './behind.ts';
import { FigureLink } from './figure-link.tsx';

interface FiguresProps {
  readonly overview: Overview;
  readonly organisationId: string | undefined;
}

/** The figures that say whether all is well; each leads to the list behind it. */
export function Figures({ overview, organisationId }: FiguresProps) {
  const { t, i18n } = useLingui();
  const { sales, unknown, workList, contradictions, devices, states, minutes } = overview;
  const number = new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 2 });
  const sold = Object.values(sales.totals).reduce((sum, count) => sum + count, 0);
  const seconds = sales.points.length * sales.stepSeconds;
  const perSecond = number.format(seconds === 0 ? 0 : sold / seconds);
  const links = behind(overview, { organisationId });
  const [online, all] = [number.format(devices.online), number.format(devices.devices)];
  const { lastDay } = unknown;
  const [waiting, atDevice] = [states.ACCEPTED + states.DISPATCHING, states.DISPATCHED + states.IN_PROGRESS];
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 4 }} spacing="sm">
      <Figure name={t`Sales`} value={number.format(sold)} link={links.sales}>
        {t`${perSecond} per second, in ${minutes} min`}
      </Figure>
      <Figure name={t`Running`} value={number.format(waiting + atDevice)} link={links.running}>
        {t`waiting: ${waiting}, at the device: ${atDevice}`}
      </Figure>
      <Figure name={t`Unknown`} value={number.format(unknown.now)} link={links.unknown}>
        <FigureLink to={links.enquired}>{t`in 24 hours: ${lastDay}`}</FigureLink>
        {unknown.since !== null && (
          <>
            {', '}
            <Time at={unknown.since} />
          </>
        )}
      </Figure>
      <Figure name={t`Work list`} value={number.format(workList)} link={links.workList}>
        <FigureLink to={links.contradicted}>{t`contradicted by the device, in 24 hours: ${contradictions}`}</FigureLink>
      </Figure>
      <Figure name={t`Devices online`} value={t`${online} of ${all}`} link={links.devices} />
    </SimpleGrid>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly link: LinkProps;
  readonly children?: ReactNode;
}

function Figure({ name, value, link, children }: FigureProps) {
  return (
    <Paper withBorder p="md">
      <Text size="sm">
        <FigureLink to={link}>{name}</FigureLink>
      </Text>
      <Text fz={24} fw={600}>
        {value}
      </Text>
      <Text size="xs" c="dimmed">
        {children}
      </Text>
    </Paper>
  );
}
