import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { AUDIENCE } from '@ppaas/contracts';
import type { AccessTokenClaims } from '@ppaas/contracts';
import { OAuthError } from './oauth-error.ts';
import type { Standing } from './user/user.ts';

export type Scope = keyof typeof AUDIENCE;

/** A POS as the token needs it. `version` is the version of its registration. */
export interface PosClient {
  readonly kind: 'pos';
  readonly clientId: string;
  readonly posId: string;
  readonly tenantId: string;
  readonly merchantId: string;
  readonly storeId: string;
  readonly saleId: string;
  readonly version: number;
  /** For POS software on a device, which shows this certificate (SHA-256, hex) instead of a Key. */
  readonly device?: { readonly deviceId: string; readonly thumbprint: string };
}
/** A program that manages organisations, merchants and stores, as far as its standing lets it. */
export interface OperatorClient {
  readonly kind: 'operator';
  readonly clientId: string;
  readonly standing: Standing;
}
export type Client = PosClient | OperatorClient;

/** The organisation that a client belongs to; null: the platform. */
export const organisationOf = (client: Client): string | null =>
  client.kind === 'pos' ? client.tenantId : client.standing.organisationId;

/** What a client may have: a POS only `retail`, an operator only `registry`. */
export const scopeOf = (client: Client): Scope => (client.kind === 'pos' ? 'retail' : 'registry');

/** @throws OAuthError invalid_scope when anything else than the client's one scope is asked for. */
export function grantScope(client: Client, requested: string | undefined): Scope {
  const scope = scopeOf(client);
  const names = requested?.split(' ').filter((name) => name !== '') ?? [];
  if (names.some((name) => name !== scope)) {
    throw new OAuthError('invalid_scope', `The client may have the scope ${scope} only`);
  }
  return scope;
}

/** Claims of RFC 9068 for a client. Times in seconds. */
export function claimsFor(
  client: Client,
  o: { readonly issuer: string; readonly now: Date; readonly lifeSeconds: number; readonly jti: string },
): AccessTokenClaims {
  const iat = Math.floor(o.now.getTime() / 1000);
  const scope = scopeOf(client);
  const common = { iss: o.issuer, aud: AUDIENCE[scope], client_id: client.clientId, scope, jti: o.jti, iat };
  const exp = iat + o.lifeSeconds;
  if (client.kind === 'operator') return { ...common, exp, sub: client.clientId, ...claimsOf(client.standing) };
  return {
    ...common,
    exp,
    sub: client.posId,
    tid: client.tenantId,
    mid: client.merchantId,
    sid: client.storeId,
    sale_id: client.saleId,
    ver: client.version,
    ...(client.device !== undefined && boundTo(client.device)),
  };
}

const claimsOf = ({
  role,
  organisationId: tid,
  merchantId: mid,
  storeIds,
}: Standing): Pick<AccessTokenClaims, 'role' | 'tid' | 'mid' | 'store_ids'> => ({
  role,
  ...(tid !== null && { tid }),
  ...(mid !== null && { mid }),
  ...(storeIds !== null && { store_ids: [...storeIds] }),
});

/** RFC 8705 §3.1. */
const boundTo = (device: NonNullable<PosClient['device']>): Pick<AccessTokenClaims, 'device_id' | 'cnf'> => ({
  device_id: device.deviceId,
  cnf: { 'x5t#S256': Buffer.from(device.thumbprint, 'hex').toString('base64url') },
});

const signInPool = (input: Buffer, key: KeyObject): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    sign('sha256', input, key, (error, der) => (error === null ? resolve(der) : reject(error)));
  });

/** Signs compact JWS with ES256 and the type of RFC 9068. */
export class TokenSigner {
  readonly kid: string;
  private readonly key: KeyObject;
  private readonly header: string;

  /** @param jwk private EC P-256 key; without `kid` its thumbprint (RFC 7638) is taken. */
  constructor(jwk: JsonWebKey) {
    this.key = createPrivateKey({ key: jwk, format: 'jwk' });
    this.kid = publicJwk(jwk).kid;
    this.header = encode({ alg: 'ES256', typ: 'at+jwt', kid: this.kid });
  }

  /** Signs in Node's thread pool, so that an instance with two cores issues more than one core can sign. */
  async sign(claims: AccessTokenClaims): Promise<string> {
    const input = `${this.header}.${encode(claims)}`;
    // The plain form of the call: an options object costs Node a third of the whole signature.
    const der = await signInPool(Buffer.from(input), this.key);
    return `${input}.${joseSignature(der).toString('base64url')}`;
  }
}

export interface PublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
}

/** The public half as it stands in the JWKS. @throws Error when the key is not EC P-256. */
export function publicJwk(jwk: JsonWebKey): PublicJwk {
  const { kty, crv, x, y } = createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'jwk' });
  if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined) {
    throw new Error('a signing key must be an EC key on P-256');
  }
  const thumbprint = createHash('sha256').update(`{"crv":"${crv}","kty":"${kty}","x":"${x}","y":"${y}"}`);
  const named = jwk['kid'];
  const kid = typeof named === 'string' && named !== '' ? named : thumbprint.digest('base64url');
  return { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' };
}

/** r and s of a DER signature on P-256, 32 bytes each (RFC 7518 §3.4). */
function joseSignature(der: Buffer): Buffer {
  const joined = Buffer.alloc(64);
  // SEQUENCE, length, INTEGER, length of r, r, INTEGER, length of s, s; all lengths fit into a byte.
  const rLength = der.readUInt8(3);
  const sAt = 4 + rLength + 2;
  putInteger(joined, 32, der.subarray(4, 4 + rLength));
  putInteger(joined, 64, der.subarray(sAt, sAt + der.readUInt8(sAt - 1)));
  return joined;
}

/** A DER integer may have a zero byte in front, or fewer than 32 bytes. */
function putInteger(target: Buffer, end: number, integer: Buffer): void {
  const bytes = integer.subarray(Math.max(0, integer.length - 32));
  bytes.copy(target, end - bytes.length);
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
