import { expect, it } from '@jest/globals';
import { ProblemError, inStore } from './problem.ts';

it('what stands in another store is not there', () => {
  const device = { storeId: 'a', deviceId: 'd' };
  expect(inStore(device, 'a')).toBe(device);
  let refusal: unknown;
  try {
    inStore(device, 'b');
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toMatchObject({ status: 404, code: 'entity.unknown' });
});

it('a fault within a list belongs to the list', () => {
  const errors = [
    { pointer: '/paymentMethods/3', code: 'tooLong', detail: 'x', limit: 35 },
    { pointer: '/name', code: 'format', detail: 'y' },
    { pointer: '/', code: 'unknownMember', detail: 'z' },
  ] as const;
  const { faults } = new ProblemError(400, { errors: [...errors] }, null);
  expect(faults.map(({ member }) => member)).toEqual(['paymentMethods', 'name', '']);
});
