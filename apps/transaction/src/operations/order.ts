import type { PageRequest, TransactionSort } from '@ppaas/contracts';

/** A page of what is sorted. `after`: a cursor of the same sort. */
export interface SortedPage extends PageRequest {
  readonly sort: TransactionSort;
}

/** In the place of an amount that is not there: below any other. */
export const NO_AMOUNT = '-1';

export const isByAmount = (sort: TransactionSort): boolean => sort.endsWith('amount');
const INSTANT_AND_ID = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\n[A-Z0-9]{1,40}`;
const OF_TIME = new RegExp(`^${INSTANT_AND_ID}$`);
const OF_AMOUNT = new RegExp(String.raw`^(?:${NO_AMOUNT}|\d{1,30}(?:\.\d{1,30})?)\n${INSTANT_AND_ID}$`);

/** What a cursor is: the amount where that is sorted by, the instant with microseconds, and the id of the line. */
export const cursorFor = (sort: TransactionSort): RegExp => (isByAmount(sort) ? OF_AMOUNT : OF_TIME);

/** What a line is sorted by. `at_text`: with microseconds, which a Date has not. */
interface Place {
  readonly amount: string | null;
  readonly at_text: string;
  readonly exchange_id: string;
}

export const cursorOf =
  (sort: TransactionSort) =>
  ({ amount, at_text: at, exchange_id: id }: Place): string =>
    [...(isByAmount(sort) ? [amount ?? NO_AMOUNT] : []), at, id].join('\n');
