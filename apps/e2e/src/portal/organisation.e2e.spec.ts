import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { PLATFORM_DOMAIN } from '@ppaas/contracts';
import type { Store } from '@ppaas/contracts';
import { eventually } from '@ppaas/testing';
import type { Request } from 'playwright-core';
import {
  clipboardOf,
  describeInBrowser,
  expectNoBarriers,
  expectNothingSmall,
  focusOf,
  newPage,
} from '../harness/browser.ts';
import type { WatchedPage } from '../harness/browser.ts';
import { Operator } from '../harness/operator.ts';
import { newAdministrator, newPerson, signIn, usePortal } from '../harness/portal.ts';
import type { Administrator } from '../harness/portal.ts';

const portal = usePortal('portal-organisation');

async function signedIn(who: Administrator, options: Parameters<typeof newPage>[1] = {}): Promise<WatchedPage> {
  const page = await newPage(portal.browser, options);
  await signIn(page, portal.platform.origin, who);
  await page.getByRole('heading', { name: 'Stores' }).waitFor();
  return page;
}

const goTo = (page: WatchedPage, path: string): Promise<unknown> => page.goto(`${portal.platform.origin}${path}`);

/** Types a part of a name, and takes what is found. */
async function choose(page: WatchedPage, label: string, part: string, name: string): Promise<void> {
  const where = page.getByRole('dialog');
  const field = where.getByRole('combobox', { name: label, exact: true });
  await field.fill(part);
  await where.getByRole('option', { name }).waitFor();
  await expectNoBarriers(page);
  await where.getByRole('option', { name }).click();
  await field.and(where.getByRole('combobox', { expanded: false })).waitFor();
}

/** Stores beside the one that is there, without the events that nobody reads here. */
const manyStores = ({ storeId }: Store, count: number): Promise<unknown> =>
  portal.platform.rows(
    'registry',
    `insert into store (store_id, merchant_id, tenant_id, name, session_policy)
     select gen_random_uuid(), merchant_id, tenant_id, 'Kiosk ' || n, 'IMPLICIT' from store, generate_series(1, $2) as n where store_id = $1`,
    [storeId, count],
  );

