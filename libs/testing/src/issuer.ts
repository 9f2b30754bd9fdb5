import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWK } from 'jose';

export interface PosClaims {
  readonly posId: string;
  readonly tenantId: string;
  readonly merchantId: string;
  readonly storeId: string;
  readonly saleId: string;
  readonly version?: number;
}

/** An authorization server of a test: a JWKS over HTTP and tokens for whoever the test wants to be. */
export class TestIssuer {
  readonly url = 'https://issuer.test';

  private constructor(
    private readonly server: Server,
    private readonly key: CryptoKey,
    private readonly kid: string,
  ) {}

  static async start(): Promise<TestIssuer> {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const kid = randomUUID();
    const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
    const body = JSON.stringify({ keys: [jwk] });
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'application/json').end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TestIssuer(server, privateKey, kid);
  }

  get jwksUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/jwks.json`;
  }

  /** A token of the scope `retail`, good for ten minutes. */
  posToken(pos: PosClaims): Promise<string> {
    return this.token('ppaas-retail', pos.posId, {
      client_id: `app_${pos.posId}`,
      scope: 'retail',
      tid: pos.tenantId,
      mid: pos.merchantId,
      sid: pos.storeId,
      sale_id: pos.saleId,
      ver: pos.version ?? 1,
    });
  }

  /** A token of the scope `registry`; with `claims.tid` one of a single organisation. */
  operatorToken(claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return this.token('ppaas-registry', 'operator', { client_id: 'operator', scope: 'registry', ...claims });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private token(audience: string, subject: string, claims: Readonly<Record<string, unknown>>): Promise<string> {
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: this.kid })
      .setIssuer(this.url)
      .setAudience(audience)
      .setSubject(subject)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(this.key);
  }
}
