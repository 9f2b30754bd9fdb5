import { Trans, useLingui } from '@lingui/react/macro';
import { Stack, Text } from '@mantine/core';
import type { WorkItem } from '@ppaas/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { Column } from '../../components/data-table.tsx';
import { List } from '../../components/list.tsx';
import { Page } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { pagesOf } from '../../lib/list-source.ts';
import { useMay } from '../../lib/session.ts';
import { Amount } from '../transactions/amount.tsx';
import { useOrganisationFilter } from '../organisation/organisation-filter.ts';
import { causeText } from '../transactions/cause-text.ts';
import { NEXT_TEXTS } from '../transactions/hops.ts';
import { Resolve } from '../transactions/resolve.tsx';
import { storeChoices } from '../stores/store-queries.ts';
import { useZones } from '../transactions/store-zones.ts';
import { Name } from '../transactions/transaction-list.tsx';
import { StateChip } from '../transactions/transaction-state.tsx';
import { workListQuery } from './work-list-queries.ts';

/** Sales that wait for a person, or whose outcome has been unknown for longer than promised; the oldest first, or as the address says. */
export function WorkListPage() {
  const { t } = useLingui();
  const query = useInfiniteQuery(workListQuery(useSearch({ from: '/frame/work-list' })));
  const organisation = useOrganisationFilter();
  const source = pagesOf(query, true);
  return (
    <Page title={t`Work list`}>
      <List
        caption={t`Work list`}
        source={source}
        keyOf={({ exchangeId }) => exchangeId}
        columns={useColumns(source.rows)}
        filters={[...organisation, { name: 'storeId', label: t`Store`, choices: storeChoices() }]}
        csvName="work-list"
        empty={
          <Trans>
            Sales whose outcome the platform cannot find out by itself stand here until a person says what became of
            them. There is none.
          </Trans>
        }
      />
    </Page>
  );
}

function useColumns(items: readonly WorkItem[] | undefined): readonly Column<WorkItem>[] {
  const { t } = useLingui();
  const zoneOf = useZones(items);
  return [
    {
      ...{ key: 'reference', header: t`Reference`, isUnsorted: true },
      value: ({ reference, exchangeIdentification, exchangeId }) => reference ?? exchangeIdentification ?? exchangeId,
      cell: (item) => <Name line={item} />,
    },
    {
      ...{ key: 'state', header: t`State`, isUnsorted: true },
      value: ({ state }) => state,
      cell: (item) => (
        <>
          <StateChip of={item} />
          <Text size="xs" c="dimmed">
            <Time at={item.since} timeZone={zoneOf(item.storeId)} />
          </Text>
        </>
      ),
    },
    {
      ...{ key: 'amount', header: t`Amount`, isNumber: true, isSortedByServer: true },
      value: ({ amount, currency }) => (amount === null ? null : `${amount} ${currency ?? ''}`),
      cell: (item) => <Amount of={item} />,
    },
    {
      ...{ key: 'at', header: t`Time`, isSortedByServer: true },
      value: ({ at }) => at,
      cell: ({ at, storeId }) => <Time at={at} timeZone={zoneOf(storeId)} />,
    },
    ...usePlaceColumns(),
    {
      ...{ key: 'why', header: t`Why it is here`, isUnsorted: true },
      value: ({ reason }) => reason,
      cell: (item) => <Why item={item} timeZone={zoneOf(item.storeId)} />,
    },
    { key: 'act', header: t`To do`, cell: (item) => <ToDo item={item} /> },
  ];
}

function usePlaceColumns(): readonly Column<WorkItem>[] {
  const { t } = useLingui();
  return [
    {
      ...{ key: 'place', header: t`Store`, isUnsorted: true },
      value: ({ storeName, posName, saleId }) =>
        [storeName, posName ?? saleId].filter((part) => part !== null).join(', '),
      cell: ({ storeName, posName, saleId }) => (
        <>
          {storeName ?? '–'}
          <Text size="xs" c="dimmed">
            {posName ?? saleId}
          </Text>
        </>
      ),
    },
    {
      ...{ key: 'device', header: t`Device`, isUnsorted: true },
      value: ({ deviceName, deviceId }) => deviceName ?? deviceId,
      cell: ({ deviceName, deviceId }) => deviceName ?? deviceId,
    },
  ];
}

interface WhyProps {
  readonly item: WorkItem;
  readonly timeZone: string | undefined;
}

function Why({ item: { reason, outlook }, timeZone }: WhyProps) {
  const { t } = useLingui();
  return (
    <Stack gap={0}>
      <Text size="sm">{causeText(reason, t)}</Text>
      {outlook.next !== null && (
        <Text size="xs" c="dimmed">
          <Time at={outlook.next.at} timeZone={timeZone} />: {t(NEXT_TEXTS[outlook.next.action])}
        </Text>
      )}
    </Stack>
  );
}

function ToDo({ item }: { readonly item: WorkItem }) {
  const { t } = useLingui();
  const isAllowed = useMay('attention.resolve');
  const { may } = item.outlook;
  if (may.includes('RESOLVE') && isAllowed) return <Resolve sale={item} />;
  return may.includes('RECONNECT_DEVICE') ? t`Bring the device back` : t`Wait`;
}
