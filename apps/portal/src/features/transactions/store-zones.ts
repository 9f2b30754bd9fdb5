import { useInfiniteQuery } from '@tanstack/react-query';
import { storesQuery } from '../stores/store-queries.ts';

interface KnownStores {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  zoneOf(storeId: string | null): string | undefined;
}

/** The stores that one sees, as far as one page of them goes: to choose from, and what time it is there. */
export function useStores(): KnownStores {
  const { data } = useInfiniteQuery(storesQuery({}));
  const stores = data?.pages.flatMap(({ items }) => items) ?? [];
  return {
    options: stores.map(({ storeId, name }) => ({ value: storeId, label: name })),
    zoneOf: (storeId) => stores.find((store) => store.storeId === storeId)?.timeZone,
  };
}
