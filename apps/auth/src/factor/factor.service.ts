import { createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError, base32 } from '@ppaas/contracts';
import type { newSecondFactor } from '@ppaas/contracts';
import { SYSTEM_CLOCK } from '@ppaas/service';
import type { Clock } from '@ppaas/service';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { AUTH_SECRETS } from '../auth.symbols.ts';
import type { AuthSecrets } from '../auth.config.ts';
import type { UserRow } from '../user/users.store.ts';
import { FactorStore } from './factor.store.ts';
import { newRecoveryCodes, normalRecoveryCode } from './recovery-code.ts';
import { openSecret, sealSecret } from './sealed-secret.ts';
import { matchingStep, totpUri } from './totp.ts';

const SECRET_BYTES = 20;
const ISSUER = 'PPaaS';

/** What a person shows beside the password. */
export type Shown = { readonly code: string } | { readonly recoveryCode: string };

/** Authenticators (TOTP) and recovery codes. */
@Injectable()
export class Factors {
  constructor(
    private readonly store: FactorStore,
    @Inject(AUTH_SECRETS) private readonly secrets: AuthSecrets,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether it is the person's, used for the first time; then it is used up. */
  async take(user: UserRow, shown: Shown): Promise<boolean> {
    if (user.totpSealed === null) return false;
    const now = this.clock.now();
    if ('recoveryCode' in shown) {
      return this.store.takeRecoveryCode(user.userId, this.hmacOf(user.userId, shown.recoveryCode), now);
    }
    const secret = openSecret(user.totpSealed, user.userId, this.secrets.peppers);
    const step = matchingStep(secret, shown.code, now, user.totpLastStep);
    return step !== undefined && this.store.takeStep(user.userId, step);
  }

  /** A new authenticator, which counts from its first right code on. */
  async propose(client: PoolClient, user: UserRow): Promise<z.infer<typeof newSecondFactor>> {
    const secret = randomBytes(SECRET_BYTES);
    await this.store.setCandidate(client, user.userId, sealSecret(secret, user.userId, this.secrets.peppers));
    return { secret: base32(secret), uri: totpUri(secret, ISSUER, `${user.email} (${user.organisationName})`) };
  }

  /**
   * Makes the proposed authenticator the person's.
   * @returns recovery codes
   * @throws DomainError request.invalid when nothing was proposed, or the code is another one
   */
  async confirm(client: PoolClient, user: UserRow, code: string): Promise<string[]> {
    const { totpCandidate: sealed, userId } = user;
    const step =
      sealed === null
        ? undefined
        : matchingStep(openSecret(sealed, userId, this.secrets.peppers), code, this.clock.now(), null);
    if (sealed === null || step === undefined) {
      throw new DomainError('request.invalid', 'The code is not right', {
        faults: [{ pointer: '/code', code: 'wrong', detail: 'is not the code that the authenticator shows now' }],
      });
    }
    await this.store.activate(client, userId, sealed, step);
    return this.newRecoveryCodes(client, userId);
  }

  /** In place of all that were made before. */
  async newRecoveryCodes(client: PoolClient, userId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await this.store.replaceRecoveryCodes(
      client,
      userId,
      codes.map((code) => this.hmacOf(userId, code)),
    );
    return codes;
  }

  remove(client: PoolClient, userId: string): Promise<void> {
    return this.store.remove(client, userId);
  }

  private hmacOf(userId: string, code: string): string {
    const { current, byVersion } = this.secrets.peppers;
    const pepper = byVersion.get(current);
    if (pepper === undefined) throw new Error('no pepper of the current version');
    return createHmac('sha256', pepper)
      .update(`${userId}:${normalRecoveryCode(code)}`)
      .digest('base64url');
  }
}
