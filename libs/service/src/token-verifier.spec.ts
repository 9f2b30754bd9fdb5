import { generateKeyPairSync, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError } from '@ppaas/contracts';
import type { AccessTokenClaims } from '@ppaas/contracts';
import { EncryptJWT, SignJWT, UnsecuredJWT, decodeJwt, exportJWK, exportSPKI, generateKeyPair } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { callerOf, operatorOf } from './caller.ts';
import { KeySet } from './key-set.ts';
import { bearerToken } from './scope.guard.ts';
import { TokenVerifier } from './token-verifier.ts';

const ISSUER = 'https://pay.example';
const NOW = new Date('2026-11-24T12:00:00Z');
const seconds = Math.floor(NOW.getTime() / 1000);
const ID = '6f0d4c9e-8f7a-4bb0-9a4c-1f9d3f2f5b11';
const claims = {
  iss: ISSUER,
  aud: 'ppaas-retail',
  sub: ID,
  client_id: 'app-1',
  scope: 'retail',
  jti: 'j1',
  iat: seconds - 10,
  exp: seconds + 600,
  tid: ID,
  mid: ID,
  sid: ID,
  sale_id: 'TILL-1',
  ver: 3,
};
const header = { alg: 'ES256', typ: 'at+jwt', kid: 'k1' };

let ours: CryptoKey;
let publicKey: CryptoKey;
let jwk: JWK;
let theirs: CryptoKey;
let clock = NOW;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  ours = pair.privateKey;
  publicKey = pair.publicKey;
  jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  theirs = (await generateKeyPair('ES256')).privateKey;
});

const verifier = (): TokenVerifier => {
  const keys = new KeySet({ fetch: () => Promise.resolve({ keys: [jwk] }), cooldownMs: 30_000 });
  return new TokenVerifier(ISSUER, keys, { now: () => clock });
};

const signed = (over: object = {}, headers: object = {}, key = ours): Promise<string> =>
  new SignJWT({ ...claims, ...over }).setProtectedHeader({ ...header, ...headers } as typeof header).sign(key);

