import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '@ppaas/contracts';
import { DeviceTill } from '../harness/device-till.ts';
import { Operator } from '../harness/operator.ts';
import type { Platform } from '../harness/platform.ts';
import { newEmail } from './places.ts';
import type { Store } from './places.ts';

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** How far an actor reaches; null = not narrowed. */
export interface Reach {
  readonly organisationId: string | null;
  readonly merchantId: string | null;
  readonly storeId: string | null;
  /** The only device, for POS software on one. */
  readonly deviceId: string | null;
}

/** Somebody who calls. */
export interface Actor {
  readonly name: string;
  /** What opens a route to it: a role, the token of a till (or a device's certificate), or nothing. */
  readonly shows: 'role' | 'till' | 'nothing';
  readonly role: Role | null;
  readonly isPerson: boolean;
  readonly reach: Reach;
  /** What its messages carry as InitiatingParty. */
  readonly saleId: string;
  call(method: string, path: string, body?: string, mediaType?: string): Promise<Reply>;
}

const EVERYWHERE: Reach = { organisationId: null, merchantId: null, storeId: null, deviceId: null };
const PASSWORD = 'correct horse battery staple';

const TRIES = 10;

/** A stream of events has no end: what it says first is enough. */
async function textOf(answer: Response): Promise<string> {
  if (answer.headers.get('content-type')?.startsWith('text/event-stream') !== true) return answer.text();
  for await (const first of answer.body ?? []) return Buffer.from(first).toString();
  return '';
}

/** A machine that is short of breath answers 503, which says that nothing was started: asked again, as clients do. */
async function send(url: string, method: string, headers: Record<string, string>, body?: string): Promise<Reply> {
  for (let left = TRIES; ; left -= 1) {
    const answer = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
    const reply = { status: answer.status, text: await textOf(answer) };
    if (reply.status !== 503 || left === 1) return reply;
    await pause(500);
  }
}

const over =
  (origin: string, headers: Record<string, string>): Actor['call'] =>
  (method, path, body, mediaType = 'application/json') =>
    send(`${origin}${path}`, method, { ...headers, ...(body !== undefined && { 'content-type': mediaType }) }, body);

/** Everybody who may call about a store: people of each role, programs, its till, its device, and nobody. */
export async function actorsOf(platform: Platform, operator: Operator, store: Store): Promise<Actor[]> {
  const { organisationId, merchantId, storeId, till, terminal } = store;
  const inOrganisation = { ...EVERYWHERE, organisationId };
  const people: readonly [Role, Reach][] = [
    ['platform-admin', EVERYWHERE],
    ['organisation-admin', inOrganisation],
    ['merchant-admin', { ...inOrganisation, merchantId }],
    ['store-admin', { ...inOrganisation, merchantId, storeId }],
    ['support', inOrganisation],
  ];
  const { origin } = platform;
  const bearer = (token: string): Actor['call'] => over(origin, { authorization: `Bearer ${token}` });
  const none = { shows: 'nothing', role: null, isPerson: false, reach: EVERYWHERE, saleId: 'nobody' } as const;
  const inStore = { ...none, shows: 'till', reach: { ...inOrganisation, merchantId, storeId } } as const;
  const device = new DeviceTill(platform, terminal.certificate);
  const signedIn: Actor[] = [];
  for (const [role, reach] of people) signedIn.push(await person(platform, operator, role, reach));
  return [
    ...signedIn,
    {
      ...none,
      name: 'program of the platform',
      shows: 'role',
      role: 'platform-admin',
      call: bearer(await operator.token()),
    },
    await program(platform, operator, 'organisation-admin', inOrganisation),
    await program(platform, operator, 'store-admin', { ...inOrganisation, merchantId, storeId }),
    { ...inStore, name: 'till', saleId: till.saleId, call: bearer(await till.token()) },
    {
      ...{ ...inStore, name: 'device', saleId: terminal.deviceId },
      reach: { ...inStore.reach, deviceId: terminal.deviceId },
      call: (method, path, body) => device.call(method, path, body),
    },
    { ...none, name: 'nobody', call: over(origin, {}) },
  ];
}

/** Invited, with a password, signed in just now. */
export async function person(platform: Platform, operator: Operator, role: Role, reach: Reach): Promise<Actor> {
  const { origin } = platform;
  const { organisationId, merchantId, storeId } = reach;
  const [email, own] = [newEmail(), { origin }];
  const scope = { organisationId, merchantId, storeIds: storeId === null ? null : [storeId] };
  await operator.call('POST', '/auth/v1/users', { ...scope, role, email, name: 'Ann Example' });
  const { items } = await operator.call<{ items: { to: string; text: string }[] }>('GET', '/auth/v1/mailbox');
  const token = /\/invite\/([\w-]+)/.exec(items.find(({ to }) => to === email)?.text ?? '')?.[1];
  const post = over(origin, own);
  const taken = await post('POST', '/auth/v1/links/use', JSON.stringify({ token, newPassword: PASSWORD }));
  if (taken.status !== 204) throw new Error(`the invitation was not taken: ${taken.text}`);
  const organisation = organisationId === null ? 'platform' : await domainOf(operator, organisationId);
  const signedIn = await fetch(`${origin}/auth/v1/sign-in`, {
    method: 'POST',
    headers: { ...own, 'content-type': 'application/json' },
    body: JSON.stringify({ organisation, email, password: PASSWORD }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`${role} is not signed in: ${await signedIn.text()}`);
  const who = await fetch(`${origin}/auth/v1/sign-in`, { headers: { cookie } });
  const { csrfToken } = (await who.json()) as { csrfToken: string };
  const call = over(origin, { ...own, cookie, 'x-csrf-token': csrfToken });
  return { name: role, shows: 'role', role, isPerson: true, reach, saleId: 'nobody', call };
}

const domainOf = async (operator: Operator, organisationId: string): Promise<string> =>
  (await operator.call<{ domain: string }>('GET', `organisations/${organisationId}`)).domain;

/** With client credentials of a role. */
async function program({ origin }: Platform, operator: Operator, role: Role, reach: Reach): Promise<Actor> {
  const { organisationId, merchantId, storeId } = reach;
  const scope = { organisationId, merchantId, storeIds: storeId === null ? null : [storeId] };
  const { clientId, clientSecret } = await operator.createApiClient({ ...scope, role });
  const token = await new Operator(origin, clientSecret, clientId).token();
  const call = over(origin, { authorization: `Bearer ${token}` });
  return { name: `program, ${role}`, shows: 'role', role, isPerson: false, reach, saleId: 'nobody', call };
}
