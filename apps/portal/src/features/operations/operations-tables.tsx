import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react/macro';
import { Anchor } from '@mantine/core';
import type { Overview, SaleStage, ServicePulse } from '@ppaas/contracts';
import { Link } from '@tanstack/react-router';
import { DataTable } from '../../components/data-table.tsx';
import { durationText } from '../../lib/duration.ts';
import { stepPath } from './plot.ts';

const STAGES: Readonly<Record<SaleStage, MessageDescriptor>> = {
  delivered: msg`Until the device has it`,
  displayed: msg`Until the shopper sees it`,
  authorised: msg`Until it is paid and stored`,
  whole: msg`From acceptance to outcome`,
};

export function StageTable({ stages }: Pick<Overview, 'stages'>) {
  const { t, i18n } = useLingui();
  const time = (ms: number | null): string => (ms === null ? '–' : durationText(ms, i18n.locale));
  return (
    <DataTable
      caption={t`Time by stage`}
      rows={stages}
      keyOf={({ stage }) => stage}
      columns={[
        { key: 'stage', header: t`Stage`, cell: ({ stage }) => t(STAGES[stage]) },
        { key: 'sales', header: t`Sales`, isNumber: true, cell: ({ sales }) => sales },
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
          cell: ({ timeline, devices }) =>
            timeline.length === 0 ? (
              '–'
            ) : (
              <svg {...STRIP} className="strip" aria-hidden>
                <path d={stepPath(timeline, devices, { from: to - DAY_MS, to }, STRIP)} />
              </svg>
            ),
        },
      ]}
    />
  );
}

export function TroubleTable({ trouble, nameOf }: Pick<Overview, 'trouble'> & Named) {
  const { t } = useLingui();
  return (
    <DataTable
      caption={t`Stores with trouble`}
      rows={trouble}
      keyOf={({ storeId }) => storeId}
      columns={[
        { key: 'store', header: t`Store`, cell: ({ storeId }) => <StoreLink storeId={storeId} nameOf={nameOf} /> },
        { key: 'unknown', header: t`Unknown`, isNumber: true, cell: ({ unknown }) => unknown },
        { key: 'workList', header: t`Work list`, isNumber: true, cell: ({ workList }) => workList },
        {
          key: 'contradictions',
          header: t`Contradicted`,
          isNumber: true,
          cell: ({ contradictions }) => contradictions,
        },
        { key: 'away', header: t`Devices away`, isNumber: true, cell: ({ devicesAway }) => devicesAway },
      ]}
    />
  );
}

/** The processes of the cell, for people of the platform. */
export function ServiceTable({ services }: { readonly services: readonly ServicePulse[] }) {
  const { t, i18n } = useLingui();
  const time = (ms: number): string => durationText(Math.round(ms), i18n.locale);
  return (
    <DataTable
      caption={t`Services`}
      rows={services}
      keyOf={({ instance }) => instance}
      columns={[
        { key: 'instance', header: t`Instance`, cell: ({ instance }) => instance },
        { key: 'outbox', header: t`Outbox`, isNumber: true, cell: (one) => time(one.outboxSeconds * 1_000) },
        { key: 'lag', header: t`Consumers behind`, isNumber: true, cell: (one) => time(one.lagSeconds * 1_000) },
        { key: 'loop', header: t`Event loop late (p99)`, isNumber: true, cell: (one) => time(one.loopDelayMs) },
        { key: 'pool', header: t`Wait for Postgres`, isNumber: true, cell: ({ poolWaiting }) => poolWaiting },
      ]}
    />
  );
}

interface OrganisationTableProps extends Pick<Overview, 'organisations'> {
  readonly organisationName: (organisationId: string) => string;
}

/** The busiest, each leading to its own figures. */
export function OrganisationTable({ organisations, organisationName }: OrganisationTableProps) {
  const { t } = useLingui();
  return (
    <DataTable
      caption={t`Organisations`}
      rows={organisations}
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
        { key: 'sales', header: t`Sales`, isNumber: true, cell: ({ sales }) => sales },
        { key: 'unknown', header: t`Unknown`, isNumber: true, cell: ({ unknown }) => unknown },
      ]}
    />
  );
}
