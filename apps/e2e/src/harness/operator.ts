import { setTimeout as pause } from 'node:timers/promises';
import type {
  Activation,
  ApiClient,
  CreatedDevice,
  CreatedPos,
  DeviceWithHardware,
  MadeApiClient,
  Organisation,
  Store,
} from '@ppaas/contracts';
import { OPERATOR_ID } from './secrets.ts';

/** An operator: makes what a shop needs over the public API, as anybody with its credentials would. */
export class Operator {
  #token: string | undefined;

  constructor(
    private readonly origin: string,
    private readonly key: string,
    private readonly clientId = OPERATOR_ID,
  ) {}

  async createOrganisation(
    name: string,
    options: { readonly isSubscribed?: boolean; readonly cell?: string } = {},
  ): Promise<Organisation> {
    const { cell } = options;
    const organisation = await this.call<Organisation>('POST', 'organisations', { name, ...(cell && { cell }) });
    const active = options.isSubscribed ?? true;
    if (active) await this.subscribe(organisation.organisationId, true);
    return organisation;
  }

  async subscribe(organisationId: string, active: boolean): Promise<void> {
    await this.call('PUT', `organisations/${organisationId}/subscriptions/retail-api`, { active });
  }

  async createStore(organisationId: string, name: string, settings: object = {}): Promise<Store> {
    const { merchantId } = await this.call<{ merchantId: string }>(
      'POST',
      `organisations/${organisationId}/merchants`,
      {
        name,
      },
    );
    return this.createStoreOf(merchantId, name, settings);
  }

  createStoreOf(merchantId: string, name: string, settings: object = {}): Promise<Store> {
    return this.call('POST', `merchants/${merchantId}/stores`, { name, ...settings });
  }

  createPos(storeId: string, reference: string): Promise<CreatedPos> {
    return this.call('POST', `stores/${storeId}/points-of-sale`, { name: reference, reference });
  }

  async deregister(posId: string): Promise<void> {
    await this.call('DELETE', `points-of-sale/${posId}`);
  }

  createDevice(storeId: string, name: string): Promise<CreatedDevice> {
    return this.call('POST', `stores/${storeId}/devices`, { name });
  }

  createApiClient(standing: Partial<ApiClient> & Pick<ApiClient, 'role' | 'organisationId'>): Promise<MadeApiClient> {
    return this.call('POST', '/auth/v1/api-clients', { name: 'Program', ...standing });
  }

  createActivationCode(deviceId: string, role: 'ACTIVE' | 'STANDBY'): Promise<Activation> {
    return this.call('POST', `devices/${deviceId}/activation-codes`, { role });
  }

  device(deviceId: string): Promise<DeviceWithHardware> {
    return this.call('GET', `devices/${deviceId}`);
  }

  /** @param path below `/registry/v1`, or from the root when it begins with a slash. @throws Error with status and body when it is refused */
  async call<T>(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const token = await this.token();
    const answer = await fetch(`${this.origin}${path.startsWith('/') ? path : `/registry/v1/${path}`}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async token(): Promise<string> {
    return (this.#token ??= await this.#signIn());
  }

  async #signIn(): Promise<string> {
    const basic = Buffer.from(`${this.clientId}:${this.key}`).toString('base64');
    for (;;) {
      const answer = await fetch(`${this.origin}/oauth2/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${basic}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'registry' }),
      });
      const text = await answer.text();
      if (answer.ok) return (JSON.parse(text) as { access_token: string }).access_token;
      if (answer.status !== 429) throw new Error(`no token for ${this.clientId}: ${answer.status} ${text}`);
      await pause(1_000);
    }
  }
}
