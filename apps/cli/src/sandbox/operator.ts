import {
  activation,
  cell,
  createdDevice,
  createdPos,
  merchant,
  organisation,
  organisationCells,
  overview,
  pageOf,
  pointOfSale,
  portalUser,
  sandboxMails,
  store,
  tokenAnswer,
} from '@ppaas/contracts';
import type { OrganisationCells, ServicePulse } from '@ppaas/contracts';
import { z } from 'zod';
import { callJson, expectJson } from '../json-call.ts';
import { OPERATOR_CLIENT_ID, readSecret } from './secrets.ts';

/** An operator at the public API: client credentials with the scope `registry`, nothing that an operator could not do. */
export class Operator {
  readonly #origin: string;
  readonly #token: string;

  private constructor(origin: string, token: string) {
    this.#origin = origin;
    this.#token = token;
  }

  static async signIn(retailUrl: string, operatorKeyFile: string, id = OPERATOR_CLIENT_ID): Promise<Operator> {
    const basic = Buffer.from(`${id}:${readSecret(operatorKeyFile)}`).toString('base64');
    const answer = await fetch(`${retailUrl}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'registry' }),
      signal: AbortSignal.timeout(10_000),
    });
    if (answer.status !== 200) {
      throw new Error(`the operator got no token: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    }
    return new Operator(retailUrl, tokenAnswer.parse(await answer.json()).access_token);
  }

  async hasOrganisation(id: string): Promise<boolean> {
    const { status } = await callJson(this.#url(`organisations/${id}`), { token: this.#token });
    return status === 200;
  }

  /** Of the points of sale that a store still has, their Application IDs; none of a store that is gone. */
  async applicationIdsOf(storeId: string): Promise<readonly string[]> {
    const url = this.#url(`stores/${storeId}/points-of-sale?limit=100`);
    const { status, body } = await callJson(url, { token: this.#token });
    if (status === 404) return [];
    const { items } = pageOf(pointOfSale).parse(body);
    return items.filter((pos) => pos.status === 'ACTIVE').map(({ applicationId }) => applicationId);
  }

  async createOrganisation(name: string): Promise<z.infer<typeof organisation>> {
    const { organisationId } = await this.#post('organisations', organisation, { name });
    const path = `organisations/${organisationId}/subscriptions/retail-api`;
    return expectJson(this.#url(path), 200, organisation, {
      method: 'PUT',
      token: this.#token,
      body: { active: true },
    });
  }

  /** By its id or its domain. */
  async findOrganisation(named: string): Promise<z.infer<typeof organisation> | undefined> {
    let cursor: string | null = '';
    while (cursor !== null) {
      const query = cursor === '' ? '' : `?cursor=${cursor}`;
      const page: { items: z.infer<typeof organisation>[]; next: string | null } = await expectJson(
        this.#url(`organisations${query}`),
        200,
        pageOf(organisation),
        { token: this.#token },
      );
      const found = page.items.find(({ organisationId, domain }) => organisationId === named || domain === named);
      if (found !== undefined) return found;
      cursor = page.next;
    }
    return undefined;
  }

  /** New exchanges a second, in place of what the cell gives every organisation. It counts within two seconds. */
  async setQuota(organisationId: string, exchangesPerSecond: number): Promise<void> {
    const call = { method: 'PUT', token: this.#token, body: { exchangesPerSecond } } as const;
    await expectJson(this.#url(`organisations/${organisationId}/quota`), 200, organisation, call);
  }

  async cells(): Promise<readonly z.infer<typeof cell>[]> {
    return (await expectJson(this.#url('cells'), 200, pageOf(cell), { token: this.#token })).items;
  }

  /** The processes that are heard of, of all cells; null without Redis. @throws CliError when the cell's origin does not answer */
  async heardFrom({ retailUrl }: z.infer<typeof cell>): Promise<readonly ServicePulse[] | null> {
    const url = `${retailUrl ?? this.#origin}/operations/v1/overview`;
    return (await expectJson(url, 200, overview, { token: this.#token })).services;
  }

  async moveOrganisation(organisationId: string, to: string): Promise<void> {
    const call = { method: 'PUT', token: this.#token, body: { cell: to } } as const;
    await expectJson(this.#url(`organisations/${organisationId}/cell`), 200, organisation, call);
  }

  /** Where its devices are connected, and where its sales and its session calls run. */
  async cellsOf(organisationId: string): Promise<Record<'transaction' | 'session', OrganisationCells>> {
    const ask = (path: string): Promise<OrganisationCells> =>
      expectJson(`${this.#origin}/operations/v1/${path}/${organisationId}/cells`, 200, organisationCells, {
        token: this.#token,
      });
    const [transaction, session] = await Promise.all([ask('organisations'), ask('sessions/organisations')]);
    return { transaction, session };
  }

  /** Invites the person, who takes the invitation from the mailbox and chooses the password. */
  async createAdministrator(person: {
    readonly organisationId: string;
    readonly email: string;
    readonly password: string;
  }): Promise<void> {
    const { organisationId, email, password } = person;
    const url = (path: string): string => `${this.#origin}/auth/v1/${path}`;
    const body = { organisationId, email, name: 'Administrator', role: 'organisation-admin' };
    await expectJson(url('users'), 201, portalUser, { token: this.#token, body });
    const { items } = await expectJson(url('mailbox'), 200, sandboxMails);
    const token = /\/invite\/([\w-]+)/.exec(items.find(({ to }) => to === email)?.text ?? '')?.[1];
    const headers = { origin: this.#origin };
    await expectJson(url('links/use'), 204, z.undefined(), { headers, body: { token, newPassword: password } });
  }

  async createMerchant(organisationId: string, name: string): Promise<string> {
    return (await this.#post(`organisations/${organisationId}/merchants`, merchant, { name })).merchantId;
  }

  async createStore(merchantId: string, name: string): Promise<string> {
    return (await this.#post(`merchants/${merchantId}/stores`, store, { name })).storeId;
  }

  createPos(storeId: string, name: string, reference: string): Promise<z.infer<typeof createdPos>> {
    return this.#post(`stores/${storeId}/points-of-sale`, createdPos, { name, reference });
  }

  createDevice(storeId: string, name: string): Promise<z.infer<typeof createdDevice>> {
    return this.#post(`stores/${storeId}/devices`, createdDevice, { name });
  }

  /** A code with which a new piece of hardware may take the device's place. */
  createActivationCode(deviceId: string): Promise<z.infer<typeof activation>> {
    return this.#post(`devices/${encodeURIComponent(deviceId)}/activation-codes`, activation, {});
  }

  #post<T>(path: string, schema: z.ZodType<T>, body: unknown): Promise<T> {
    return expectJson(this.#url(path), 201, schema, { method: 'POST', token: this.#token, body });
  }

  #url(path: string): string {
    return `${this.#origin}/registry/v1/${path}`;
  }
}
