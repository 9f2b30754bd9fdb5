import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { PortalUser, SignedIn } from '@ppaas/contracts';
import { KafkaBus } from '@ppaas/messaging';
import { Database } from '@ppaas/service';
import { eventually } from '@ppaas/testing';
import { ISSUER, startAuth } from './auth.harness.ts';
import type { TestAuth } from './auth.harness.ts';
import { stepOf, totpCode } from './factor/totp.ts';

export const PASSWORD = 'correct horse battery staple';

/** Since `startPeople`. */
export let auth: TestAuth;
let operatorToken: string;
let addresses = 0;

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** A browser: keeps the cookie and says where it calls from, as browsers do. */
export class Browser {
  cookie: string | undefined;
  csrf: string | undefined;
  /** Another one each, so that one test's failures do not slow down the next. */
  readonly address = `198.51.100.${(addresses = (addresses + 1) % 250)}`;

  async call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { origin: ISSUER },
  ): Promise<Answer<Body>> {
    const response = await fetch(`${auth.origin}/auth/v1/${path}`, {
      method,
      headers: {
        'x-forwarded-for': this.address,
        ...(this.cookie === undefined ? {} : { cookie: `other=1; ${this.cookie}` }),
        ...(this.csrf === undefined ? {} : { 'x-csrf-token': this.csrf }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = response.headers.get('set-cookie');
    if (set !== null) this.cookie = set.split(';')[0];
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Body };
  }

  async signIn(user: TestUser, password = PASSWORD): Promise<Answer> {
    const { domain: organisation, email } = user;
    const answer = await this.call('POST', 'sign-in', { organisation, email, password });
    if (answer.body['step'] === 'SIGNED_IN') await this.who();
    return answer;
  }

  async secondFactor(shown: object): Promise<Answer> {
    const answer = await this.call('POST', 'sign-in/second-factor', shown);
    if (answer.status === 200) await this.who();
    return answer;
  }

  async who(): Promise<Answer<SignedIn>> {
    const answer = await this.call<SignedIn>('GET', 'sign-in');
    if (answer.status === 200) this.csrf = answer.body.csrfToken;
    return answer;
  }
}

export interface TestUser {
  readonly userId: string;
  readonly organisationId: string;
  readonly domain: string;
  readonly email: string;
}

export async function asOperator<Body>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
  return new Browser().call<Body>(method, path, body, { authorization: `Bearer ${operatorToken}` });
}

export async function newOrganisation(): Promise<{ organisationId: string; domain: string }> {
  const organisationId = randomUUID();
  const domain = `org-${organisationId.slice(0, 8)}`;
  const data = { tenantId: organisationId, name: 'Acme', domain, status: 'ACTIVE', retailApi: true, cell: auth.cell, version: 1 } as const; // prettier-ignore
  await auth.app
    .get(KafkaBus)
    .publish([{ topic: 'registryEvents', type: 'OrganisationChanged', key: organisationId, data }]);
  const rows = (): Promise<unknown[]> =>
    auth.app.get(Database).query('select 1 from organisation where tenant_id = $1', [organisationId]);
  await eventually('the organisation is known', async () => ((await rows()).length > 0 ? true : undefined));
  return { organisationId, domain };
}

/** The link in the newest mail to a person. */
export async function mailedToken(email: string): Promise<string> {
  return eventually(`a mail to ${email}`, async () => {
    const { body } = await new Browser().call<{ items: { to: string; text: string }[] }>('GET', 'mailbox');
    const mail = body.items.find(({ to }) => to === email);
    return mail && /\/(?:invite|reset)\/([\w-]+)/.exec(mail.text)?.[1];
  });
}

export const aPerson = (organisationId: string | null, role: string, more: object = {}) => ({
  ...{ organisationId, role, name: 'Ann Example', ...more },
  email: `ann-${randomUUID().slice(0, 8)}@shop.example`,
});

/** Invited by an operator, with a password. */
export async function newUser(role = 'organisation-admin', more: object = {}, of?: TestUser): Promise<TestUser> {
  const { organisationId, domain } = of ?? (await newOrganisation());
  const { status, body } = await asOperator<PortalUser>('POST', 'users', aPerson(organisationId, role, more));
  expect(status).toBe(201);
  expect(body).toMatchObject({ status: 'INVITED', role });
  const taken = await new Browser().call('POST', 'links/use', {
    token: await mailedToken(body.email),
    newPassword: PASSWORD,
  });
  expect(taken.status).toBe(204);
  return { userId: body.userId, organisationId, domain, email: body.email };
}

export async function signedIn(user: TestUser): Promise<Browser> {
  const browser = new Browser();
  expect(await browser.signIn(user)).toMatchObject({ status: 200, body: { step: 'SIGNED_IN' } });
  return browser;
}

export const code = (secret: string, shift = 0): string => totpCode(fromBase32(secret), stepOf(new Date()) + shift);

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)
      ?.map((byte) => parseInt(byte, 2)) ?? [],
  );
}

/** With an authenticator. */
export async function withFactor(
  user: TestUser,
): Promise<{ browser: Browser; secret: string; recoveryCodes: string[] }> {
  const browser = await signedIn(user);
  const { body } = await browser.call<{ secret: string; uri: string }>('POST', 'account/second-factor');
  expect(body.uri).toContain(`secret=${body.secret}`);
  const confirmed = await browser.call<{ recoveryCodes: string[] }>('POST', 'account/second-factor/confirmation', {
    code: code(body.secret),
  });
  expect(confirmed.status).toBe(200);
  return { browser, secret: body.secret, recoveryCodes: confirmed.body.recoveryCodes };
}

export const forgetSteps = (user: TestUser): Promise<unknown> =>
  auth.app.get(Database).query('update portal_user set totp_last_step = null where user_id = $1', [user.userId]);

/** Starts the service, with a mailbox and an operator. */
export async function startPeople(): Promise<void> {
  auth = await startAuth({ MAILBOX: 'true', SIGN_INS_PER_MINUTE: '40' });
  const { clientId, clientKey } = auth.operator;
  const answer = await fetch(`${auth.origin}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientKey }),
  });
  operatorToken = ((await answer.json()) as { access_token: string }).access_token;
}
