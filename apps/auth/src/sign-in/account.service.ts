import { Injectable } from '@nestjs/common';
import type { changePassword, newSecondFactor } from '@ppaas/contracts';
import type { Person, Principal } from '@ppaas/service';
import type { z } from 'zod';
import { Factors } from '../factor/factor.service.ts';
import { Passwords } from '../user/passwords.service.ts';
import { UsersStore } from '../user/users.store.ts';
import { AccountChanges } from './account-changes.service.ts';
import type { Changer } from './account-changes.service.ts';
import { Credentials } from './credentials.service.ts';

type NewSecondFactor = z.infer<typeof newSecondFactor>;

/** What a person changes about the own account. */
@Injectable()
export class AccountService {
  constructor(
    private readonly users: UsersStore,
    private readonly credentials: Credentials,
    private readonly passwords: Passwords,
    private readonly factors: Factors,
    private readonly changes: AccountChanges,
  ) {}

  /**
   * Ends the person's other sign-ins.
   * @throws DomainError signIn.failed when the present password is another one, password.guessable
   */
  async changePassword(principal: Principal, person: Person, given: z.infer<typeof changePassword>): Promise<void> {
    const user = await this.users.one(person.userId);
    await this.credentials.ownPassword(user, given.password);
    const passwordHash = await this.passwords.hash(given.newPassword, user);
    await this.changes.commit(...own(principal, person), 'user.passwordChanged', (client) =>
      this.users.setPassword(client, user.userId, passwordHash),
    );
  }

  async proposeSecondFactor({ userId }: Person): Promise<NewSecondFactor> {
    const user = await this.users.one(userId);
    return this.changes.prepare((client) => this.factors.propose(client, user));
  }

  /** @returns recovery codes @throws DomainError request.invalid when the code is another one */
  async confirmSecondFactor(principal: Principal, person: Person, code: string): Promise<string[]> {
    const user = await this.users.one(person.userId);
    return this.changes.commit(...own(principal, person), 'user.secondFactorAdded', (client) =>
      this.factors.confirm(client, user, code),
    );
  }

  async removeSecondFactor(principal: Principal, person: Person): Promise<void> {
    await this.changes.commit(...own(principal, person), 'user.secondFactorRemoved', (client) =>
      this.factors.remove(client, person.userId),
    );
  }

  async newRecoveryCodes(principal: Principal, person: Person): Promise<string[]> {
    return this.changes.commit(...own(principal, person), 'user.recoveryCodesMade', (client) =>
      this.factors.newRecoveryCodes(client, person.userId),
    );
  }
}

const own = (
  { actor, address, organisationId: tenantId }: Principal,
  { userId, signInId }: Person,
): [Changer, { readonly userId: string; readonly kept: string }] => [
  { tenantId, actor, address },
  { userId, kept: signInId },
];
