import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AUDIENCE, SIGN_IN_COOKIE } from '@ppaas/contracts';
import type { SignedIn } from '@ppaas/contracts';
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
  /** A token of the scope `registry`. @param claims such as `{ tid }` for an administrator of one organisation only. */
  operatorToken(claims?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Signs a person in, as far as services that ask are told. @param person in place of an organisation's administrator */
  signIn(person: Partial<SignedIn>): TestSignIn;
  close(): Promise<void>;
}

/** A browser in which somebody is signed in. `change` and `end` are what auth would say from now on. */
export interface TestSignIn {
  readonly cookie: string;
  readonly csrfToken: string;
  change(person: Partial<SignedIn>): void;
  end(): void;
}

export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' }] });
  const people = new Map<string, SignedIn>();
  const server = createServer(({ url, headers }, response) => {
    const isQuestion = url === '/auth/v1/sign-in';
    const person = people.get(String(headers.cookie));
    response.statusCode = isQuestion && person === undefined ? 401 : 200;
    response.setHeader('content-type', 'application/json').end(isQuestion ? JSON.stringify(person ?? {}) : jwks);
  });
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
      new SignJWT({
        ...{ client_id: 'operator', scope: 'registry' },
        role: claims['tid'] === undefined ? 'platform-admin' : 'organisation-admin',
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'test', typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience(AUDIENCE.registry)
        .setSubject('operator')
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('10m')
        .sign(privateKey),
    signIn: (person) => {
      const id = randomBytes(32).toString('base64url');
      const cookie = `${SIGN_IN_COOKIE}=${id}`;
      const csrfToken = createHash('sha256').update(`csrf:${id}`).digest('base64url');
      people.set(cookie, { ...anAdministrator(), csrfToken, ...person });
      return {
        cookie,
        csrfToken,
        change: (more) => people.set(cookie, { ...anAdministrator(), csrfToken, ...person, ...more }),
        end: () => people.delete(cookie),
      };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const anAdministrator = (): Omit<SignedIn, 'csrfToken'> => ({
  signInId: randomUUID(),
  userId: randomUUID(),
  name: 'Ann Example',
  email: 'ann@shop.example',
  role: 'organisation-admin',
  organisationId: randomUUID(),
  organisationName: 'Acme',
  merchantId: null,
  storeIds: null,
  hasSecondFactor: false,
  provenAt: new Date().toISOString(),
});
