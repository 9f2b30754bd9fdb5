import { Inject, Injectable } from '@nestjs/common';
import { DomainError, apiClient, toPage } from '@ppaas/contracts';
import type { ApiClient, MadeApiClient, Page, PageRequest, newApiClient } from '@ppaas/contracts';
import type { Principal } from '@ppaas/service';
import type { z } from 'zod';
import { Acts } from '../acts.service.ts';
import type { Act, Change } from '../acts.service.ts';
import type { AuthConfig } from '../auth.config.ts';
import { AUTH_CONFIG } from '../auth.symbols.ts';
import { KeyNotices } from '../mail/key-notices.service.ts';
import { checkStanding, mayManage } from '../user/user.ts';
import { UsersStore } from '../user/users.store.ts';
import { newApiClientId, newClientSecret } from './api-client.ts';
import { ApiClientsStore } from './api-clients.store.ts';
import type { ApiClientRow } from './api-clients.store.ts';

/** A token that is being made while its client is revoked ends this much later than one that is there. */
const MARGIN_SECONDS = 60;

/** The programs of an organisation, as its administrators see, make and revoke them. Whoever is out of reach is unknown. */
@Injectable()
export class ApiClientService {
  constructor(
    private readonly store: ApiClientsStore,
    private readonly users: UsersStore,
    private readonly notices: KeyNotices,
    private readonly acts: Acts,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
  ) {}

  /** @param organisationId one organisation only, for whoever sees several */
  async list(principal: Principal, organisationId: string | undefined, page: PageRequest): Promise<Page<ApiClient>> {
    const rows = await this.store.page(principal.organisationId ?? organisationId ?? null, page);
    const { items, next } = toPage(rows, page.limit, ({ clientId }) => clientId);
    return { items: items.map(present), next };
  }

  async get(principal: Principal, clientId: string): Promise<ApiClient> {
    return present(await this.reach(principal, clientId));
  }

  /**
   * Makes a program with a secret that is shown in this answer only; its administrators are told by mail.
   * @throws DomainError request.invalid, role.missing, entity.unknown (organisation)
   */
  async make(principal: Principal, given: z.infer<typeof newApiClient>): Promise<MadeApiClient> {
    checkStanding(given);
    if (!mayManage(principal, given)) throw new DomainError('role.missing');
    const organisationName = await this.users.organisationName(given.organisationId);
    if (organisationName === undefined) throw new DomainError('entity.unknown', 'No such organisation');
    const clientSecret = newClientSecret();
    const program = { ...given, clientId: newApiClientId(), createdBy: principal.actor };
    return this.acts.commit(async ({ client, note }) => {
      const made = await this.store.insert(client, program, clientSecret);
      await this.notices.tellOfProgram(client, { ...program, ...principalOf(principal), at: made.createdAt });
      const { role, merchantId, storeIds } = given;
      await note(actOf(principal, program, 'apiClient.made', { role, merchantId, storeIds }));
      return { ...present(made), clientSecret };
    });
  }

  /**
   * It and the programs that it made get no more tokens, and those they have are refused within 2 s.
   * @throws DomainError entity.unknown
   */
  async revoke(principal: Principal, clientId: string, now: Date): Promise<void> {
    const { organisationId } = await this.reach(principal, clientId);
    await this.acts.commit(async ({ client, note, tell }) => {
      const revoked = await this.store.revoke(client, clientId);
      if (revoked.length === 0) throw new DomainError('entity.unknown');
      for (const program of revoked) {
        await this.tellOfEnd({ tell }, program.clientId, now);
        await note(actOf(principal, { ...program, organisationId }, 'apiClient.revoked', {}));
      }
    });
  }

  /** The programs of organisations that are gone. */
  async revokeAllOf(organisationIds: readonly string[], now: Date): Promise<void> {
    if (organisationIds.length === 0) return;
    await this.acts.commit(async ({ client, tell }) => {
      for (const clientId of await this.store.revokeAllOf(client, organisationIds)) {
        await this.tellOfEnd({ tell }, clientId, now);
      }
    });
  }

  private async tellOfEnd({ tell }: Pick<Change, 'tell'>, clientId: string, now: Date): Promise<void> {
    const lastMs = now.getTime() + (this.config.TOKEN_LIFE_SECONDS + MARGIN_SECONDS) * 1000;
    const data = { clientId, expiresAt: new Date(lastMs).toISOString() };
    await tell({ topic: 'authEvents', type: 'ClientRevoked', key: clientId, data });
  }

  private async reach(principal: Principal, clientId: string): Promise<ApiClientRow> {
    const program = await this.store.one(clientId);
    if (!mayManage(principal, program)) throw new DomainError('entity.unknown');
    return program;
  }
}

const present = (row: ApiClientRow): ApiClient =>
  apiClient.parse({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  });

const principalOf = ({ actor, address }: Principal) => ({ actor, address });

const actOf = (
  principal: Principal,
  program: Pick<ApiClient, 'clientId' | 'organisationId' | 'name'>,
  action: string,
  detail: Record<string, unknown>,
): Act => ({
  ...principalOf(principal),
  tenantId: program.organisationId,
  action,
  object: `apiClient:${program.clientId}`,
  detail: { name: program.name, ...detail },
});
