import { createHmac } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { CreatedPos } from '@ppaas/contracts';
import { clipboardOf, describeInBrowser, expectNoBarriers, newPage } from '../harness/browser.ts';
import type { WatchedPage } from '../harness/browser.ts';
import { newAdministrator, newInvitation, signIn, usePortal } from '../harness/portal.ts';
import type { Administrator } from '../harness/portal.ts';

const portal = usePortal('portal-people');

/** What an authenticator shows (RFC 6238), written down here once more so that the service does not prove itself. */
function authenticator(secret: string): string {
  const bits = [...secret]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** The step of a code is used up: as if half a minute had passed. */
const nextStep = (email: string): Promise<unknown> =>
  portal.platform.rows('auth', 'update portal_user set totp_last_step = totp_last_step - 2 where email = $1', [email]);

const proveLongAgo = (email: string): Promise<unknown> =>
  portal.platform.rows(
    'auth',
    `update sign_in set proven_at = now() - interval '6 minutes' where user_id in (select user_id from portal_user where email = $1)`,
    [email],
  );

async function token({
  applicationId,
  applicationKey,
}: Pick<CreatedPos, 'applicationId' | 'applicationKey'>): Promise<number> {
  const answer = await fetch(`${portal.platform.origin}/retail/v1/getToken`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ applicationId, applicationKey }),
  });
  return answer.status;
}

async function signedIn(who: Administrator): Promise<WatchedPage> {
  const page = await newPage(portal.browser);
  await signIn(page, portal.platform.origin, who);
  await page.getByRole('heading', { name: 'Stores' }).waitFor();
  return page;
}