/** Signed by our key, whatever stands in it: what a library would refuse to make. */
const forged = (head: object, payload: object | string): string => {
  const part = (value: object | string): string =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const text = `${part(head)}.${part(payload)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
};

describe('a good token', () => {
  it('says who calls', async () => {
    const verified = await verifier().verify(await signed(), 'retail');
    expect(callerOf(verified)).toEqual({
      posId: ID,
      tenantId: ID,
      merchantId: ID,
      storeId: ID,
      saleId: 'TILL-1',
      version: 3,
      clientId: 'app-1',
      scope: ['retail'],
    });
  });

  it('of an operator has another audience', async () => {
    const token = await signed({
      aud: 'ppaas-registry',
      scope: 'registry',
      sub: 'op',
      client_id: 'op',
      role: 'support',
    });
    expect(operatorOf(await verifier().verify(token, 'registry'))).toEqual({
      ...{ clientId: 'op', role: 'support' },
      ...{ organisationId: ID, merchantId: ID, storeIds: null },
    });
    const roleless = await signed({ aud: 'ppaas-registry', scope: 'registry', jti: 'j2' });
    expect(() => operatorOf(decodeJwt(roleless) as AccessTokenClaims)).toThrow('The access token is not valid');
  });

  it('is checked once, and forgotten when it expires', async () => {
    const checker = verifier();
    const token = await signed();
    await checker.verify(token, 'retail');
    clock = new Date(NOW.getTime() + 600_000);
    await expect(checker.verify(token, 'retail')).resolves.toBeDefined();
    clock = new Date(NOW.getTime() + 631_000);
    await expect(checker.verify(token, 'retail')).rejects.toMatchObject({ code: 'token.invalid' });
    clock = NOW;
  });

  it('may be 30 s late or early', async () => {
    await expect(verifier().verify(await signed({ exp: seconds - 20 }), 'retail')).resolves.toBeDefined();
    await expect(verifier().verify(await signed({ nbf: seconds + 20 }), 'retail')).resolves.toBeDefined();
  });

  it('without the scope is refused as such', async () => {
    await expect(verifier().verify(await signed({ scope: 'other' }), 'retail')).rejects.toMatchObject({
      code: 'scope.missing',
    });
  });
});

describe('a revoked token', () => {
  const refused = { code: 'token.revoked' };

  it('is refused, known already or not, until it is over anyway', async () => {
    const [checker, token] = [verifier(), await signed()];
    await checker.verify(token, 'retail');
    expect(checker.revoke('j1', new Date(claims.exp * 1000))).toBe(true);
    await expect(checker.verify(token, 'retail')).rejects.toMatchObject(refused);
    await expect(checker.verify(await signed({ sale_id: 'TILL-2' }), 'retail')).rejects.toMatchObject(refused);
    clock = new Date((claims.exp + 29) * 1000);
    checker.revoke('j2', new Date((claims.exp + 600) * 1000));
    await expect(checker.verify(token, 'retail')).rejects.toMatchObject(refused);
    clock = new Date((claims.exp + 31) * 1000);
    await expect(checker.verify(token, 'retail')).rejects.toMatchObject({ code: 'token.invalid' });
    clock = NOW;
  });

  it('is refused before anything is said of its scope, and no other is', async () => {
    const checker = verifier();
    checker.revoke('j1', new Date(claims.exp * 1000));
    await expect(checker.verify(await signed({ scope: 'other' }), 'retail')).rejects.toMatchObject(refused);
    await expect(checker.verify(await signed({ jti: 'j2' }), 'retail')).resolves.toBeDefined();
  });

  it('is each of a client that was revoked, and of no other', async () => {
    const checker = verifier();
    checker.revoke(claims.client_id, new Date(claims.exp * 1000));
    for (const jti of ['j1', 'j2'])
      await expect(checker.verify(await signed({ jti }), 'retail')).rejects.toMatchObject(refused);
    await expect(checker.verify(await signed({ client_id: 'app_other' }), 'retail')).resolves.toBeDefined();
  });

  it('that nobody of ours signed is invalid, whatever id it bears', async () => {
    const checker = verifier();
    checker.revoke('j1', new Date(claims.exp * 1000));
    await expect(checker.verify(await signed({}, {}, theirs), 'retail')).rejects.toMatchObject({
      code: 'token.invalid',
    });
  });
});

describe('a hostile token is invalid and no more is said:', () => {
  const attacks: [string, () => Promise<string> | string][] = [
    ['no signature algorithm', () => new UnsecuredJWT(claims).encode()],
    [
      'no algorithm, our header',
      () =>
        `${Buffer.from(JSON.stringify({ ...header, alg: 'none' })).toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`,
    ],
    [
      'HS256 with the public key as secret',
      async () =>
        new SignJWT(claims)
          .setProtectedHeader({ ...header, alg: 'HS256' })
          .sign(new TextEncoder().encode(await exportSPKI(publicKey))),
    ],
    [
      'a zero signature',
      async () => `${(await signed()).split('.').slice(0, 2).join('.')}.${Buffer.alloc(64).toString('base64url')}`,
    ],
    ['another key under our key id', () => signed({}, {}, theirs)],
    ['another key id', () => signed({}, { kid: 'k2' })],
    ['a key id that is a path', () => signed({}, { kid: '../../etc/passwd' })],
    ['a key id that is SQL', () => signed({}, { kid: "k1' or '1'='1" })],
    ['no key id', () => signed({}, { kid: undefined })],
    ['its own key', async () => signed({}, { jwk: await exportJWK(publicKey) })],
    ['the address of its key', () => signed({}, { jku: 'https://evil.example/jwks.json' })],
    ['the address of its certificate', () => signed({}, { x5u: 'https://evil.example/c.pem' })],
    ['critical extensions', () => forged({ ...header, crit: ['exp'], exp: 1 }, claims)],
    ['another issuer', () => signed({ iss: 'https://evil.example' })],
    ['another audience', () => signed({ aud: 'ppaas-registry' })],
    ['the type of an id token', () => signed({}, { typ: 'JWT' })],
    ['no type', () => signed({}, { typ: undefined })],
    ['an expiry that is over', () => signed({ exp: seconds - 31 })],
    ['a beginning that is not yet', () => signed({ nbf: seconds + 31 })],
    ['an expiry that is text', () => signed({ exp: String(seconds + 600) })],
    ['an expiry beyond all time', () => forged(header, JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e300'))],
    ['no expiry', () => signed({ exp: undefined })],
    ['a store that is no id', () => signed({ sid: "' or 1=1" })],
    ['a megabyte', () => signed({ pad: 'x'.repeat(1_000_000) })],
    ['no parts', () => 'x'],
    ['parts that are no JSON', () => 'e30.e30'],
    ['a null payload', () => forged(header, 'null')],
    [
      'encryption instead of a signature',
      () =>
        new EncryptJWT(claims)
          .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'at+jwt', kid: 'k1' })
          .encrypt(new Uint8Array(32)),
    ],
  ];

  it.each(attacks)('%s', async (_name, make) => {
    await expect(verifier().verify(await make(), 'retail')).rejects.toMatchObject({
      code: 'token.invalid',
      message: 'The access token is not valid',
    });
  });

  it('one of an operator for a point of sale', () => {
    expect(() => callerOf({ ...claims, aud: 'ppaas-retail', sid: undefined })).toThrow(DomainError);
  });
});

describe('the Authorization header', () => {
  it.each([
    ['Bearer abc.def.ghi', 'abc.def.ghi'],
    ['bearer  abc', 'abc'],
  ])('%s', (value, token) => {
    expect(bearerToken(value)).toBe(token);
  });

  it.each([
    [undefined, 'token.missing'],
    ['Basic YTpi', 'token.invalid'],
    ['Bearer', 'token.invalid'],
    ['Bearer a b', 'token.invalid'],
  ])('%s is refused', (value, code) => {
    expect(() => bearerToken(value)).toThrow(expect.objectContaining({ code }));
  });
});
