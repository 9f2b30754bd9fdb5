import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Text } from '@mantine/core';
import type { TransactionLine } from '@ppaas/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Column } from '../../components/data-table.tsx';
import { List } from '../../components/list.tsx';
import { Time } from '../../components/time.tsx';
import { pagesOf } from '../../lib/list-source.ts';
import { useListSearch } from '../../lib/list-search.ts';
import { filtersOf } from '../../lib/transaction-filters.ts';
import { Amount } from './amount.tsx';
import { KINDS, ORIGINS, cardText } from './kinds.ts';
import { useZones } from './store-zones.ts';
import { useTransactionFilters } from './transaction-filters.ts';
import { csvHref, transactionsQuery } from './transaction-queries.ts';
import { StateChip } from './transaction-state.tsx';

/** Transactions, newest first or as the address says. @param storeId whose they are; without it of all stores that one sees */
export function TransactionList({ storeId }: { readonly storeId?: string }) {
  const { t } = useLingui();
  const [search] = useListSearch();
  const filters = { ...filtersOf(search), ...(storeId !== undefined && { storeId }) };
  const query = useInfiniteQuery(transactionsQuery(filters, search['sort']));
  const source = pagesOf(query);
  const columns = useSaleColumns(source.rows).filter(({ key }) => storeId === undefined || key !== 'store');
  return (
    <List
      caption={t`Transactions`}
      source={source}
      keyOf={({ exchangeId }) => exchangeId}
      columns={columns}
      searchLabel={t`Exchange id, reference or amount`}
      filters={useTransactionFilters(filters, storeId !== undefined)}
      csvHref={csvHref(filters)}
      empty={<Trans>Every payment, refund and reversal stands here as soon as it begins. There is none yet.</Trans>}
    />
  );
}

/** What a line says, from left to right. @param lines that are shown */
export function useSaleColumns(lines: readonly TransactionLine[] | undefined): readonly Column<TransactionLine>[] {
  const { t } = useLingui();
  const zoneOf = useZones(lines);
  return [
    { key: 'reference', header: t`Reference`, cell: (line) => <Name line={line} /> },
    { key: 'state', header: t`State`, cell: (line) => <StateChip of={line} /> },
    {
      ...{ key: 'amount', header: t`Amount`, isNumber: true, isSortedByServer: true },
      cell: (line) => <Amount of={line} />,
    },
    {
      ...{ key: 'at', header: t`Time`, isSortedByServer: true },
      cell: ({ at, storeId }) => <Time at={at} timeZone={zoneOf(storeId)} />,
    },
    { key: 'store', header: t`Store`, cell: ({ storeName }) => storeName ?? '–' },
    { key: 'pos', header: t`Point of sale`, cell: ({ posName, saleId }) => posName ?? saleId ?? '–' },
    { key: 'device', header: t`Device`, cell: ({ deviceName, deviceId }) => deviceName ?? deviceId },
    { key: 'card', header: t`Paid with`, cell: (line) => cardText(line, t) ?? '–' },
  ];
}

/** What a line is called, and leads to; what it is, where that is not a payment at a point of sale. */
export function Name({ line }: { readonly line: TransactionLine }) {
  const { t } = useLingui();
  const { exchangeId, reference, exchangeIdentification, kind, origin, isContradicted } = line;
  const notes = [
    ...(kind === 'PAYMENT' ? [] : [t(KINDS[kind])]),
    ...(origin === 'POS' ? [] : [t(ORIGINS[origin])]),
    ...(isContradicted ? [t`contradicted by the device`] : []),
  ];
  return (
    <>
      <Anchor
        renderRoot={(props) => <Link to="/transactions/$exchangeId" params={{ exchangeId }} {...props} />}
        className="row-link short"
        title={reference ?? undefined}
      >
        {reference ?? exchangeIdentification ?? exchangeId}
      </Anchor>
      {notes.length > 0 && (
        <Text size="xs" c="dimmed">
          {notes.join(' · ')}
        </Text>
      )}
    </>
  );
}
