import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { tokenAnswer } from '@ppaas/contracts';
import type { z } from 'zod';
import { claimsFor, grantScope, scopeOf, TokenSigner } from './access-token.ts';
import type { Client } from './access-token.ts';
import { AUTH_CONFIG, AUTH_SECRETS } from './auth.symbols.ts';
import type { AuthConfig, AuthSecrets } from './auth.config.ts';
import type { ClientCredentials } from './client-credentials.ts';
import { ClientsService } from './clients.service.ts';
import { KnownClients } from './known-clients.service.ts';
import { invalidClient } from './oauth-error.ts';
import { TokenLimits } from './token.limiter.ts';
import { endOfTurn } from './turn.ts';

export type TokenAnswer = z.infer<typeof tokenAnswer>;

/** Before each further look, in milliseconds; 750 in all. */
const PAUSES_MS = [50, 100, 200, 400];

/**
 * Looks again for what was registered this moment: its events may still be on their way. Whoever is not found waits the
 * whole time, for whatever reason: nothing is told by it, and guessing is slowed down.
 * @param look answers undefined while nothing is known
 */
export async function lookAgain<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T | undefined> {
  for (const milliseconds of PAUSES_MS) {
    await pause(milliseconds);
    const found = await look();
    if (found !== undefined) return found;
  }
  return undefined;
}

@Injectable()
export class TokenService {
  private readonly signer: TokenSigner;

  constructor(
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_SECRETS) secrets: AuthSecrets,
    private readonly clients: ClientsService,
    private readonly known: KnownClients,
    private readonly limits: TokenLimits,
  ) {
    this.signer = new TokenSigner(secrets.signingKeys.current);
  }

  /**
   * Client credentials grant (RFC 6749 §4.4).
   * @throws OAuthError invalid_client, invalid_scope or slow_down.
   */
  async issue(credentials: ClientCredentials, address: string, requestedScope?: string): Promise<TokenAnswer> {
    await endOfTurn();
    const client = await this.authenticate(credentials, address);
    grantScope(client, requestedScope);
    await this.known.see(client, address, new Date());
    return this.sign(client);
  }

  /** A token for a client that is known to be who it says. */
  async sign(client: Client): Promise<TokenAnswer> {
    const lifeSeconds = this.config.TOKEN_LIFE_SECONDS;
    const o = { issuer: this.config.ISSUER, now: new Date(), lifeSeconds, jti: randomUUID() };
    return {
      access_token: await this.signer.sign(claimsFor(client, o)),
      token_type: 'Bearer',
      expires_in: lifeSeconds,
      scope: scopeOf(client),
      ...this.posMembers(client),
    };
  }

  /** Who calls. @throws OAuthError invalid_client, the same for every reason, or slow_down. */
  async authenticate(credentials: ClientCredentials, address: string): Promise<Client> {
    this.limits.admit(credentials.clientId, address);
    const look = () => this.known.verify(credentials, new Date());
    const client = (await look()) ?? (await lookAgain(look));
    if (client !== undefined) return client;
    await this.limits.fail(credentials.clientId, address);
    throw invalidClient();
  }

  private posMembers(client: Client): Partial<TokenAnswer> {
    if (client.kind === 'operator') return {};
    const members = { sale_id: client.saleId, store_id: client.storeId };
    // The certificate counts at the door that it came through, and there only.
    if (client.device !== undefined) return members;
    return { ...members, retail_url: this.clients.retailUrlOf(client.tenantId) ?? this.config.RETAIL_URL };
  }
}
