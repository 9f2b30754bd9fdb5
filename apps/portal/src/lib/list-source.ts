import type { Page } from '@ppaas/contracts';
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';

/** Where the rows of a list come from. */
export interface ListSource<Row> {
  /** Undefined until the first answer. */
  readonly rows: readonly Row[] | undefined;
  /** Why there is no answer, or none to the last question. */
  readonly error: Error | null;
  readonly isFetching: boolean;
  retry(): void;
  /** Gets the next page; undefined: these are all. */
  readonly more: (() => void) | undefined;
  /** Gets what is missing. @throws ProblemError */
  all(): Promise<readonly Row[]>;
}

type Pages<Row> = UseInfiniteQueryResult<InfiniteData<Page<Row>>>;

const rowsOfPages = <Row>({ data }: Pick<Pages<Row>, 'data'>): Row[] | undefined =>
  data?.pages.flatMap(({ items }) => items);

/** A collection that comes page by page. */
export function pagesOf<Row>(query: Pages<Row>): ListSource<Row> {
  return {
    rows: rowsOfPages(query),
    error: query.error,
    isFetching: query.isFetching,
    retry: () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch()),
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    all: async () => {
      let now: Pages<Row> = query;
      while (now.hasNextPage) now = await now.fetchNextPage({ throwOnError: true });
      return rowsOfPages(now) ?? [];
    },
  };
}

/** A collection that comes in one piece. */
export function wholeOf<Data, Row>(
  query: UseQueryResult<Data>,
  rowsOf: (data: Data) => readonly Row[],
): ListSource<Row> {
  const rows = query.data === undefined ? undefined : rowsOf(query.data);
  return {
    rows,
    error: query.error,
    isFetching: query.isFetching,
    retry: () => void query.refetch(),
    more: undefined,
    all: () => Promise.resolve(rows ?? []),
  };
}
