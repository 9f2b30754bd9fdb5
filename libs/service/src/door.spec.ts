import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { posIdOfDevice } from './device-till.ts';
import { doorCertificate, isBoundTo } from './door.ts';

const SECRET = 'secret of the door';
const hex = 'ab'.repeat(32);
const certificate = { 'x-client-cert-sha256': hex };
const door = { 'x-door-token': SECRET };

describe('doorCertificate', () => {
  it.each([
    ['as hex', hex],
    ['in capitals with colons', hex.toUpperCase().replace(/(..)(?=.)/g, '$1:')],
  ])('is what the door says, %s', (_name, text) => {
    expect(doorCertificate({ ...door, 'x-client-cert-sha256': text }, SECRET)).toBe(hex);
  });

  it.each<[string, Parameters<typeof doorCertificate>[0], string | undefined]>([
    ['somebody without the secret', certificate, SECRET],
    ['somebody who guesses', { ...certificate, 'x-door-token': 'secret of the d00r' }, SECRET],
    ['somebody who says it twice', { ...certificate, 'x-door-token': [SECRET, SECRET] }, SECRET],
    ['anybody, where no secret is set', { ...certificate, 'x-door-token': '' }, undefined],
    ['a door without a certificate', door, SECRET],
    ['a door with something else', { ...door, 'x-client-cert-sha256': 'ab' }, SECRET],
  ])('is not believed of %s', (_name, headers, secret) => {
    expect(doorCertificate(headers, secret)).toBeUndefined();
  });
});

describe('isBoundTo', () => {
  const cnf = { 'x5t#S256': Buffer.from(hex, 'hex').toString('base64url') };

  it('takes a token without a certificate anywhere', () => {
    expect(isBoundTo(undefined, undefined)).toBe(true);
    expect(isBoundTo(undefined, hex)).toBe(true);
  });
  it('takes a bound token beside its certificate only', () => {
    expect(isBoundTo(cnf, hex)).toBe(true);
    for (const shown of [undefined, '', 'cd'.repeat(32), [hex, hex]]) expect(isBoundTo(cnf, shown)).toBe(false);
  });
});

describe('posIdOfDevice', () => {
  it('is a UUID, always the same for a device, and another for another', () => {
    const id = posIdOfDevice('dev_1');
    expect(z.uuid().safeParse(id).success).toBe(true);
    expect(posIdOfDevice('dev_1')).toBe(id);
    expect(posIdOfDevice('dev_2')).not.toBe(id);
  });
});
