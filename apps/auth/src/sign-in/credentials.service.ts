import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { signInRequest, stepUpRequest } from '@ppaas/contracts';
import { SYSTEM_CLOCK } from '@ppaas/service';
import type { Clock } from '@ppaas/service';
import type { z } from 'zod';
import { Factors } from '../factor/factor.service.ts';
import type { Shown } from '../factor/factor.service.ts';
import { Passwords } from '../user/passwords.service.ts';
import { UsersStore } from '../user/users.store.ts';
import type { UserRow } from '../user/users.store.ts';
import { Throttle } from './throttle.store.ts';

/** Checks what people show. One answer and about the same work for whoever is unknown, gone or wrong. */
@Injectable()
export class Credentials {
  constructor(
    private readonly users: UsersStore,
    private readonly passwords: Passwords,
    private readonly factors: Factors,
    private readonly throttle: Throttle,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns the person, and whether the password is right; a wrong one delays the next try for the account from there
   * @throws DomainError request.tooMany
   */
  async password(
    { organisation, email, password }: z.infer<typeof signInRequest>,
    address: string,
  ): Promise<{ readonly user: UserRow | undefined; readonly isRight: boolean }> {
    const attempt = `password:${organisation}:${email}@${address}`;
    await this.throttle.take(attempt, this.clock.now());
    const user = await this.users.forSignIn(organisation, email);
    const isRight = await this.passwords.isRight(password, user?.passwordHash);
    if (isRight) await this.throttle.forget(attempt);
    return { user, isRight };
  }

  /** Codes are few: tries are counted for the person, wherever they come from. @throws DomainError signIn.failed, request.tooMany */
  async secondFactor(user: UserRow, shown: Shown): Promise<void> {
    const pointer = 'code' in shown ? '/code' : '/recoveryCode';
    await this.counted(user, pointer, () => this.factors.take(user, shown));
  }

  /**
   * Asks again for what the account has: the second factor, or the password where there is none.
   * @throws DomainError signIn.failed, request.tooMany
   */
  async again(user: UserRow, shown: z.infer<typeof stepUpRequest>): Promise<void> {
    if ('code' in shown) return this.secondFactor(user, shown);
    if (user.totpSealed !== null) throw new DomainError('signIn.failed', 'The second factor is asked for');
    await this.ownPassword(user, shown.password);
  }

  /** @throws DomainError signIn.failed, request.tooMany */
  async ownPassword(user: UserRow, password: string): Promise<void> {
    await this.counted(user, '/password', () => this.passwords.isRight(password, user.passwordHash));
  }

  /** @param pointer of what was shown: whose it is, is known here */
  private async counted({ userId }: UserRow, pointer: string, check: () => Promise<boolean>): Promise<void> {
    const attempt = `person:${userId}`;
    await this.throttle.take(attempt, this.clock.now());
    if (!(await check())) {
      throw new DomainError('signIn.failed', undefined, {
        faults: [{ pointer, code: 'wrong', detail: 'is not right' }],
      });
    }
    await this.throttle.forget(attempt);
  }
}
