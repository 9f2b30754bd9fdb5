import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openSecret, sealSecret } from './sealed-secret.ts';

const peppers = (current: number, ...versions: number[]) => ({
  current,
  byVersion: new Map(versions.map((version) => [version, createSecretKey(Buffer.alloc(32, version))])),
});

describe('a sealed secret', () => {
  const secret = randomBytes(20);

  it('opens for its person, also after the pepper has changed', () => {
    const sealed = sealSecret(secret, 'ann', peppers(1, 1));
    expect(openSecret(sealed, 'ann', peppers(2, 1, 2))).toEqual(secret);
  });

  it('opens for nobody else and under no other key', () => {
    const sealed = sealSecret(secret, 'ann', peppers(1, 1));
    expect(() => openSecret(sealed, 'bob', peppers(1, 1))).toThrow();
    expect(() => openSecret(sealed.replace('1.', '2.'), 'ann', peppers(2, 1, 2))).toThrow();
    expect(() => openSecret(sealed, 'ann', peppers(2, 2))).toThrow('no pepper of version 1');
  });
});
