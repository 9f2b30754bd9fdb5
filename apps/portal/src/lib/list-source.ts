import type { Page } from '@ppaas/contracts';
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';
import { KEPT_EVERY_MS, freshOf } from './fresh.ts';
import type { Fresh } from './fresh.ts';

/** Where the rows of a list come from. */
export interface ListSource<Row> {
  /** Undefined until the first answer. */
  readonly rows: readonly Row[] | undefined;
  /** Why there is no answer, or none to the last question. */
  readonly error: Error | null;
  /** It is waited for: what is asked for again by itself is not. */
  readonly isFetching: boolean;
  readonly fresh: Fresh;
  retry(): void;
  /** Gets the next page; undefined: these are all. */
  readonly more: (() => void) | undefined;
  /** Gets what is missing. @throws ProblemError */
  all(): Promise<readonly Row[]>;
}

/** A collection as it is asked for page by page. */
export type Pages<Row> = UseInfiniteQueryResult<InfiniteData<Page<Row>>>;

const rowsOfPages = <Row>({ data }: Pick<Pages<Row>, 'data'>): Row[] | undefined =>
  data?.pages.flatMap(({ items }) => items);

type PageCount = { readonly pages: readonly unknown[] } | undefined;
const isOnePage = (data: PageCount): boolean => data?.pages.length === 1;

/** As `refetchInterval` of a collection: more pages than one would be a long question to ask every few seconds. */
export const whileOnePage =
  (everyMs = KEPT_EVERY_MS) =>
  ({ state: { data } }: { readonly state: { readonly data: PageCount } }): number | false =>
    isOnePage(data) ? everyMs : false;

/** A collection that comes page by page. @param isKept it is asked for again by itself; as a rule `whileOnePage` */
export function pagesOf<Row>(query: Pages<Row>, isKept = isOnePage(query.data)): ListSource<Row> {
  return {
    rows: rowsOfPages(query),
    error: query.error,
    isFetching: query.isFetchingNextPage || (query.error !== null && query.isFetching),
    fresh: freshOf(query, isKept),
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
  fresh: Fresh,
): ListSource<Row> {
  const rows = query.data === undefined ? undefined : rowsOf(query.data);
  return {
    rows,
    error: query.error,
    isFetching: query.isFetching,
    fresh,
    retry: () => void query.refetch(),
    more: undefined,
    all: () => Promise.resolve(rows ?? []),
  };
}