describeInBrowser('a list', () => {
  it('is paged, counted, sorted and narrowed by its address, drawn where it is seen, and had as CSV', async () => {
    const who = await newAdministrator(portal.platform);
    await manyStores(who.store, 230);
    const page = await signedIn(who);
    await page.getByText('50 shown, there are more').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('100 shown, there are more').waitFor();

    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await page.getByText('231 in all').waitFor();
    expect(new URL(page.url()).searchParams.get('sort')).toBe('-name');
    await page.getByRole('row').nth(1).getByText('Kiosk 230').waitFor();
    const table = page.getByRole('table', { name: 'Stores' });
    expect(await table.getAttribute('aria-rowcount')).toBe('232');
    expect(await table.getByRole('row').count()).toBeLessThan(100);
    await expectNoBarriers(page);
    await page.mouse.wheel(0, 20_000);
    await page.getByRole('rowheader', { name: 'High Street' }).waitFor();

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(232);
    expect(lines[0]).toBe('\uFEFFName,Reference,Merchant,Points of sale,Devices online,Sales today');

    await page.getByRole('searchbox', { name: 'Name or reference' }).fill('high');
    await page.getByText('1 in all').waitFor();
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await choose(page, 'Value', 'high', 'High Street');
    await page.getByRole('button', { name: 'Apply' }).click();
    const chip = page.getByRole('button', { name: 'Remove filter Merchant: High Street' });
    await chip.waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByText('1 in all').waitFor();
    await page.getByRole('searchbox', { name: 'Name or reference' }).fill('nothing at all');
    await page.getByText('Nothing here is like that').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await chip.waitFor({ state: 'detached' });
    expect(page.complaints).toEqual([]);
  }, 120_000);

  it('that could not be had says why, what to quote, and asks again', async () => {
    const who = await newAdministrator(portal.platform);
    const page = await signedIn(who);
    const problem = { status: 503, code: 'platform.unavailable', title: 'x', type: 'about:blank' };
    await page.route('**/points-of-sale*', (route) => {
      if (!route.request().url().includes('/registry/')) return route.continue();
      const headers = { 'content-type': 'application/problem+json', 'x-request-id': 'trace-4711' };
      return route.fulfill({ status: 503, headers, body: JSON.stringify(problem) });
    });
    await goTo(page, `/stores/${who.store.storeId}/points-of-sale`);
    await page.getByText('trace-4711').waitFor();
    await page.unrouteAll();
    await page.route('**/sales-today*', (route) => route.abort());
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Each gets an Application ID and a Key of its own').waitFor();
    // What another service does not say is not known, and keeps back nothing of the list.
    await goTo(page, '/stores');
    await page.getByRole('row').filter({ hasText: who.store.name }).getByText('not known now').waitFor();

    // Nor does it seem done when nobody was signed out.
    await page.route('**/auth/v1/sign-in', (route) => route.abort());
    await page.getByRole('button', { name: 'Account of Ann Example' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('alert').getByText('The platform cannot be reached').waitFor();
  }, 60_000);
});

describeInBrowser('an administrator of an organisation', () => {
  it('adds a merchant once however often it is clicked, renames it, and gives it a store', async () => {
    const who = await newAdministrator(portal.platform);
    const page = await signedIn(who);
    await page.getByRole('link', { name: 'Organisation' }).click();
    await page.getByRole('button', { name: 'Add merchant' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Corner Bakery');
    await page.getByRole('button', { name: 'Save' }).dblclick();
    await page.getByRole('rowheader', { name: 'Corner Bakery' }).waitFor();
    await page.getByText('2 in all').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Corner Bakery' });
    await row.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Corner Patisserie');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('rowheader', { name: 'Corner Patisserie' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'Patisserie' }).getByRole('link', { name: 'Add store' }).click();
    await page.getByRole('heading', { name: 'New store' }).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Name: Required');
    expect(await focusOf(page)).toMatchObject({ role: 'alert' });
    await page.getByRole('textbox', { name: 'Name' }).fill('Station');
    await page.getByLabel('Time zone').selectOption('Europe/Paris');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Station' }).waitFor();
    await page.getByRole('tab', { name: 'Settings' }).click();
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Paris');
    expect(page.complaints).toEqual([]);
  }, 90_000);

  it('turns the Retail API off for a merchant, and sees what that means for its stores', async () => {
    const who = await newAdministrator(portal.platform);
    await manyStores(who.store, 60);
    const page = await signedIn(who);
    await goTo(page, '/organisation/subscriptions');
    const stores = page.getByRole('table', { name: 'Subscriptions of stores' });
    await stores.getByText('On', { exact: true }).first().waitFor();
    // One of more than a page is found, and the list beside it is left as it is.
    await page.getByRole('searchbox', { name: 'Name or reference' }).fill('kiosk 59');
    await stores.getByRole('rowheader', { name: 'Kiosk 59' }).waitFor();
    await stores.getByRole('rowheader', { name: 'High Street' }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('stores.q')).toBe('kiosk 59');
    expect(await page.title()).toMatch(/^Subscriptions · .* · PPaaS$/);
    const merchants = page.getByRole('table', { name: 'Subscriptions of merchants' });
    await merchants.getByRole('button', { name: 'Turn off for High Street' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('gets refused at its next request').waitFor();
    await dialog.getByRole('button', { name: 'Turn off' }).click();
    await stores.getByText('Off with High Street').waitFor();
    await page.getByRole('tab', { name: 'Settings' }).click();
    const quota = page.getByRole('textbox', { name: 'New requests a second' });
    await quota.waitFor();
    expect([await quota.inputValue(), await quota.isEditable()]).toEqual(['As for every organisation', false]);
    expect(page.complaints).toEqual([]);
  }, 60_000);

  it('invites people within the own reach, deactivates them, and finds both in a trail that holds', async () => {
    const who = await newAdministrator(portal.platform);
    const page = await signedIn(who);
    await goTo(page, '/organisation/users');
    await page.getByRole('button', { name: 'Change Ann Example' }).click();
    await page.getByText('Nobody changes the own role and reach').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Invite a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite a person' });
    expect(await dialog.getByLabel('Role').locator('option').allInnerTexts()).not.toContain('Platform administrator');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Ben Example');
    await dialog.getByLabel('E-mail').fill('ben@shop.example');
    await dialog.getByLabel('Role').selectOption('Store administrator');
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await dialog.getByText('Merchant: Required').waitFor();
    await choose(page, 'Merchant', 'high', 'High Street');
    await choose(page, 'Stores', 'street', 'High Street');
    await dialog.getByRole('button', { name: 'Remove High Street' }).waitFor();
    const asked: string[] = [];
    page.once('dialog', (question) => {
      asked.push(question.message());
      void question.dismiss();
    });
    await page.keyboard.press('Escape');
    expect(asked).toEqual(['Leave without saving?']);
    await dialog.getByRole('button', { name: 'Invite', exact: true }).dblclick();
    await page.getByText('High Street: 1 store').waitFor();
    await page.getByText('2 in all').waitFor();
    await goTo(page, '/organisation/users?status=INVITED&q=ben');
    await page.getByRole('button', { name: 'Remove filter State: Invited' }).waitFor();
    await page.getByText('1 in all').waitFor();
    await page.getByRole('button', { name: 'Change Ann Example' }).waitFor({ state: 'detached' });
    await page.route('**/invitations', (route) => route.abort());
    await page.getByRole('button', { name: 'Invite again' }).click();
    await page.getByRole('alert').getByText('The platform cannot be reached').waitFor();
    await expectNoBarriers(page);
    await page.unrouteAll();
    await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Invite again' }).click();
    await page.getByText('Another invitation is on its way to ben@shop.example').waitFor();
    await portal.platform.rows('auth', `update portal_user set totp_sealed = 'x' where name = 'Ben Example'`);
    await page.reload();
    await page.getByRole('button', { name: 'Remove the authenticator of Ben Example' }).click();
    await page.getByRole('dialog').getByText('the recovery codes are void').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the authenticator' }).click();
    await page.getByRole('button', { name: 'Remove the authenticator of Ben Example' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Deactivate Ben Example' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText('Nothing here is like that').waitFor();

    await page.getByRole('tab', { name: 'Audit log' }).click();
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText(/It holds: \d+ entries/).waitFor();
    const headers = page.getByRole('columnheader');
    expect(await headers.filter({ has: page.getByRole('button') }).allInnerTexts()).toEqual(['When']);
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByLabel('Filter by').selectOption('Action');
    await page.getByLabel('Value').fill('user.');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('user.removed').waitFor();
    expect(page.complaints).toEqual([]);
  }, 90_000);

  it('gives a program client credentials of a role, with which it does the same, and revokes them', async () => {
    const who = await newAdministrator(portal.platform);
    const { origin } = portal.platform;
    const page = await signedIn(who);
    await goTo(page, '/organisation/api-clients');
    await page.getByText('gets its own credentials here').waitFor();
    await page.getByRole('button', { name: 'Add API client' }).click();
    const dialog = page.getByRole('dialog', { name: 'New API client' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Till roll-out');
    await dialog.getByLabel('Role').selectOption('Store administrator');
    await choose(page, 'Merchant', 'high', 'High Street');
    await choose(page, 'Stores', 'street', 'High Street');
    await dialog.getByRole('button', { name: 'Make credentials' }).dblclick();
    const shown = page.getByRole('dialog', { name: 'Till roll-out' });
    await shown.getByText('The secret is not shown again').waitFor();
    await expectNoBarriers(page);
    await shown.getByRole('button', { name: 'Copy Client ID', exact: true }).click();
    const clientId = await clipboardOf(page);
    await shown.getByRole('button', { name: 'Copy Client secret' }).click();
    const program = new Operator(origin, await clipboardOf(page), clientId);
    await shown.getByRole('button', { name: 'Done' }).click();
    await page.getByText('1 in all').waitFor();

    const pos = await program.createPos(who.store.storeId, 'T-7');
    await expect(program.createOrganisation('Mine')).rejects.toThrow('role.missing');
    await page.reload();
    await page.getByText('127.0.0.1').waitFor();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Revoke Till roll-out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('gets its own credentials here').waitFor();
    await eventually('its token is refused', () =>
      program.deregister(pos.posId).then(
        () => undefined,
        (error: Error) => (error.message.includes('token.revoked') ? true : undefined),
      ),
    );
    expect(page.complaints).toEqual([]);
  }, 60_000);

  it('of the platform chooses an organisation first', async () => {
    const who = await newAdministrator(portal.platform);
    const mine = await newPerson(portal.platform, null, 'platform-admin');
    const page = await newPage(portal.browser);
    await signIn(page, portal.platform.origin, { ...mine, organisation: { domain: PLATFORM_DOMAIN } });
    await page.getByRole('link', { name: 'Organisation' }).click();
    await page.getByRole('heading', { name: 'Organisations' }).waitFor();
    await page.getByRole('link', { name: who.organisation.name }).first().waitFor();
    await expectNoBarriers(page);
    await goTo(page, `/organisation/users?organisation=${who.organisation.organisationId}`);
    await page.getByText(who.email).waitFor();
    await page.getByRole('tab', { name: 'Settings' }).click();
    const quota = page.getByRole('textbox', { name: 'New requests a second' });
    await quota.fill('1000000');
    await quota.press('Enter');
    await page.getByRole('alert').getByText('New requests a second').waitFor();
    await quota.fill('50');
    await quota.press('Enter');
    await page.getByText('Saved').waitFor();
    expect(await quota.inputValue()).toBe('50');
    await page.getByRole('navigation', { name: 'Where this is' }).getByRole('link', { name: 'Organisations' }).click();
    await page.getByRole('button', { name: 'Add organisation' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Zeta');
    await page.getByRole('button', { name: 'Save' }).dblclick();
    await page.getByRole('link', { name: 'Zeta' }).waitFor();
    expect(page.complaints).toEqual([]);
  }, 60_000);
});

describeInBrowser('a form', () => {
  it('shows both versions when somebody else was faster, and asks before changes are left', async () => {
    const who = await newAdministrator(portal.platform);
    const [mine, theirs] = [await signedIn(who), await signedIn(who)];
    const path = `/stores/${who.store.storeId}/settings`;
    for (const page of [mine, theirs]) {
      await goTo(page, path);
      await page.getByRole('textbox', { name: 'Name' }).waitFor();
      await page.getByText('live', { exact: true }).waitFor();
    }
    // Where nothing was typed, theirs would be taken up by itself.
    await mine.getByLabel('Reference').fill('MS-1');
    await theirs.getByRole('textbox', { name: 'Name' }).fill('Main Street');
    await theirs.getByRole('button', { name: 'Save' }).click();
    await theirs.getByText('Saved').waitFor();
    const isRead = (request: Request): boolean => request.method() === 'GET';
    await mine.route(`**/stores/${who.store.storeId}`, (route) => (isRead(route.request()) ? route.abort() : route.continue())); // prettier-ignore
    await mine.getByRole('button', { name: 'Save' }).click();
    await mine.locator('form').getByRole('alert').getByText('The platform cannot be reached').waitFor();
    await mine.unrouteAll();
    await mine.getByRole('button', { name: 'Save' }).click();
    const conflict = mine.getByRole('alert').filter({ hasText: 'Somebody else has changed it meanwhile' });
    await conflict.getByRole('row', { name: 'Name High Street Main Street' }).waitFor();
    await conflict.getByRole('row', { name: 'Reference MS-1' }).waitFor();
    await expectNoBarriers(mine);
    await conflict.getByRole('button', { name: 'Take theirs' }).click();
    expect(await mine.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Main Street');
    await mine.getByLabel('Reference').fill('MS-2');
    await mine.getByRole('button', { name: 'Save' }).click();
    await mine.getByText('Saved').waitFor();

    const asked: string[] = [];
    mine.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    // What leads to another place of the page leaves nothing.
    await mine.getByRole('textbox', { name: 'Name' }).fill('');
    await mine.getByRole('button', { name: 'Save' }).click();
    await mine.getByRole('alert').getByRole('link', { name: 'Name' }).click();
    await mine.getByRole('textbox', { name: 'Name' }).and(mine.locator(':focus')).waitFor();
    await mine.keyboard.type('Half written');
    await mine.getByRole('link', { name: 'Skip to the content' }).press('Enter');
    await mine.locator('main:focus').waitFor();
    expect(asked).toEqual([]);
    await mine.getByRole('link', { name: 'Stores' }).first().click();
    await mine.getByRole('textbox', { name: 'Name' }).waitFor();
    expect(asked).toEqual(['Leave without saving?']);
    expect(await mine.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Half written');
    expect([...mine.complaints, ...theirs.complaints]).toEqual([]);
  }, 90_000);
});

describeInBrowser('the frame', () => {
  it('leads by Ctrl-K and the arrow keys to what is called so', async () => {
    const who = await newAdministrator(portal.platform);
    const operator = portal.platform.operator();
    const pos = await operator.createPos(who.store.storeId, 'TILL-77');
    const page = await signedIn(who);
    await page.getByRole('button', { name: 'Account of Ann Example' }).click();
    for (let item = 0; item < 2; item++) await page.keyboard.press('Tab');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search' }).fill('till');
    await page.getByRole('option', { name: 'TILL-77' }).waitFor();
    await expectNoBarriers(page);
    await page.getByRole('combobox', { name: 'Search' }).fill('t');
    await page.getByRole('option', { name: 'High Street Store' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'TILL-77' }).waitFor();
    expect(page.url()).toContain(pos.posId);
    const other = await operator.createStoreOf(who.store.merchantId, 'Side Street');
    await goTo(page, `/stores/${other.storeId}/points-of-sale/${pos.posId}`);
    await page.getByText('It is not there, or not within your reach.').waitFor();
    expect(await page.getByText('TILL-77').count()).toBe(0);
    expect(page.complaints).toEqual([]);
  }, 60_000);

  it('has nothing on a tablet that a finger would miss, and folds', async () => {
    const who = await newAdministrator(portal.platform);
    await portal.platform.operator().createPos(who.store.storeId, 'TILL-1');
    const page = await signedIn(who, { viewport: { width: 834, height: 1_112 } });
    await page.getByRole('button', { name: 'Navigation' }).click();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Organisation' }).click();
    await page.getByRole('button', { name: 'Add merchant' }).waitFor();
    const store = `/stores/${who.store.storeId}`;
    for (const path of [
      ...['/stores', `${store}/points-of-sale`, `${store}/settings`, '/stores/new'],
      ...['/organisation/merchants', '/organisation/users', '/organisation/audit', '/account'],
    ]) {
      await goTo(page, path);
      await page.getByRole('main').getByRole('button').first().waitFor();
      await expectNothingSmall(page);
    }
    await goTo(page, '/organisation/subscriptions');
    await page.getByRole('button', { name: 'Turn off for High Street' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).waitFor();
    await expectNothingSmall(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.setViewportSize({ width: 400, height: 800 });
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('combobox', { name: 'Search' }).waitFor();
    expect(page.complaints).toEqual([]);
  }, 90_000);
});

describeInBrowser('Try it', () => {
  it('runs as it stands, and what was seen of it turns green', async () => {
    const who = await newAdministrator(portal.platform);
    const page = await signedIn(who);
    await goTo(page, `/stores/${who.store.storeId}/points-of-sale/new`);
    await page.getByRole('textbox', { name: 'Name' }).fill('Till 1');
    await page.getByLabel('Reference').fill('TILL-1');
    await page.getByRole('button', { name: 'Save' }).dblclick();
    await page.getByText('It got a token: not yet').waitFor();
    await page.getByRole('button', { name: 'Copy curl' }).click();
    const { stdout } = await promisify(execFile)('bash', ['-c', await clipboardOf(page)]);
    expect(stdout).toContain(`"storeId":"${who.store.storeId}"`);
    await page.getByText('It got a token', { exact: true }).waitFor();
    await page.getByText('It listed the devices of its store', { exact: true }).waitFor();
    await page.getByText('It made a sale: not yet').waitFor();
    await page.getByRole('tab', { name: '.env' }).click();
    const env = page.getByRole('region', { name: '.env' });
    await env.getByText('SALE_ID="TILL-1"').waitFor();
    expect(await env.innerText()).toMatch(/^APPLICATION_KEY=•+$/m);
    await page.getByRole('button', { name: 'View Key' }).click();
    const key = await page.getByLabel('Key', { exact: true }).inputValue();
    await env.getByText(`APPLICATION_KEY=${key}`).waitFor();
    await page.getByRole('link', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'Points of sale' }).click();
    await page.getByText('1 in all').waitFor();
    expect(page.complaints).toEqual([]);
  }, 60_000);
});
