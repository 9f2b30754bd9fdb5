import { describe, expect, it } from '@jest/globals';
import { Blocks } from './blocks.ts';

describe('Blocks', () => {
  it('hold a key until its time', () => {
    const blocks = new Blocks();
    blocks.set('a', 1_000);
    expect([blocks.remainingMs('a', 400), blocks.remainingMs('b', 400)]).toEqual([600, 0]);
    expect(blocks.remainingMs('a', 1_000)).toBe(0);
  });
  it('stay bounded under a flood of keys, the newest kept', () => {
    const blocks = new Blocks();
    for (let n = 0; n < 10_001; n++) blocks.set(`k${n}`, 1_000);
    expect([blocks.remainingMs('k0', 0), blocks.remainingMs('k1', 0), blocks.remainingMs('k10000', 0)]).toEqual([
      0, 1_000, 1_000,
    ]);
  });
});
