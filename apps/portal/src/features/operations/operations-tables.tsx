import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react/macro';
import { Anchor } from '@mantine/core';
import type { Overview, SaleStage, ServicePulse } from '@ppaas/contracts';
import { Link } from '@tanstack/react-router';
import { DataTable } from '../../components/data-table.tsx';
import { durationText } from '../../lib/duration.ts';
import { behind } from './behind.ts';
import { FigureLink } from './figure-link.tsx';
import { rangeOf, stepPath } from './plot.ts';

const STAGES: Readonly<Record<SaleStage, MessageDescriptor>> = {
  delivered: msg`Until the device has it`,
  displayed: msg`Until the shopper sees it`,
  authorised: msg`Until it is paid and stored`,
  whole: msg`From acceptance to outcome`,
};

interface StageTableProps {
  readonly overview: Overview;
  readonly organisationId: string | undefined;
}

export function StageTable({ overview, organisationId }: StageTableProps) {
  const { t, i18n } = useLingui();
  const { answered } = behind(overview, { organisationId });
  const time = (ms: number | null): string => (ms === null ? '–' : durationText(ms, i18n.locale));
  return (
    <DataTable
      caption={t`Time by stage`}
      rows={overview.stages}
      keyOf={({ stage }) => stage}
      columns={[
        { key: 'stage', header: t`Stage`, cell: ({ stage }) => t(STAGES[stage]) },
        {
          ...{ key: 'sales', header: t`Sales`, isNumber: true },
          cell: ({ sales }) => <FigureLink to={answered}>{sales}</FigureLink>,
        },
        { key: 'p50', header: 'p50', isNumber: true, cell: ({ p50Ms }) => time(p50Ms) },
        { key: 'p99', header: 'p99', isNumber: true, cell: ({ p99Ms }) => time(p99Ms) },
      ]}
    />
  );
}

/** What stores are called, as far as one knows. */
interface Named {
  readonly nameOf: (storeId: string) => string;
}

function StoreLink({ storeId, nameOf }: Named & { readonly storeId: string }) {
  return (
    <Anchor
      className="row-link"
      renderRoot={(props) => <Link to="/stores/$storeId/payment-devices" params={{ storeId }} {...props} />}
    >
      {nameOf(storeId)}
    </Anchor>
  );
}

const DAY_MS = 86_400_000;
const STRIP = { width: 320, height: 28 } as const;

/** How many devices of each store were online over the last day. */
export function StoreDevices({ overview, nameOf }: Named & { readonly overview: Overview }) {
  const { t } = useLingui();
  const to = Date.parse(overview.asOf);
  return (
    <DataTable
      caption={t`Devices online by store`}
      rows={overview.devices.stores}
      keyOf={({ storeId }) => storeId}
      columns={[
        { key: 'store', header: t`Store`, cell: ({ storeId }) => <StoreLink storeId={storeId} nameOf={nameOf} /> },
        {
          key: 'online',
          header: t`Online`,
          isNumber: true,
          cell: ({ online, devices: all }) => t`${online} of ${all}`,
        },
        {
          key: 'day',
          header: t`Last 24 hours`,
          cell: ({ timeline, devices }) => {
            if (timeline.length === 0) return '–';
            const [least, most] = rangeOf(timeline);
            return (
              <svg {...STRIP} className="strip" role="img" aria-label={t`${least} at least, ${most} at most`}>
                <path d={stepPath(timeline, devices, { from: to - DAY_MS, to }, STRIP)} />
              </svg>
            );
          },
        },
      ]}
    />
  );
}

export function TroubleTable({ overview, nameOf }: Named & { readonly overview: Overview }) {
  const { t } = useLingui();
  const of = (storeId: string) => behind(overview, { storeId });
  return (
    <DataTable
      caption={t`Stores with trouble`}
      rows={overview.trouble}
      keyOf={({ storeId }) => storeId}
      columns={[
        { key: 'store', header: t`Store`, cell: ({ storeId }) => <StoreLink storeId={storeId} nameOf={nameOf} /> },
        {
          ...{ key: 'unknown', header: t`Unknown`, isNumber: true },
          cell: ({ storeId, unknown }) => <FigureLink to={of(storeId).unknown}>{unknown}</FigureLink>,
        },
        {
          ...{ key: 'workList', header: t`Work list`, isNumber: true },
          cell: ({ storeId, workList }) => <FigureLink to={of(storeId).workList}>{workList}</FigureLink>,
        },
        {
          ...{ key: 'contradictions', header: t`Contradicted`, isNumber: true },
          cell: ({ storeId, contradictions }) => (
            <FigureLink to={of(storeId).contradicted}>{contradictions}</FigureLink>
          ),
        },
        {
          ...{ key: 'away', header: t`Devices away`, isNumber: true },
          cell: ({ storeId, devicesAway }) => <FigureLink to={of(storeId).devices}>{devicesAway}</FigureLink>,
        },
      ]}
    />
  );
}

/** The processes of all cells, or of those that serve one organisation, for people of the platform. */
export function ServiceTable({ services }: { readonly services: readonly ServicePulse[] }) {
  const { t, i18n } = useLingui();
  const time = (ms: number): string => durationText(Math.round(ms), i18n.locale);
  return (
    <DataTable
      caption={t`Services`}
      rows={services}
      keyOf={({ cell, instance }) => `${cell}/${instance}`}
      columns={[
        { key: 'cell', header: t`Cell`, cell: ({ cell }) => cell },
        { key: 'instance', header: t`Instance`, cell: ({ instance }) => instance },
        { key: 'outbox', header: t`Outbox`, isNumber: true, cell: (one) => time(one.outboxSeconds * 1_000) },
        { key: 'lag', header: t`Consumers behind`, isNumber: true, cell: (one) => time(one.lagSeconds * 1_000) },
        { key: 'loop', header: t`Event loop late (p99)`, isNumber: true, cell: (one) => time(one.loopDelayMs) },
        { key: 'pool', header: t`Wait for Postgres`, isNumber: true, cell: ({ poolWaiting }) => poolWaiting },
      ]}
    />
  );
}

interface OrganisationTableProps {
  readonly overview: Overview;
  readonly organisationName: (organisationId: string) => string;
}

/** The busiest, each leading to its own figures. */
export function OrganisationTable({ overview, organisationName }: OrganisationTableProps) {
  const { t } = useLingui();
  const of = (organisationId: string) => behind(overview, { organisationId });
  return (
    <DataTable
      caption={t`Organisations`}
      rows={overview.organisations}
      keyOf={({ organisationId }) => organisationId}
      columns={[
        {
          key: 'name',
          header: t`Organisation`,
          cell: ({ organisationId }) => (
            <Anchor
              className="row-link"
              renderRoot={(props) => <Link to="/operations" search={{ organisationId }} {...props} />}
            >
              {organisationName(organisationId)}
            </Anchor>
          ),
        },
        {
          ...{ key: 'sales', header: t`Sales`, isNumber: true },
          cell: ({ organisationId, sales }) => <FigureLink to={of(organisationId).sales}>{sales}</FigureLink>,
        },
        {
          ...{ key: 'unknown', header: t`Unknown`, isNumber: true },
          cell: ({ organisationId, unknown }) => <FigureLink to={of(organisationId).unknown}>{unknown}</FigureLink>,
        },
      ]}
    />
  );
}
