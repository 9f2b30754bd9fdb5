import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { accessTokenClaims } from '@ppaas/contracts';
import { calculateJwkThumbprint, importJWK, jwtVerify } from 'jose';
import { claimsFor, grantScope, publicJwk, TokenSigner } from './access-token.ts';
import type { Client } from './access-token.ts';

const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const pos: Client = {
  kind: 'pos',
  clientId: 'app',
  posId: '018f0000-0000-7000-8000-000000000001',
  tenantId: '018f0000-0000-7000-8000-000000000002',
  merchantId: '018f0000-0000-7000-8000-000000000003',
  storeId: '018f0000-0000-7000-8000-000000000004',
  saleId: 'TILL-1',
  version: 3,
};
const standing = { role: 'platform-admin', organisationId: null, merchantId: null, storeIds: null } as const;
const operator: Client = { kind: 'operator', clientId: 'operator', standing };
const now = new Date('2026-01-01T12:00:00.900Z');
const options = { issuer: 'https://retail.example', now, lifeSeconds: 600, jti: 'j1' };

describe('claimsFor', () => {
  it('names a POS with its organisation, merchant, store, sale id and version', () => {
    expect(accessTokenClaims.parse(claimsFor(pos, options))).toEqual({
      iss: 'https://retail.example',
      aud: 'ppaas-retail',
      sub: pos.posId,
      client_id: 'app',
      scope: 'retail',
      jti: 'j1',
      iat: 1767268800,
      exp: 1767269400,
      tid: pos.tenantId,
      mid: pos.merchantId,
      sid: pos.storeId,
      sale_id: 'TILL-1',
      ver: 3,
    });
  });
  it('names an operator without an organisation', () => {
    const claims = accessTokenClaims.parse(claimsFor(operator, options));
    expect(claims).toMatchObject({ aud: 'ppaas-registry', sub: 'operator', scope: 'registry' });
    expect(claims).toMatchObject({ role: 'platform-admin' });
    expect(claims).not.toHaveProperty('tid');
  });
  it('says what a program may and how far it reaches', () => {
    const [organisationId, merchantId, storeIds] = [pos.tenantId, pos.merchantId, [pos.storeId]];
    const program: Client = { ...operator, standing: { role: 'store-admin', organisationId, merchantId, storeIds } };
    expect(accessTokenClaims.parse(claimsFor(program, options))).toMatchObject({
      ...{ role: 'store-admin', tid: organisationId, mid: merchantId, store_ids: storeIds },
    });
  });
  it('stays below what a service reads, for a program of as many stores as there may be', () => {
    const storeIds = Array.from({ length: 50 }, () => randomUUID());
    const many = { ...operator, standing: { role: 'store-admin', organisationId: pos.tenantId, merchantId: pos.merchantId, storeIds } } as const; // prettier-ignore
    const bytes = Buffer.from(JSON.stringify(claimsFor(many, options))).toString('base64url').length;
    expect(bytes).toBeLessThan(4_096 - 300);
  });
});

describe('grantScope', () => {
  it.each([
    [pos, undefined, 'retail'],
    [pos, 'retail', 'retail'],
    [operator, ' registry ', 'registry'],
  ] as const)('grants', (client, requested, scope) => {
    expect(grantScope(client, requested)).toBe(scope);
  });
  it.each([
    [pos, 'registry'],
    [pos, 'retail registry'],
    [operator, 'retail'],
    [pos, 'openid'],
  ] as const)('refuses what the client may not have', (client, requested) => {
    expect(() => grantScope(client, requested)).toThrow(expect.objectContaining({ code: 'invalid_scope' }));
  });
});

describe('TokenSigner', () => {
  it('signs what jose verifies, with the type of RFC 9068 and its key id', async () => {
    const claims = claimsFor(pos, options);
    const token = await new TokenSigner({ ...jwk, kid: 'k1' }).sign(claims);
    const key = await importJWK(publicJwk(jwk), 'ES256');
    const verified = await jwtVerify(token, key, { typ: 'at+jwt', algorithms: ['ES256'], currentDate: now });
    expect(verified.payload).toEqual(claims);
    expect(verified.protectedHeader).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' });
  });
  it('signs well whatever lengths r and s happen to have', async () => {
    const signer = new TokenSigner(jwk);
    const key = await importJWK(publicJwk(jwk), 'ES256');
    // one in 128 signatures has a short r or s
    for (let run = 0; run < 1_000; run++) {
      const token = await signer.sign(claimsFor(pos, { ...options, jti: String(run) }));
      expect((await jwtVerify(token, key, { currentDate: now })).payload.jti).toBe(String(run));
    }
  });
  it('names a key without an id by its thumbprint', async () => {
    expect(new TokenSigner(jwk).kid).toBe(await calculateJwkThumbprint(publicJwk(jwk)));
  });
  it('publishes nothing of the private half', () => {
    expect(Object.keys(publicJwk(jwk)).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });
  it('refuses another curve', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export({ format: 'jwk' });
    expect(() => new TokenSigner(other)).toThrow('P-256');
  });
});
