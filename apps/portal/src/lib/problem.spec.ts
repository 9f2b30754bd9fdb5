import { expect, it } from '@jest/globals';
import { inStore } from './problem.ts';

it('what stands in another store is not there', () => {
  const device = { storeId: 'a', deviceId: 'd' };
  expect(inStore(device, 'a')).toBe(device);
  expect(() => inStore(device, 'b')).toThrow(expect.objectContaining({ status: 404, code: 'entity.unknown' }) as Error);
});
