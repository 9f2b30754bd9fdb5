import { hash } from 'node:crypto';
import { AUDIENCE, DomainError, accessTokenClaims } from '@ppaas/contracts';
import type { AccessTokenClaims } from '@ppaas/contracts';
import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { Clock } from './clock.ts';
import type { KeySet } from './key-set.ts';
import { RevokedTokens } from './revoked-tokens.ts';

/** What a route asks for; each has its own audience. */
export type Scope = keyof typeof AUDIENCE;

const MAX_TOKEN_BYTES = 4_096;
const TOLERANCE_SECONDS = 30;
const MAX_CACHED = 10_000;
/** Ways to bring one's own key, or to change what the signature means. */
const REFUSED_HEADERS = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64', 'zip'] as const;

/**
 * Checks access tokens (RFC 9068): ES256 only, our issuer, the audience of the scope, 30 s of tolerance. A token that
 * was good stays known by its hash until it expires; one that was revoked is refused from the moment this process hears
 * of it. Whether its owner is still registered, the token cannot say.
 */
export class TokenVerifier {
  private readonly known = new Map<string, AccessTokenClaims>();
  private readonly revoked = new RevokedTokens();

  constructor(
    private readonly issuer: string,
    private readonly keys: Pick<KeySet, 'find'>,
    private readonly clock: Clock,
  ) {}

  /** The platform's own, as browsers name it. */
  get origin(): string {
    return new URL(this.issuer).origin;
  }

  /** @throws DomainError token.invalid, token.revoked, scope.missing, platform.unavailable (no keys). */
  async verify(token: string, scope: Scope): Promise<AccessTokenClaims> {
    if (token.length > MAX_TOKEN_BYTES) throw new DomainError('token.invalid');
    const id = `${scope}:${hash('sha256', token, 'base64url')}`;
    const claims = this.recall(id) ?? this.remember(id, await this.check(token, scope));
    if (this.revoked.has(claims.jti) || this.revoked.has(claims.client_id)) throw new DomainError('token.revoked');
    if (!claims.scope.split(' ').includes(scope)) throw new DomainError('scope.missing');
    return claims;
  }

  /**
   * Refuses a token, or all tokens of a client, from now on.
   * @param id jti of the token or client id: neither looks like the other
   * @param expiresAt the end of the token, or of the client's last
   * @returns false when there was no room for it without forgetting another that still matters
   */
  revoke(id: string, expiresAt: Date): boolean {
    const until = expiresAt.getTime() + TOLERANCE_SECONDS * 1000;
    return this.revoked.add(id, until, this.clock.now().getTime());
  }

  private recall(id: string): AccessTokenClaims | undefined {
    const claims = this.known.get(id);
    if (claims === undefined) return undefined;
    if (claims.exp + TOLERANCE_SECONDS > this.clock.now().getTime() / 1000) return claims;
    this.known.delete(id);
    throw new DomainError('token.invalid');
  }

  private remember(id: string, claims: AccessTokenClaims): AccessTokenClaims {
    const [oldest] = this.known.keys();
    if (this.known.size >= MAX_CACHED && oldest !== undefined) this.known.delete(oldest);
    this.known.set(id, claims);
    return claims;
  }

  private async check(token: string, scope: Scope): Promise<AccessTokenClaims> {
    try {
      const header = decodeProtectedHeader(token);
      if (typeof header.kid !== 'string' || REFUSED_HEADERS.some((name) => name in header)) {
        throw new DomainError('token.invalid');
      }
      const { payload } = await jwtVerify(token, (protectedHeader, input) => this.keys.find(protectedHeader, input), {
        algorithms: ['ES256'],
        typ: 'at+jwt',
        issuer: this.issuer,
        audience: AUDIENCE[scope],
        clockTolerance: TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'iat', 'sub', 'jti'],
        currentDate: this.clock.now(),
      });
      return accessTokenClaims.parse(payload);
    } catch (error) {
      if (error instanceof DomainError) throw error;
      // One answer for every reason: whoever forges tokens learns nothing from it.
      if (error instanceof errors.JOSEError || error instanceof TypeError || isSchemaError(error)) {
        throw new DomainError('token.invalid');
      }
      throw error;
    }
  }
}

const isSchemaError = (error: unknown): boolean => error instanceof Error && error.name === 'ZodError';
