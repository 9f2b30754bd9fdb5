import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { link, requestReset, useLink } from '@ppaas/contracts';
import { Logger } from '@ppaas/service';
import type { z } from 'zod';
import { AccountChanges } from '../sign-in/account-changes.service.ts';
import { Links } from './links.service.ts';
import { Passwords } from './passwords.service.ts';
import { UsersStore } from './users.store.ts';

/** How a person who is not signed in comes by a password: with a link that was mailed. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly links: Links,
    private readonly users: UsersStore,
    private readonly passwords: Passwords,
    private readonly changes: AccountChanges,
    @Inject(Logger) private readonly log: Logger,
  ) {}

  /** Mails a link if there is such a person; the caller is told nothing of that, not by the time it takes either. */
  requestReset(asked: z.infer<typeof requestReset>): void {
    this.sendReset(asked).catch((error: unknown) => this.log.error({ err: error }, 'a link was not mailed'));
  }

  /** What a link is for. @throws DomainError link.invalid */
  async question(token: string): Promise<z.infer<typeof link>> {
    const found = await this.links.find(token);
    const { email, name, organisationName } = await this.users.one(found.userId);
    return { purpose: found.purpose, email, name, organisation: organisationName };
  }

  /** Sets the password and ends all sign-ins of the person. @throws DomainError link.invalid, password.guessable */
  async use({ token, newPassword }: z.infer<typeof useLink>, address: string): Promise<void> {
    const { userId, purpose } = await this.links.find(token);
    const user = await this.users.one(userId);
    const passwordHash = await this.passwords.hash(newPassword, user);
    const who = { tenantId: user.organisationId, actor: user.email, address };
    const action = purpose === 'INVITATION' ? 'user.invitationTaken' : 'user.passwordReset';
    await this.changes.commit(who, { userId }, action, async (client) => {
      if ((await this.links.use(client, token)) === undefined) throw new DomainError('link.invalid');
      await this.users.setPassword(client, userId, passwordHash);
    });
  }

  private async sendReset({ organisation, email }: z.infer<typeof requestReset>): Promise<void> {
    const user = await this.users.forSignIn(organisation, email);
    if (user !== undefined) await this.links.sendReset(user);
  }
}
