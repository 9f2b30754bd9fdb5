import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Organisation, SandboxMail, Store } from '@ppaas/contracts';
import { ROOT } from './child.ts';
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

/** The platform with the portal, as a sandbox has it. @param options such as a simulator, or the real times for a person */
export function startPortal(
  name: string,
  options: Pick<PlatformOptions, 'simulators' | 'timeScale' | 'twice'> = { simulators: 0 },
): Promise<Platform> {
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
  const email = `ann-${randomBytes(4).toString('hex')}@shop.example`;
  const person = {
    organisationId: organisation.organisationId,
    email,
    name: 'Ann Example',
    role: 'organisation-admin',
  };
  await operator.call('POST', '/auth/v1/users', person);
  const password = 'correct horse battery staple';
  await takeLink(platform, operator, email, password);
  return { organisation, store, email, password };
}

async function takeLink(platform: Platform, operator: Operator, email: string, newPassword: string): Promise<void> {
  const { items } = await operator.call<{ items: SandboxMail[] }>('GET', '/auth/v1/mailbox');
  const token = /\/invite\/([\w-]+)/.exec(items.find(({ to }) => to === email)?.text ?? '')?.[1];
  const answer = await fetch(`${platform.origin}/auth/v1/links/use`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: platform.origin },
    body: JSON.stringify({ token, newPassword }),
  });
  if (answer.status !== 204) throw new Error(`the invitation was not taken: ${answer.status} ${await answer.text()}`);
}

/** Fills the sign-in in, and sends it. */
export async function signIn(page: WatchedPage, origin: string, who: Administrator): Promise<void> {
  await page.goto(`${origin}/`);
  await page.getByLabel('User domain').fill(who.organisation.domain);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
