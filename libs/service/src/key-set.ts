import { DomainError } from '@ppaas/contracts';
import { createLocalJWKSet, errors } from 'jose';
import type { CryptoKey, FlattenedJWSInput, JSONWebKeySet, JWSHeaderParameters } from 'jose';

export interface KeySetOptions {
  /** Gets the key set (RFC 7517). */
  readonly fetch: () => Promise<JSONWebKeySet>;
  readonly cooldownMs: number;
  readonly now?: () => number;
}

const FRESH_FOR_MS = 600_000;
/** While there are no keys at all, no token can be checked: ask more often. */
const FIRST_COOLDOWN_MS = 1_000;

/**
 * The issuer's public keys, kept for 10 minutes. An unknown key id asks again, but seldom: a flood of random ids must
 * not become a flood of requests. While the issuer does not answer, the keys of before go on.
 */
export class KeySet {
  private keys: ReturnType<typeof createLocalJWKSet> | undefined;
  private fetchedAt = -Infinity;
  private askedAt = -Infinity;
  private asking: Promise<void> | undefined;
  private readonly now: () => number;

  constructor(private readonly options: KeySetOptions) {
    this.now = options.now ?? (() => performance.now());
  }

  /** @throws DomainError platform.unavailable while no key is known at all; jose's JWKSNoMatchingKey for an unknown id. */
  async find(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    if (this.now() - this.fetchedAt > FRESH_FOR_MS) await this.refresh();
    if (this.keys === undefined) throw new DomainError('platform.unavailable', 'No token can be checked now');
    try {
      return await this.keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(await this.refresh())) throw error;
      return this.keys(header, token);
    }
  }

  /** False when it is too early to ask again, or nothing new was heard. */
  private async refresh(): Promise<boolean> {
    if (this.asking === undefined) {
      const cooldownMs =
        this.keys === undefined ? Math.min(FIRST_COOLDOWN_MS, this.options.cooldownMs) : this.options.cooldownMs;
      if (this.now() - this.askedAt < cooldownMs) return false;
      this.askedAt = this.now();
      this.asking = this.load().finally(() => (this.asking = undefined));
    }
    const before = this.fetchedAt;
    await this.asking;
    return this.fetchedAt !== before;
  }

  private async load(): Promise<void> {
    try {
      this.keys = createLocalJWKSet(await this.options.fetch());
      this.fetchedAt = this.now();
    } catch (error) {
      if (this.keys === undefined)
        throw new DomainError('platform.unavailable', `No keys: ${(error as Error).message}`);
    }
  }
}

/** Gets a key set over HTTP within 2 s. */
export async function fetchKeys(url: string): Promise<JSONWebKeySet> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'error' });
  if (!response.ok) throw new Error(`the issuer answered ${response.status}`);
  return (await response.json()) as JSONWebKeySet;
}