describeInBrowser('a person', () => {
  it('adds an authenticator and signs in with its code, and with a recovery code', async () => {
    const who = await newAdministrator(portal.platform);
    const page = await signedIn(who);
    await page.getByRole('button', { name: 'Account of Ann Example' }).click();
    await page.getByRole('menuitem', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Add an authenticator' }).click();
    await page.getByRole('img', { name: 'QR code for the authenticator' }).waitFor();
    await page.getByRole('button', { name: 'Copy secret' }).click();
    const secret = await clipboardOf(page);
    await page.getByLabel('Code that it shows now').fill(authenticator(secret));
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByText('They are not shown again').waitFor();
    await page.getByRole('button', { name: 'Copy recovery codes' }).click();
    const [voided = ''] = (await clipboardOf(page)).split('\n');
    await page.getByRole('button', { name: 'New recovery codes' }).click();
    await page.getByRole('dialog').getByText('open nothing any more').waitFor();
    await expectNoBarriers(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Make new codes' }).click();
    await page.getByText(voided).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Copy recovery codes' }).click();
    const [recovery = ''] = (await clipboardOf(page)).split('\n');
    await page.getByRole('button', { name: 'Account of Ann Example' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();

    await signIn(page, portal.platform.origin, who);
    await page.getByRole('heading', { name: 'Second factor' }).waitFor();
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Code: Not right').waitFor();
    await expectNoBarriers(page);
    await nextStep(who.email);
    await page.getByLabel('Code', { exact: true }).fill(authenticator(secret));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Stores' }).waitFor();

    const other = await newPage(portal.browser);
    await signIn(other, portal.platform.origin, who);
    await other.getByRole('button', { name: 'Use a recovery code' }).click();
    await other.getByLabel('Recovery code').fill(recovery);
    await other.getByRole('button', { name: 'Continue' }).click();
    await other.getByRole('heading', { name: 'Stores' }).waitFor();

    await page.goto(`${portal.platform.origin}/account`);
    await page.getByLabel('Language').last().selectOption('Français');
    await page.getByRole('heading', { name: 'Mot de passe', exact: true }).waitFor();
    await page.getByLabel('Langue').last().selectOption('English');
    await page.route('**/auth/v1/sign-ins/*', (route) => route.abort());
    await page.getByRole('button', { name: 'Sign out at 127.0.0.1' }).click();
    const asked = page.getByRole('dialog');
    await asked.getByRole('button', { name: 'Sign out there' }).click();
    await asked.getByText('The platform cannot be reached').waitFor();
    await page.unrouteAll();
    await asked.getByRole('button', { name: 'Sign out there' }).click();
    await asked.waitFor({ state: 'detached' });
    await other.reload();
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect([...page.complaints, ...other.complaints]).toEqual([]);
  }, 120_000);

  it('comes back to where the sign-in ended, and sees nothing before', async () => {
    const who = await newAdministrator(portal.platform);
    const page = await signedIn(who);
    await page.goto(`${portal.platform.origin}/stores/${who.store.storeId}/settings`);
    await page.getByLabel('Payment methods').waitFor();
    await portal.platform.rows('auth', `update sign_in set state = 'ENDED'`);
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(new URL(page.url()).searchParams.get('next')).toBe(`/stores/${who.store.storeId}/settings`);
    const again = async (): Promise<void> => {
      await page.getByLabel('E-mail').fill(who.email);
      await page.getByLabel('Password', { exact: true }).fill(who.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
    };
    await again();
    await page.getByLabel('Payment methods').waitFor();
    await page.goto(`${portal.platform.origin}/sign-in?next=/%5Cevil.example`);
    await again();
    await page.waitForURL(`${portal.platform.origin}/stores`);
  }, 60_000);

  it('chooses a new password with a mailed link', async () => {
    const who = await newAdministrator(portal.platform);
    const page = await newPage(portal.browser);
    await page.goto(`${portal.platform.origin}/sign-in`);
    await page.getByRole('link', { name: 'Password forgotten?' }).click();
    await page.getByRole('heading', { name: 'Password forgotten' }).waitFor();
    await page.getByLabel('User domain').fill(who.organisation.domain);
    await page.getByLabel('E-mail').fill(who.email);
    await page.getByRole('button', { name: 'Send the link' }).dblclick();
    await page.getByText('a link is on its way').waitFor();
    await page.goto(`${portal.platform.origin}/mailbox`);
    const mail = page.getByRole('article').filter({ hasText: who.email }).filter({ hasText: '/reset/' });
    await mail.first().waitFor();
    expect(await mail.count()).toBe(1);
    await mail.getByRole('link').first().click();
    await page.getByText(`For Ann Example (${who.email}) at Acme Acquiring.`).waitFor();
    await expectNoBarriers(page);
    await page.getByLabel('New password').fill('a brand new password');
    await page.getByLabel('Once more').fill('a brand new password');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('The password is set.').waitFor();
    await signIn(page, portal.platform.origin, { ...who, password: 'a brand new password' });
    await page.getByRole('heading', { name: 'Stores' }).waitFor();
    expect(page.complaints).toEqual([]);
  }, 60_000);
});

describeInBrowser('the Key of a point of sale', () => {
  it('is shown again after the password, rotated with two alive, and gone with the point of sale', async () => {
    const who = await newAdministrator(portal.platform);
    const pos = await portal.platform.operator().createPos(who.store.storeId, 'TILL-1');
    const page = await signedIn(who);
    await page.goto(`${portal.platform.origin}/stores/${who.store.storeId}/points-of-sale/${pos.posId}`);
    await proveLongAgo(who.email);
    // what the services know of the sign-in is a second and a half old at most
    await page.waitForTimeout(1_600);
    await page.getByRole('button', { name: 'View the Key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Is it you?' });
    await dialog.getByLabel('Your password').fill('not it');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('Password: Not right').waitFor();
    await expectNoBarriers(page);
    await dialog.getByLabel('Your password').fill(who.password);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'View Key' }).click();
    expect(await page.getByLabel('Key', { exact: true }).inputValue()).toBe(pos.applicationKey);

    await proveLongAgo(who.email);
    await page.waitForTimeout(1_600);
    await page.getByRole('button', { name: 'Rotate the Key' }).click();
    await page.getByLabel('The present Key goes on for').selectOption('1 hour');
    await page.getByRole('button', { name: 'Make a new Key' }).click();
    await dialog.getByLabel('Your password').fill(who.password);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('rowheader', { name: '#2' }).waitFor();
    const applicationKey = await page.getByLabel('Key', { exact: true }).inputValue();
    expect(applicationKey).not.toBe(pos.applicationKey);
    expect(await token({ ...pos, applicationKey })).toBe(200);
    expect(await token(pos)).toBe(200);
    await page.getByRole('button', { name: 'End now' }).click();
    await page.getByRole('button', { name: 'End the Key' }).click();
    await page.getByRole('rowheader', { name: '#1' }).waitFor({ state: 'detached' });
    expect(await token(pos)).toBe(401);
    expect(await token({ ...pos, applicationKey })).toBe(200);

    await page.getByRole('button', { name: 'Deregister' }).click();
    const asked = page.getByRole('dialog', { name: 'Deregister TILL-1' });
    expect(await asked.getByRole('button', { name: 'Deregister' }).isDisabled()).toBe(true);
    await asked.getByLabel('To go on, type TILL-1').fill('TILL-1');
    await asked.getByRole('button', { name: 'Deregister' }).click();
    await page.getByText('Deregistered').waitFor();
    expect(await token({ ...pos, applicationKey })).toBe(401);
    expect(page.complaints).toEqual([]);
  }, 120_000);
});

describeInBrowser('every page', () => {
  it('is accessible', async () => {
    const who = await newAdministrator(portal.platform);
    const operator = portal.platform.operator();
    const { posId } = await operator.createPos(who.store.storeId, 'TILL-1');
    await operator.createDevice(who.store.storeId, 'Counter');
    const invitation = await newInvitation(portal.platform, who.organisation.organisationId);
    const page = await newPage(portal.browser);
    await page.goto(`${portal.platform.origin}/sign-in`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await expectNoBarriers(page);
    await signIn(page, portal.platform.origin, who);
    await page.getByRole('link', { name: who.store.name }).waitFor();
    const store = `/stores/${who.store.storeId}`;
    for (const [path, shown] of [
      ['/stores', who.store.name],
      ['/stores?q=nothing', 'Nothing here is like that'],
      [`${store}/points-of-sale`, 'TILL-1'],
      [`${store}/points-of-sale/new`, 'New point of sale'],
      [`${store}/points-of-sale/${posId}`, 'Rotate the Key'],
      [`${store}/payment-devices`, 'Counter'],
      [`${store}/settings`, 'Payment methods'],
      ['/account', 'Where you are signed in'],
      ['/stores/new', 'Time zone'],
      ['/organisation/merchants', 'Add merchant'],
      ['/organisation/subscriptions', 'Turn off'],
      ['/organisation/users', who.email],
      ['/organisation/api-clients', 'Add API client'],
      ['/organisation/audit', 'store.created'],
      ['/organisation/settings', 'Keys of points of sale'],
      ['/transactions', 'There is none yet'],
      ['/forgotten', 'Send the link'],
      [`/invite/${invitation}`, 'Set the password'],
      ['/mailbox', 'Mailbox of the sandbox'],
      ['/no-such-page', 'There is no such page'],
    ] as const) {
      await page.goto(`${portal.platform.origin}${path}`);
      await page.getByText(shown).first().waitFor();
      await expectNoBarriers(page);
    }
    expect(await page.title()).toBe('There is no such page · PPaaS');
    expect(page.complaints).toEqual([]);
  }, 120_000);
});

describeInBrowser('what is meant to run in the page', () => {
  it('is text in it, may not run where it gets in, and no page of others may hold ours', async () => {
    const [store, pos, device] = [
      '<img src=x onerror=alert(1)>',
      '"><script>alert(1)</script>',
      "javascript:alert('1')",
    ];
    const who = await newAdministrator(portal.platform);
    const operator = portal.platform.operator();
    const { storeId } = await operator.createStoreOf(who.store.merchantId, store);
    await operator.call('POST', `stores/${storeId}/points-of-sale`, { name: pos, reference: '{{7*7}}' });
    await operator.createDevice(storeId, device);
    const page = await signedIn(who);
    page.on('dialog', (dialog) => page.complaints.push(`ran: ${dialog.message()}`));
    for (const [path, shown] of [
      ['/stores', store],
      [`/stores/${storeId}/points-of-sale`, pos],
      [`/stores/${storeId}/points-of-sale`, '{{7*7}}'],
      [`/stores/${storeId}/payment-devices`, device],
    ] as const) {
      await page.goto(`${portal.platform.origin}${path}`);
      await page.getByText(shown, { exact: true }).first().waitFor();
    }
    expect(page.complaints).toEqual([]);

    const write = (code: string): Promise<string> =>
      page.evaluate(`(() => { try { ${code}; return 'written'; } catch ({ name }) { return name; } })()`);
    const script = `Object.assign(document.createElement('script'), { text: 'window.ran = 1' })`;
    expect(await write(`document.body.append(${script})`)).toBe('TypeError');
    expect(await write(`document.body.innerHTML = '<img src=x onerror="window.ran = 1">'`)).toBe('TypeError');
    expect(await page.evaluate('window.ran ?? 0')).toBe(0);
    expect(page.complaints).toMatchObject([
      expect.stringContaining('TrustedScript'),
      expect.stringContaining('TrustedHTML'),
    ]);

    const framed = await newPage(portal.browser);
    await framed.setContent(`<iframe src="${portal.platform.origin}/"></iframe>`);
    await expect(framed.frameLocator('iframe').getByRole('button', { name: 'Sign in' }).waitFor({ timeout: 1_000 })).rejects.toThrow(); // prettier-ignore
    expect(framed.complaints).toMatchObject([expect.stringContaining('frame-ancestors')]);
  }, 120_000);
});
