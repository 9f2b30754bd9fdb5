import { expect, it } from '@jest/globals';
import { filtersOf } from './transaction-filters.ts';

it('takes an amount as people write it, and leaves what is none to be refused', () => {
  const search = {
    amount: '24,50',
    minAmount: ' 7 ',
    maxAmount: '1.234,5',
    reference: '24,50',
    sort: 'at',
    other: 'x',
  };
  expect(filtersOf(search)).toEqual({ amount: '24.50', minAmount: '7', maxAmount: '1.234,5', reference: '24,50' });
});
