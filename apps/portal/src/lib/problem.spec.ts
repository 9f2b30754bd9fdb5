import { expect, it } from '@jest/globals';
import { inStore } from './problem.ts';

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
