import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { SearchHit } from '@ppaas/contracts';
import { findTransactions } from '../transactions/find-transactions.ts';
import type { Source } from './ask-all.ts';
import { answerOf, api } from '../../lib/api.ts';

/** One line that the search offers. */
export interface Hit {
  readonly key: string;
  readonly kind: MessageDescriptor;
  readonly name: string;
  readonly detail: string;
  /** Where it is. */
  readonly to: string;
}

/** Where the search looks: each source is asked with what was typed, and its lines come in the order of this list. */
export const SEARCH_SOURCES: readonly (Source<Hit> & { readonly name: MessageDescriptor })[] = [
  {
    name: msg`stores, points of sale and devices`,
    find: async (q) => (await answerOf(api.GET('/registry/v1/search', { params: { query: { q } } }))).items.map(hitOf),
  },
  { name: msg`sales`, find: findTransactions },
];

const KINDS = {
  STORE: msg`Store`,
  POINT_OF_SALE: msg`Point of sale`,
  DEVICE: msg`Payment device`,
} as const satisfies Record<SearchHit['kind'], MessageDescriptor>;

const PATHS: Record<SearchHit['kind'], (hit: SearchHit) => string> = {
  STORE: ({ storeId }) => `/stores/${storeId}`,
  POINT_OF_SALE: ({ storeId, id }) => `/stores/${storeId}/points-of-sale/${id}`,
  DEVICE: ({ storeId, id }) => `/stores/${storeId}/payment-devices/${id}`,
};

const hitOf = (hit: SearchHit): Hit => ({
  key: `${hit.kind}:${hit.id}`,
  kind: KINDS[hit.kind],
  name: hit.name,
  detail: [hit.reference, hit.kind === 'STORE' ? null : hit.storeName].filter((part) => part !== null).join(' · '),
  to: PATHS[hit.kind](hit),
});
