import { i18n } from '@lingui/core';
import { answerOf, api } from '../../lib/api.ts';
import { amountText } from '../../lib/amount.ts';
import { KINDS } from './kinds.ts';
import { lookOf } from './transaction-state.tsx';

const HITS_MAX = 10;

/** For the search: sales by exchange id, the beginning of a reference, or an amount; the latest first. */
export async function findTransactions(q: string) {
  const { items } = await answerOf(
    api.GET('/operations/v1/transactions', { params: { query: { q, limit: HITS_MAX } } }),
  );
  return items.map(({ exchangeId, kind, state, stage, reference, amount, currency, storeName }) => ({
    key: `transaction:${exchangeId}`,
    kind: KINDS[kind],
    name: reference ?? exchangeId,
    detail: [i18n._(lookOf({ state, stage }).text), amount && amountText(amount, currency, i18n.locale), storeName]
      .filter((part) => part !== null)
      .join(' · '),
    to: `/transactions/${exchangeId}`,
  }));
}
