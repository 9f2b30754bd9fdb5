import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { audit } from './harness/audit.ts';
import { Platform } from './harness/platform.ts';
import { saidBy } from './harness/pos.ts';
import { openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';

let platform: Platform;
let shop: Shop;

beforeAll(async () => {
  platform = await Platform.start({ name: 'flow' });
  shop = await openShop(platform, { tills: 2, terminals: 2 });
}, 60_000);

afterAll(async () => {
  await platform?.stop();
}, 30_000);

describe('a sale', () => {
  it('is approved', async () => {
    const [till] = shop.tills;
    const [terminal] = shop.terminals;
    if (till === undefined || terminal === undefined) throw new Error('no shop');
    const answer = await till.sale(terminal.deviceId);
    expect(saidBy(answer)).toBe('Success');
    expect(await audit(platform, shop.tills)).toEqual([]);
  }, 60_000);
});
