import { Inject, Injectable } from '@nestjs/common';
import { accessTokenClaims } from '@ppaas/contracts';
import type { AccessTokenClaims } from '@ppaas/contracts';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import { organisationOf } from './access-token.ts';
import type { Client } from './access-token.ts';
import { isApiClientId } from './api-client/api-client.ts';
import { ApiClientsStore } from './api-client/api-clients.store.ts';
import { AUTH_CONFIG, AUTH_SECRETS } from './auth.symbols.ts';
import type { AuthConfig, AuthSecrets } from './auth.config.ts';
import { ClientsService } from './clients.service.ts';
import { publishedKeys } from './metadata.ts';
import { RevocationsStore } from './revocations.store.ts';

const MAX_TOKEN_LENGTH = 4096;

/** RFC 7662 §2.2. */
export type Introspection = { active: false } | ({ active: true; token_type: 'Bearer' } & AccessTokenClaims);

/** Revocation (RFC 7009) and introspection (RFC 7662) of single tokens. */
@Injectable()
export class TokenStatusService {
  private readonly keys: ReturnType<typeof createLocalJWKSet>;

  constructor(
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_SECRETS) secrets: AuthSecrets,
    private readonly clients: ClientsService,
    private readonly apiClients: ApiClientsStore,
    private readonly revocations: RevocationsStore,
  ) {
    this.keys = createLocalJWKSet({ keys: [...publishedKeys(secrets.signingKeys)] });
  }

  /**
   * Ends a token of the caller's own; a program of the platform may end any. A token that is not ours, or already over, is no error.
   * Resource services do not ask per call: they hear of it by an event, within 2 s, and refuse the token from then on.
   */
  async revoke(caller: Client, token: string): Promise<void> {
    const claims = await this.read(token);
    if (claims === undefined) return;
    if (organisationOf(caller) !== null && claims.client_id !== caller.clientId) return;
    await this.revocations.add(claims.jti, new Date(claims.exp * 1000));
  }

  /** What a token is worth now. Whoever is of an organisation learns only about tokens of that. */
  async introspect(caller: Client, token: string): Promise<Introspection> {
    const claims = await this.read(token);
    if (claims === undefined) return { active: false };
    const organisationId = organisationOf(caller);
    if (organisationId !== null && claims.tid !== organisationId) return { active: false };
    if (await this.revocations.has(claims.jti)) return { active: false };
    if (!(await this.isClientActive(claims))) return { active: false };
    return { active: true, token_type: 'Bearer', ...claims };
  }

  private async isClientActive({ client_id: clientId, sub, ver }: AccessTokenClaims): Promise<boolean> {
    if (isApiClientId(clientId)) return (await this.apiClients.find(clientId)) !== undefined;
    if (clientId === this.config.OPERATOR_CLIENT_ID) return true;
    return ver !== undefined && this.clients.isRegistered(sub, ver);
  }

  private async read(token: string): Promise<AccessTokenClaims | undefined> {
    if (token.length > MAX_TOKEN_LENGTH) return undefined;
    try {
      const options = { algorithms: ['ES256'], typ: 'at+jwt', issuer: this.config.ISSUER };
      const { payload } = await jwtVerify(token, this.keys, options);
      return accessTokenClaims.safeParse(payload).data;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}
