import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import type { Organisation, Role, SandboxMail, Store } from '@ppaas/contracts';
import type { Browser } from 'playwright-core';
import { ROOT } from './child.ts';
import { launchBrowser } from './browser.ts';
import type { WatchedPage } from './browser.ts';
import type { Operator } from './operator.ts';
import { Platform } from './platform.ts';
import type { PlatformOptions } from './platform.ts';

/** An administrator of an organisation with one store. */
export interface Administrator {
  readonly organisation: Organisation;
  readonly store: Store;
  readonly email: string;
  readonly password: string;
}

type PortalOptions = Pick<PlatformOptions, 'simulators' | 'timeScale' | 'twice'>;

/** What a spec of the portal has for all its tests: a platform with the portal, and a browser. */
export interface OpenPortal {
  readonly platform: Platform;
  readonly browser: Browser;
}

/** Opens both before the tests of a file and closes them after; read from it within tests only. */
export function usePortal(name: string, options?: PortalOptions): OpenPortal {
  let opened: { platform: Platform; browser?: Browser } | undefined;
  beforeAll(async () => {
    opened = { platform: await startPortal(name, options) };
    opened.browser = await launchBrowser();
  }, 240_000);
  afterAll(async () => {
    await opened?.browser?.close();
    await opened?.platform.stop();
  }, 60_000);
  const there = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('the portal is open within tests only');
    return part;
  };
  return {
    get platform() {
      return there(opened?.platform);
    },
    get browser() {
      return there(opened?.browser);
    },
  };
}

/** The platform with the portal, as a sandbox has it. @param options such as a simulator, or the real times for a person */
export function startPortal(name: string, options: PortalOptions = { simulators: 0 }): Promise<Platform> {
  const environment = {
    PORTAL_DIR: join(ROOT, 'apps/portal/dist/site'),
    SANDBOX: 'true',
    MAILBOX: 'true',
    SIGN_INS_PER_MINUTE: '1000',
  };
  return Platform.start({ name, environment, ...options });
}

export async function newAdministrator(platform: Platform): Promise<Administrator> {
  const operator = platform.operator();
  const organisation = await operator.createOrganisation('Acme Acquiring');
  const store = await operator.createStore(organisation.organisationId, 'High Street');
  return { organisation, store, ...(await newPerson(platform, organisation.organisationId, 'organisation-admin')) };
}

/** Somebody who has taken the invitation. @param organisationId null: one of the platform's own people */
export async function newPerson(
  platform: Platform,
  organisationId: string | null,
  role: Role,
): Promise<Pick<Administrator, 'email' | 'password'>> {
  const operator = platform.operator();
  const email = `ann-${randomBytes(4).toString('hex')}@shop.example`;
  await operator.call('POST', '/auth/v1/users', { organisationId, email, name: 'Ann Example', role });
  const password = 'correct horse battery staple';
  await takeLink(platform, operator, email, password);
  return { email, password };
}

/** What the link of an invitation ends with, which nobody has taken yet. */
export async function newInvitation(platform: Platform, organisationId: string): Promise<string> {
  const operator = platform.operator();
  const email = `ben-${randomBytes(4).toString('hex')}@shop.example`;
  await operator.call('POST', '/auth/v1/users', { organisationId, email, name: 'Ben Example', role: 'support' });
  return (await invitationOf(operator, email)) ?? '';
}

async function invitationOf(operator: Operator, email: string): Promise<string | undefined> {
  const { items } = await operator.call<{ items: SandboxMail[] }>('GET', '/auth/v1/mailbox');
  return /\/invite\/([\w-]+)/.exec(items.find(({ to }) => to === email)?.text ?? '')?.[1];
}

async function takeLink(platform: Platform, operator: Operator, email: string, newPassword: string): Promise<void> {
  const token = await invitationOf(operator, email);
  const answer = await fetch(`${platform.origin}/auth/v1/links/use`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: platform.origin },
    body: JSON.stringify({ token, newPassword }),
  });
  if (answer.status !== 204) throw new Error(`the invitation was not taken: ${answer.status} ${await answer.text()}`);
}

/** Fills the sign-in in, and sends it. */
export async function signIn(
  page: WatchedPage,
  origin: string,
  who: Pick<Administrator, 'email' | 'password'> & { readonly organisation: Pick<Organisation, 'domain'> },
): Promise<void> {
  await page.goto(`${origin}/`);
  await page.getByLabel('User domain').fill(who.organisation.domain);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
