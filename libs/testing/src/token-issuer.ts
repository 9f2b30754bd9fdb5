import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AUDIENCE } from '@ppaas/contracts';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';

/** A point of sale as its token names it. */
export interface TestPos {
  readonly posId: string;
  readonly tenantId: string;
  readonly merchantId: string;
  readonly storeId: string;
  readonly saleId: string;
}

/** An issuer of access tokens with a key of its own, for services that are tested without auth. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** @param claims in place of the usual ones, such as `{ ver: 2 }`. */
  tokenFor(pos: TestPos, claims?: Readonly<Record<string, unknown>>): Promise<string>;
  /** A token of the scope `registry`. @param claims such as `{ tid }` for one organisation only. */
  operatorToken(claims?: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' }] });
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(jwks));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    jwksUrl: `${issuer}/jwks.json`,
    tokenFor: ({ posId, tenantId, merchantId, storeId, saleId }, claims = {}) =>
      new SignJWT({
        client_id: `app_${posId}`,
        scope: 'retail',
        tid: tenantId,
        mid: merchantId,
        sid: storeId,
        sale_id: saleId,
        ver: 1,
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'test', typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience(AUDIENCE.retail)
        .setSubject(posId)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('10m')
        .sign(privateKey),
    operatorToken: (claims = {}) =>
      new SignJWT({ client_id: 'operator', scope: 'registry', ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'test', typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience(AUDIENCE.registry)
        .setSubject('operator')
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('10m')
        .sign(privateKey),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
