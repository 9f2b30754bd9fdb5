import { beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import { KeySet } from './key-set.ts';

let first: JWK;
let second: JWK;

beforeAll(async () => {
  const make = async (kid: string): Promise<JWK> => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    return { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
  };
  first = await make('k1');
  second = await make('k2');
});

function keySet(): {
  set: KeySet;
  issuer: { keys: JWK[]; calls: number; isDown: boolean };
  time: { now: number };
} {
  const issuer = { keys: [first], calls: 0, isDown: false };
  const time = { now: 0 };
  const fetch = (): Promise<{ keys: JWK[] }> => {
    issuer.calls += 1;
    return issuer.isDown ? Promise.reject(new Error('down')) : Promise.resolve({ keys: issuer.keys });
  };
  return { set: new KeySet({ fetch, cooldownMs: 30_000, now: () => time.now }), issuer, time };
}

const find = (set: KeySet, kid: string): Promise<unknown> =>
  set.find({ alg: 'ES256', kid }, { payload: '', signature: '', protected: '' });

describe('the keys of the issuer', () => {
  it('are asked for once, also by many at once', async () => {
    const { set, issuer } = keySet();
    await Promise.all([find(set, 'k1'), find(set, 'k1'), find(set, 'k1')]);
    expect(issuer.calls).toBe(1);
  });

  it('are asked for again for an unknown id, but not by a flood of them', async () => {
    const { set, issuer, time } = keySet();
    await find(set, 'k1');
    issuer.keys = [first, second];
    await expect(find(set, 'k2')).rejects.toThrow();
    time.now = 31_000;
    await expect(find(set, 'k2')).resolves.toBeDefined();
    const { calls } = issuer;
    for (let flood = 0; flood < 50; flood += 1) await expect(find(set, `x${flood}`)).rejects.toThrow();
    expect(issuer.calls).toBe(calls);
  });

  it('of before go on while the issuer does not answer', async () => {
    const { set, issuer, time } = keySet();
    await find(set, 'k1');
    issuer.isDown = true;
    time.now = 3_600_000;
    await expect(find(set, 'k1')).resolves.toBeDefined();
  });

  it('that were taken back are gone after ten minutes', async () => {
    const { set, issuer, time } = keySet();
    await find(set, 'k1');
    issuer.keys = [second];
    time.now = 600_001;
    await expect(find(set, 'k1')).rejects.toThrow();
  });

  it('make the platform unavailable while there are none, and come when the issuer does', async () => {
    const { set, issuer, time } = keySet();
    issuer.isDown = true;
    await expect(find(set, 'k1')).rejects.toMatchObject({ code: 'platform.unavailable' });
    await expect(find(set, 'k1')).rejects.toMatchObject({ code: 'platform.unavailable' });
    expect(issuer.calls).toBe(1);
    issuer.isDown = false;
    time.now = 1_000;
    await expect(find(set, 'k1')).resolves.toBeDefined();
  });
});
