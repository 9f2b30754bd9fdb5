import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { csvOf } from '../lib/csv.ts';
import { keepSearch, useListSearch } from '../lib/list-search.ts';
import type { ListSource } from '../lib/list-source.ts';
import { saveCsv } from '../lib/save-csv.ts';
import { nextSort, sortOf, sorted } from '../lib/sort.ts';
import { DataTable, isSortable } from './data-table.tsx';
import type { Column } from './data-table.tsx';
import { Filters } from './filters.tsx';
import { Freshness } from './freshness.tsx';
import type { Filter } from './filter.ts';
import { Empty, Refusal } from './states.tsx';

interface ListProps<Row> {
  readonly caption: string;
  readonly source: ListSource<Row>;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** Members of the address that narrow the list, besides `q`; the route has to let them in: `listSearch`. */
  readonly filters?: readonly Filter[];
  readonly searchLabel?: string;
  /** One sentence on what this is: said when there is nothing, with `action` below it. */
  readonly empty: ReactNode;
  /** The one button that fills the list. */
  readonly action?: ReactNode;
  /** Name of the file that is made of the values of the columns; without it there is none. */
  readonly csvName?: string;
  /** Where the server has the file, narrowed in the same way: for what is too much to be fetched here. */
  readonly csvHref?: string;
}

/**
 * Every list of the portal: what it is narrowed and sorted by stands in the address; it is counted, comes in pages, can be
 * had as CSV, and says how old it is, and why it is empty or could not be had.
 */
export function List<Row>(props: ListProps<Row>) {
  const { caption, source, columns, keyOf, filters = [], searchLabel, action } = props;
  const { i18n } = useLingui();
  const [search, change] = useListSearch();
  const sort = sortOf(search['sort']);
  const column = columns.find(({ key }) => key === sort?.key);
  const valueOf = column && isSortable(column) && !column.isSortedByServer ? column.value : undefined;
  useRest(source, valueOf !== undefined);
  useEffect(() => keepSearch(location));
  const { rows } = source;
  const inOrder =
    rows === undefined || sort === undefined || valueOf === undefined
      ? rows
      : sorted(rows, valueOf, sort.isDescending, i18n.locale);
  const isNarrowed = ['q', ...filters.map(({ name }) => name)].some((name) => search[name] !== undefined);
  const isEmpty = rows?.length === 0;
  if (isEmpty && !isNarrowed) return <NothingYet {...props} />;
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start">
        <Filters searchLabel={searchLabel} filters={filters} />
        <Group gap="xs">
          <Freshness fresh={source.fresh} />
          <Download {...props} />
          {action}
        </Group>
      </Group>
      {isEmpty && <NothingFound onAll={() => change({ q: undefined, ...noneOf(filters) })} />}
      {!isEmpty && (rows !== undefined || source.error === null) && (
        <DataTable
          caption={caption}
          columns={columns}
          rows={inOrder}
          keyOf={keyOf}
          sort={sort}
          onSort={(key) => change({ sort: nextSort(sort, key) })}
        />
      )}
      {source.error !== null && (
        <Refusal
          error={source.error}
          onRetry={source.retry}
          isRetrying={source.isFetching}
          labels={{ q: searchLabel ?? 'q', ...Object.fromEntries(filters.map(({ name, label }) => [name, label])) }}
        />
      )}
      {!isEmpty && <Count source={source} />}
    </Stack>
  );
}

function NothingYet<Row>({ source, action, empty }: ListProps<Row>) {
  return (
    <Stack gap="sm">
      <Group justify="flex-end">
        <Freshness fresh={source.fresh} />
      </Group>
      {source.error !== null && <Refusal error={source.error} onRetry={source.retry} isRetrying={source.isFetching} />}
      <Empty action={action}>{empty}</Empty>
    </Stack>
  );
}

const noneOf = (filters: readonly Filter[]) => Object.fromEntries(filters.map(({ name }) => [name, undefined]));

/** What is sorted here has to be here. */
function useRest({ more, isFetching, error }: ListSource<unknown>, isWanted: boolean): void {
  useEffect(() => {
    if (isWanted && !isFetching && error === null) more?.();
  });
}

function NothingFound({ onAll }: { readonly onAll: () => void }) {
  const button = (
    <Button variant="default" h={44} onClick={onAll}>
      <Trans>Show all</Trans>
    </Button>
  );
  return (
    <Empty action={button}>
      <Trans>Nothing here is like that.</Trans>
    </Empty>
  );
}

function Count({ source: { rows, more, isFetching } }: { readonly source: ListSource<unknown> }) {
  const { t } = useLingui();
  if (rows === undefined) return <Text size="sm">&nbsp;</Text>;
  const count = rows.length;
  return (
    <Group justify="space-between" mih={44}>
      <Text size="sm" c="dimmed" role="status">
        {more ? t`${count} shown, there are more` : t`${count} in all`}
      </Text>
      {more && (
        <Button variant="default" h={44} onClick={more} loading={isFetching}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </Group>
  );
}

function Download<Row>({ source, columns, csvName, csvHref }: ListProps<Row>) {
  const [isBusy, setBusy] = useState(false);
  const look = { variant: 'default', h: 44, leftSection: <IconDownload size={16} aria-hidden /> } as const;
  if (csvHref !== undefined) {
    return (
      <Button component="a" href={csvHref} download {...look}>
        CSV
      </Button>
    );
  }
  if (csvName === undefined) return null;
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const told = columns.filter(({ value }) => value !== undefined);
      const lines = (await source.all()).map((row) => told.map(({ value }) => value?.(row)));
      saveCsv(`${csvName}.csv`, csvOf([told.map(({ header }) => header), ...lines]));
    } finally {
      // What could not be fetched stands below the list.
      setBusy(false);
    }
  };
  return (
    <Button {...look} loading={isBusy} onClick={() => void save().catch(() => undefined)}>
      CSV
    </Button>
  );
}
