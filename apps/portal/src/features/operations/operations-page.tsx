import { Trans, useLingui } from '@lingui/react/macro';
import { Group, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import type { Overview } from '@ppaas/contracts';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Chooser } from '../../components/chooser.tsx';
import { Freshness } from '../../components/freshness.tsx';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/states.tsx';
import { useNamed } from '../../lib/choices.ts';
import { freshOf } from '../../lib/fresh.ts';
import { useListSearch } from '../../lib/list-search.ts';
import { usePerson } from '../../lib/session.ts';
import { organisationChoices } from '../organisation/organisation-queries.ts';
import { storeChoices } from '../stores/store-queries.ts';
import { Figures } from './figures.tsx';
import { OrganisationTable, ServiceTable, StageTable, StoreDevices, TroubleTable } from './operations-tables.tsx';
import { overviewQuery } from './operations-queries.ts';
import { SalesChart } from './sales-chart.tsx';

/** What is going on, of all that one sees: is everything well, and if not, whose is it? */
export function OperationsPage() {
  const { t } = useLingui();
  const { organisationId, minutes } = useSearch({ from: '/frame/operations' });
  const query = useQuery(overviewQuery(organisationId, Number(minutes ?? MINUTES[0])));
  return (
    <Page
      title={t`Operations`}
      actions={
        <Group gap="sm" align="center">
          <Freshness fresh={freshOf(query, true)} />
          <Choices />
        </Group>
      }
    >
      <QueryState query={query} lines={8}>
        {(overview) => <Sections overview={overview} organisationId={organisationId} />}
      </QueryState>
    </Page>
  );
}

const MINUTES = ['5', '15', '60'] as const;

/** How long back, and for people of the platform whose figures. */
function Choices() {
  const { t } = useLingui();
  const [search, change] = useListSearch();
  const isOfPlatform = usePerson().organisationId === null;
  return (
    <>
      {isOfPlatform && (
        <Chooser
          label={t`Organisation`}
          isLabelHidden
          choices={organisationChoices}
          none={t`All organisations`}
          value={search['organisationId'] ?? ''}
          onChange={({ currentTarget: { value } }) => change({ organisationId: value === '' ? undefined : value })}
        />
      )}
      <NativeSelect
        aria-label={t`Time`}
        value={search['minutes'] ?? MINUTES[0]}
        onChange={({ currentTarget: { value } }) => change({ minutes: value })}
        data={MINUTES.map((value) => ({ value, label: t`last ${value} minutes` }))}
      />
    </>
  );
}

interface SectionsProps {
  readonly overview: Overview;
  readonly organisationId: string | undefined;
}

function Sections({ overview, organisationId }: SectionsProps) {
  const { t } = useLingui();
  const shown = [...overview.trouble, ...overview.devices.stores];
  const stores = useNamed(
    storeChoices(),
    shown.map(({ storeId }) => storeId),
  );
  const organisations = useNamed(
    organisationChoices,
    overview.organisations.map((one) => one.organisationId),
  );
  const nameOf = (storeId: string): string => stores.get(storeId)?.name ?? storeId;
  const organisationName = (id: string): string => organisations.get(id)?.name ?? id;
  return (
    <>
      <Figures overview={overview} organisationId={organisationId} />
      <Section title={t`Sales per second`}>
        <SalesChart overview={overview} organisationId={organisationId} />
      </Section>
      <Section title={t`Time by stage`}>
        <StageTable overview={overview} organisationId={organisationId} />
      </Section>
      <Section title={t`Stores with trouble`}>
        {overview.trouble.length === 0 ? (
          <Text size="sm">
            <Trans>None.</Trans>
          </Text>
        ) : (
          <TroubleTable overview={overview} nameOf={nameOf} />
        )}
      </Section>
      {overview.devices.stores.length > 0 && (
        <Section title={t`Devices online by store`}>
          <StoreDevices overview={overview} nameOf={nameOf} />
        </Section>
      )}
      {overview.organisations.length > 0 && (
        <Section title={t`Organisations`}>
          <OrganisationTable overview={overview} organisationName={organisationName} />
        </Section>
      )}
      {overview.services !== null && (
        <Section title={t`Services`}>
          <ServiceTable services={overview.services} />
          <Text size="sm" c="dimmed">
            <Trans>
              Outbox: how long the oldest message waits to leave. Consumers behind: how long the oldest message waits to
              be read. Messages are not listed here: these figures are of the processes alone.
            </Trans>
          </Text>
        </Section>
      )}
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper withBorder p="lg" component="section">
      <Stack gap="sm">
        <Title order={2}>{title}</Title>
        {children}
      </Stack>
    </Paper>
  );
}
