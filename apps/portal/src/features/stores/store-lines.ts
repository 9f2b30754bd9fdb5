import type { StoreSales, StoreSummary } from '@ppaas/contracts';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api.ts';
import { KEPT_EVERY_MS } from '../../lib/fresh.ts';
import { pagesOf } from '../../lib/list-source.ts';
import type { ListSource, Pages } from '../../lib/list-source.ts';
import { partsOf } from '../../lib/parts.ts';

/** `today`: what it has sold today; undefined: not told yet; null: it cannot be told now. */
export type StoreLine = StoreSummary & { readonly today: StoreSales | null | undefined };

/** Stores of one question: those of a page. */
const PAGE = 50;

/** The sales of a page of stores, each since its own day began. */
const pageQuery = (stores: readonly StoreSummary[]) => {
  const [storeId, timeZone] = [stores.map((one) => one.storeId).join(','), stores.map((one) => one.timeZone).join(',')];
  return queryOptions({
    queryKey: ['sales-today', 'page', storeId, timeZone],
    queryFn: () => answerOf(api.GET('/operations/v1/sales-today', { params: { query: { storeId, timeZone } } })),
    // Asked again with the list; what the pages before said is taken along when one more comes.
    staleTime: KEPT_EVERY_MS / 2,
  });
};

/** Store → its sales; the others are not known. @throws ProblemError */
async function askSales(client: QueryClient, stores: readonly StoreSummary[]): Promise<Map<string, StoreSales>> {
  const pages = await Promise.all(partsOf(stores, PAGE).map((page) => client.fetchQuery(pageQuery(page))));
  return new Map(pages.flatMap(({ items }) => items.map((one) => [one.storeId, one])));
}

const withSales = (store: StoreSummary, sales: ReadonlyMap<string, StoreSales> | null | undefined): StoreLine => ({
  ...store,
  today: sales && (sales.get(store.storeId) ?? null),
});

/** Stores with their sales of today: two services tell of them, and what the one does not say keeps back nothing of the other. */
export function useStoreLines(query: Pages<StoreSummary>): ListSource<StoreLine> {
  const client = useQueryClient();
  const source = pagesOf(query);
  const { rows: stores } = source;
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['sales-today', 'of', ...(stores ?? []).map(({ storeId, timeZone }) => `${storeId} ${timeZone}`)],
    queryFn: () => askSales(client, stores ?? []),
    enabled: stores !== undefined && stores.length > 0,
    refetchInterval: source.fresh.isKept && KEPT_EVERY_MS,
    placeholderData: keepPreviousData,
    // Each page has been tried again already.
    retry: false,
  });
  // What was known before the service fell silent is not what is sold by now.
  const sales = error === null ? data : null;
  const lineOf = (store: StoreSummary): StoreLine => {
    const line = withSales(store, sales);
    return isPlaceholderData && line.today === null ? { ...line, today: undefined } : line;
  };
  return {
    ...source,
    rows: stores?.map(lineOf),
    all: async () => {
      const all = await source.all();
      // As in the list, stores are not held back because their sales cannot be told.
      const told = await askSales(client, all).catch(() => null);
      return all.map((store) => withSales(store, told));
    },
  };
}
