import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { SignInPlace, SignedIn, signInRequest, stepUpRequest } from '@ppaas/contracts';
import { Logger, SYSTEM_CLOCK, csrfTokenOf } from '@ppaas/service';
import type { Clock, SignIns } from '@ppaas/service';
import type { z } from 'zod';
import { Acts } from '../acts.service.ts';
import type { Act } from '../acts.service.ts';
import type { Shown } from '../factor/factor.service.ts';
import type { UserRow } from '../user/users.store.ts';
import { Credentials } from './credentials.service.ts';
import { SEEN_EVERY_MS, isOpen, isPending } from './sign-in.ts';
import { SignInStore } from './sign-in.store.ts';
import type { Found, Place } from './sign-in.store.ts';

/** A step of signing in: what comes next, and what the cookie holds from now on. */
export interface Step {
  readonly step: 'SECOND_FACTOR' | 'SIGNED_IN';
  readonly id: string;
}

/** Signs people in and out, and says who is signed in. The cookie changes whenever a person has proven something. */
@Injectable()
export class SignInService implements SignIns {
  constructor(
    private readonly store: SignInStore,
    private readonly credentials: Credentials,
    private readonly acts: Acts,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
    @Inject(Logger) private readonly log: Logger,
  ) {}

  /**
   * @param previous what the cookie of the browser holds: that sign-in ends with this one
   * @throws DomainError signIn.failed, the same for every reason; request.tooMany
   */
  async signIn(asked: z.infer<typeof signInRequest>, place: Place, previous?: string): Promise<Step> {
    const { user, isRight } = await this.credentials.password(asked, place.address);
    if (user === undefined || !isRight) {
      if (user !== undefined) this.noteLater(actOf(user, 'signIn.refused', place.address));
      throw new DomainError('signIn.failed');
    }
    const before = previous === undefined ? undefined : await this.store.find(previous);
    const step = user.totpSealed === null ? 'SIGNED_IN' : 'SECOND_FACTOR';
    return this.acts.commit(async ({ client, note }) => {
      if (before !== undefined) await this.store.end(client, before.user.userId, before.signIn.signInId);
      const now = this.clock.now();
      const state = step === 'SIGNED_IN' ? 'OPEN' : 'PENDING';
      const id = await this.store.insert(client, user.userId, state, place, now);
      if (step === 'SIGNED_IN') {
        await this.store.signedIn(client, user.userId, now);
        await note(actOf(user, 'signIn.opened', place.address));
      }
      return { step, id };
    });
  }

  /** @throws DomainError signIn.ended when there is no sign-in that waits for it; signIn.failed, request.tooMany */
  async secondFactor(id: string, shown: Shown, address: string): Promise<Step> {
    const found = await this.store.find(id);
    if (found === undefined || !isPending(found.signIn, this.clock.now())) throw new DomainError('signIn.ended');
    const { user } = found;
    await this.proven(user, address, () => this.credentials.secondFactor(user, shown));
    return this.renew(found, 'code' in shown ? 'signIn.opened' : 'signIn.openedByRecoveryCode', address, true);
  }

  /** Shows again who one is, for what needs it fresh. @throws DomainError signIn.ended, signIn.failed, request.tooMany */
  async stepUp(id: string, shown: z.infer<typeof stepUpRequest>, address: string): Promise<Step> {
    const found = await this.open(id);
    const { user } = found;
    await this.proven(user, address, () => this.credentials.again(user, shown));
    return this.renew(found, 'signIn.provenAgain', address, false);
  }

  /** Who is signed in; undefined when the sign-in is over. */
  async find(id: string, isPassive: boolean): Promise<SignedIn | undefined> {
    const found = await this.store.find(id);
    const now = this.clock.now();
    if (found === undefined || !isOpen(found.signIn, now)) return undefined;
    const { signIn, user } = found;
    if (!isPassive && now.getTime() - signIn.lastSeenAt.getTime() > SEEN_EVERY_MS) {
      await this.store.seen(signIn.signInId, now);
    }
    const { userId, name, email, role, organisationId, organisationName, merchantId, storeIds } = user;
    return {
      ...{ userId, name, email, role, organisationId, organisationName, merchantId },
      storeIds: storeIds === null ? null : [...storeIds],
      signInId: signIn.signInId,
      hasSecondFactor: user.totpSealed !== null,
      provenAt: signIn.provenAt.toISOString(),
      csrfToken: csrfTokenOf(id),
    };
  }

  /** The sign-in and its person. @throws DomainError signIn.ended */
  async open(id: string): Promise<Found> {
    const found = await this.store.find(id);
    if (found === undefined || !isOpen(found.signIn, this.clock.now())) throw new DomainError('signIn.ended');
    return found;
  }

  places(userId: string): Promise<Omit<SignInPlace, 'isThis'>[]> {
    return this.store.places(userId, this.clock.now());
  }

  /** Ends one of a person's sign-ins; doing it again changes nothing. */
  async end(user: UserRow, signInId: string, address: string): Promise<void> {
    await this.acts.commit(async ({ client, note }) => {
      if (await this.store.end(client, user.userId, signInId)) await note(actOf(user, 'signIn.ended', address));
    });
  }

  private async renew(found: Found, action: string, address: string, isSignIn: boolean): Promise<Step> {
    const { user, signIn } = found;
    return this.acts.commit(async ({ client, note }) => {
      const now = this.clock.now();
      const id = await this.store.prove(client, signIn.signInId, now);
      if (id === undefined) throw new DomainError('signIn.ended');
      if (isSignIn) await this.store.signedIn(client, user.userId, now);
      await note(actOf(user, action, address));
      return { step: 'SIGNED_IN', id };
    });
  }

  private async proven(user: UserRow, address: string, check: () => Promise<void>): Promise<void> {
    try {
      await check();
    } catch (error) {
      if (error instanceof DomainError && error.code === 'signIn.failed') {
        this.noteLater(actOf(user, 'signIn.refused', address));
      }
      throw error;
    }
  }

  /** After the answer: whoever is known must not be known by how long a refusal takes. */
  private noteLater(act: Act): void {
    setImmediate(() => {
      this.acts
        .commit(({ note }) => note(act))
        .catch((error: unknown) => this.log.error({ err: error, action: act.action }, 'an act was not noted'));
    });
  }
}

const actOf = (user: UserRow, action: string, address: string): Act => ({
  ...{ action, address, tenantId: user.organisationId, actor: user.email },
  object: `user:${user.userId}`,
  detail: {},
});
