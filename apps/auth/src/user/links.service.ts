import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import { Database, Idempotency } from '@ppaas/service';
import type { PoolClient } from 'pg';
import { AUTH_CONFIG } from '../auth.symbols.ts';
import type { AuthConfig } from '../auth.config.ts';
import { invitation, passwordReset } from '../mail/mail.ts';
import { MailStore } from '../mail/mail.store.ts';
import { LinksStore } from './links.store.ts';
import type { OpenLink, Purpose } from './links.store.ts';

const PAGES = { INVITATION: 'invite', RESET: 'reset' } as const satisfies Record<Purpose, string>;
const LETTERS = { INVITATION: invitation, RESET: passwordReset } as const;

interface Addressee {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly organisationName: string;
}

/** Links with which people choose a password: each is mailed in the transaction that makes it. */
@Injectable()
export class Links {
  private readonly origin: string;

  constructor(
    private readonly store: LinksStore,
    private readonly mails: MailStore,
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    @Inject(AUTH_CONFIG) config: AuthConfig,
  ) {
    this.origin = new URL(config.ISSUER).origin;
  }

  invite(client: PoolClient, to: Addressee): Promise<void> {
    return this.send(client, to, 'INVITATION');
  }

  async sendReset(to: Addressee): Promise<void> {
    await this.database.transaction((client) => this.idempotency.once(client, () => this.send(client, to, 'RESET')));
  }

  /** @throws DomainError link.invalid */
  async find(token: string): Promise<OpenLink> {
    const found = await this.store.find(token);
    if (found === undefined) throw new DomainError('link.invalid');
    return found;
  }

  use(client: PoolClient, token: string): Promise<OpenLink | undefined> {
    return this.store.use(client, token);
  }

  private async send(client: PoolClient, to: Addressee, purpose: Purpose): Promise<void> {
    const token = await this.store.issue(client, to.userId, purpose);
    const { email, name, organisationName: organisation } = to;
    const url = `${this.origin}/${PAGES[purpose]}/${token}`;
    await this.mails.put(client, LETTERS[purpose]({ to: email, name, organisation, url }));
  }
}
