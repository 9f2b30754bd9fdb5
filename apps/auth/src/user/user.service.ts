import { Injectable } from '@nestjs/common';
import { DomainError, portalUser, toPage, uuidV7 } from '@ppaas/contracts';
import type { Page, PageRequest, PortalUser, UserFilter, changeUser, inviteUser } from '@ppaas/contracts';
import type { Principal } from '@ppaas/service';
import type { z } from 'zod';
import { Acts } from '../acts.service.ts';
import type { Act } from '../acts.service.ts';
import { AccountChanges } from '../sign-in/account-changes.service.ts';
import { Factors } from '../factor/factor.service.ts';
import { Links } from './links.service.ts';
import { checkStanding, isOtherStanding, mayManage } from './user.ts';
import type { Standing } from './user.ts';
import { UsersStore } from './users.store.ts';
import type { UserRow } from './users.store.ts';

/** The people of an organisation, as its administrators see and change them. Whoever is out of reach is unknown. */
@Injectable()
export class UserService {
  constructor(
    private readonly store: UsersStore,
    private readonly links: Links,
    private readonly factors: Factors,
    private readonly acts: Acts,
    private readonly changes: AccountChanges,
  ) {}

  /** @param filter `organisationId`: one organisation only, for whoever sees several */
  async list(principal: Principal, filter: UserFilter, page: PageRequest): Promise<Page<PortalUser>> {
    const scope = { ...principal, organisationId: principal.organisationId ?? filter.organisationId ?? null };
    const rows = await this.store.page(scope, filter, page);
    const { items, next } = toPage(rows, page.limit, ({ userId }) => userId);
    return { items: items.filter((row) => mayManage(principal, row)).map(present), next };
  }

  async get(principal: Principal, userId: string): Promise<PortalUser> {
    return present(await this.reach(principal, userId));
  }

  /**
   * Makes the person and mails an invitation.
   * @throws DomainError request.invalid, role.missing, entity.unknown (organisation), entity.conflict (e-mail)
   */
  async invite(principal: Principal, given: z.infer<typeof inviteUser>): Promise<PortalUser> {
    checkStanding(given);
    if (!mayManage(principal, given)) throw new DomainError('role.missing');
    const organisationName = await this.store.organisationName(given.organisationId);
    if (organisationName === undefined) throw new DomainError('entity.unknown', 'No such organisation');
    const user = { ...given, userId: uuidV7() };
    const invite = this.acts.commit(async ({ client, note }) => {
      await this.store.insert(client, user);
      await this.links.invite(client, { ...user, organisationName });
      await note(actOf(principal, user, 'user.invited', standingOf(user)));
      return present(await this.store.one(user.userId, client));
    });
    return invite.catch((error: unknown) => {
      if (!isTaken(error)) throw error;
      throw new DomainError('entity.conflict', 'The organisation has a person with this e-mail address', {
        faults: [{ pointer: '/email', code: 'taken', detail: 'is that of another person' }],
      });
    });
  }

  /** Mails the invitation again; the one before is void. @throws DomainError invitation.taken once the person has a password */
  async inviteAgain(principal: Principal, userId: string): Promise<void> {
    const user = await this.reach(principal, userId);
    await this.acts.commit(async ({ client, note }) => {
      if (user.status !== 'INVITED') throw new DomainError('invitation.taken');
      await this.links.invite(client, user);
      await note(actOf(principal, user, 'user.invitedAgain', {}));
    });
  }

  /**
   * Members that are not given stay as they are.
   * @throws DomainError request.invalid, role.missing, entity.unknown, entity.changed
   */
  async change(
    principal: Principal,
    userId: string,
    given: z.infer<typeof changeUser>,
    ifMatch?: number,
  ): Promise<PortalUser> {
    const user = await this.reach(principal, userId);
    if (ifMatch !== undefined && ifMatch !== user.version) throw new DomainError('entity.changed');
    const { name = user.name, role = user.role, merchantId = user.merchantId, storeIds = user.storeIds } = given;
    const changed = { userId, organisationId: user.organisationId, name, role, merchantId, storeIds };
    checkStanding(changed);
    if (principal.person?.userId === userId && isOtherStanding(user, changed)) {
      throw new DomainError('role.missing', 'Nobody changes the own role and reach');
    }
    if (!mayManage(principal, changed)) throw new DomainError('role.missing');
    await this.acts.commit(async ({ client, note }) => {
      await this.store.update(client, changed, user.version);
      await note(actOf(principal, user, 'user.changed', { ...given }));
    });
    return this.get(principal, userId);
  }

  /** Ends the person's account and sign-ins. @throws DomainError entity.unknown, entity.inUse for one's own */
  async remove(principal: Principal, userId: string): Promise<void> {
    const user = await this.reach(principal, userId);
    if (principal.person?.userId === userId) throw new DomainError('entity.inUse', 'Nobody removes the own account');
    await this.changes.commit(changerOf(principal, user), { userId }, 'user.removed', (client) =>
      this.store.remove(client, userId),
    );
  }

  /** For a person who lost the authenticator and all recovery codes. */
  async removeSecondFactor(principal: Principal, userId: string): Promise<void> {
    const user = await this.reach(principal, userId);
    await this.changes.commit(changerOf(principal, user), { userId }, 'user.secondFactorRemoved', (client) =>
      this.factors.remove(client, userId),
    );
  }

  private async reach(principal: Principal, userId: string): Promise<UserRow> {
    const user = await this.store.one(userId);
    if (!mayManage(principal, user)) throw new DomainError('entity.unknown');
    return user;
  }
}

const present = (row: UserRow): PortalUser =>
  portalUser.parse({
    ...row,
    hasSecondFactor: row.totpSealed !== null,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  });

const changerOf = ({ actor, address }: Principal, { organisationId }: Pick<UserRow, 'organisationId'>) => ({
  ...{ actor, address },
  tenantId: organisationId,
});

const actOf = (
  principal: Principal,
  user: { readonly userId: string; readonly organisationId: string | null; readonly email: string },
  action: string,
  detail: Record<string, unknown>,
): Act => ({
  ...changerOf(principal, user),
  action,
  object: `user:${user.userId}`,
  detail: { email: user.email, ...detail },
});

const standingOf = ({ role, merchantId, storeIds }: Standing) => ({ role, merchantId, storeIds });

/** SQLSTATE 23505 of the index on e-mail addresses. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'portal_user_email';
