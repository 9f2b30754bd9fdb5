import { Inject, Injectable } from '@nestjs/common';
import type { Client } from './access-token.ts';
import { isApiClientId } from './api-client/api-client.ts';
import { ApiClientsStore } from './api-client/api-clients.store.ts';
import { AUTH_CONFIG, AUTH_SECRETS } from './auth.symbols.ts';
import type { AuthConfig, AuthSecrets } from './auth.config.ts';
import type { ClientCredentials } from './client-credentials.ts';
import { ClientsService } from './clients.service.ts';
import { Sightings } from './sightings.service.ts';
import type { Standing } from './user/user.ts';
import { isKeyOf, verifierOf } from './verifier.ts';
import type { Verifier } from './verifier.ts';

/** The program with which a platform begins: its credentials are of its configuration. */
const OF_PLATFORM: Standing = { role: 'platform-admin', organisationId: null, merchantId: null, storeIds: null };

interface KnownClient {
  readonly client: Client;
  readonly verifiers: readonly Verifier[];
}

/** Whoever has credentials: points of sale, programs of organisations, and the platform's own. */
@Injectable()
export class KnownClients {
  private readonly operatorVerifiers: readonly Verifier[];

  constructor(
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_SECRETS) private readonly secrets: AuthSecrets,
    private readonly pointsOfSale: ClientsService,
    private readonly programs: ApiClientsStore,
    private readonly sightings: Sightings,
  ) {
    this.operatorVerifiers = [verifierOf(secrets.operatorKey, secrets.peppers)];
  }

  /** Whose credentials these are; the same work for whoever is unknown and for a wrong Key. */
  async verify({ clientId, clientKey }: ClientCredentials, now: Date): Promise<Client | undefined> {
    const known = isApiClientId(clientId) ? await this.programs.find(clientId) : this.inMemory(clientId);
    const isVerified = isKeyOf(clientKey, known?.verifiers ?? [], this.secrets.peppers, now);
    return isVerified ? known?.client : undefined;
  }

  /** Remembers when and from where a client last got a token. */
  async see(client: Client, address: string, now: Date): Promise<void> {
    if (client.kind === 'pos') this.sightings.see(client.posId, address, now);
    else await this.programs.see(client.clientId, address);
  }

  /** A till's token costs no query. */
  private inMemory(clientId: string): KnownClient | undefined {
    if (clientId !== this.config.OPERATOR_CLIENT_ID) return this.pointsOfSale.find(clientId);
    return { client: { kind: 'operator', clientId, standing: OF_PLATFORM }, verifiers: this.operatorVerifiers };
  }
}
