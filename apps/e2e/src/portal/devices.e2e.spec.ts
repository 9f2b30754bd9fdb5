import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import type { DeviceWithHardware } from '@ppaas/contracts';
import { eventually } from '@ppaas/testing';
import type { Browser } from 'playwright-core';
import { describeInBrowser, expectNoBarriers, launchBrowser, newPage, screenshot } from '../harness/browser.ts';
import type { WatchedPage } from '../harness/browser.ts';
import type { Platform } from '../harness/platform.ts';
import { newAdministrator, signIn, startPortal } from '../harness/portal.ts';
import type { Administrator } from '../harness/portal.ts';
import { Pos } from '../harness/pos.ts';
import { newSerialNumber, online, ready } from '../harness/shop.ts';
import { addTerminal } from '../harness/terminal.ts';
import type { Terminal } from '../harness/terminal.ts';

// A person takes longer than most tests.
jest.setTimeout(90_000);

const NAME = 'Front desk';

describeInBrowser('the payment devices of a store', () => {
  let platform: Platform;
  let browser: Browser;
  let who: Administrator;
  let page: WatchedPage;
  let till: Pos;
  let terminal: Terminal;

  beforeAll(async () => {
    // At the real times: a person plays.
    platform = await startPortal('portal-devices', { simulators: 1, twice: ['registry'] });
    browser = await launchBrowser();
    who = await newAdministrator(platform);
    page = await newPage(browser);
    await signIn(page, platform.origin, who);
    await page.getByRole('link', { name: who.store.name }).click();
    await page.getByRole('tab', { name: 'Payment devices' }).click();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  }, 60_000);

  afterEach(() => expect(page.complaints).toEqual([]));

  const goTo = (path: string): Promise<unknown> => page.goto(`${platform.origin}/stores/${who.store.storeId}/${path}`);
  const inRow = (text: RegExp | string) => page.getByRole('row', { name: NAME }).getByText(text);
  const isLive = (): Promise<void> => page.getByRole('status').getByText('live', { exact: true }).waitFor();
  /** The code that is on the page. */
  const readCode = async (): Promise<string> =>
    (await page.getByText(/^[0-9A-HJKMNP-TV-Z]{5} [0-9A-HJKMNP-TV-Z]{5}$/).innerText()).replace(' ', '');
  const newHardware = (activationCode: string): Promise<Terminal> =>
    addTerminal(platform.simulatorUrl(), { serialNumber: newSerialNumber(), activationCode });
  const newTill = async (reference: string): Promise<Pos> => {
    const { organisationId, storeId, merchantId } = who.store;
    const made = new Pos(platform.origin, await platform.operator().createPos(storeId, reference));
    await ready(platform, { organisationId, storeId, merchantId, tills: [made], terminals: [terminal] });
    return made;
  };

  it('joins with the code on the page, which says so by itself', async () => {
    await page.getByText('A payment device is what the shopper’s card meets').waitFor();
    await page.getByRole('link', { name: 'Add device' }).click();
    await page.getByRole('heading', { name: 'New payment device' }).waitFor();
    await page.getByLabel('Name').fill(NAME);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('img', { name: 'Activation code as a QR code' }).waitFor();
    expect(await page.getByRole('timer').innerText()).toMatch(/^1[45]:\d\d$/);
    await expectNoBarriers(page);
    const replaced = await readCode();
    await page.getByRole('button', { name: 'Make a new code' }).click();
    const code = await eventually('another code', async () => {
      const shown = await readCode();
      return shown === replaced ? undefined : shown;
    });
    await expect(newHardware(replaced)).rejects.toThrow('403');
    terminal = await newHardware(code);
    await page.getByText(`${NAME} is online.`).waitFor();
    expect(await page.getByText(code.slice(0, 5)).count()).toBe(0);
    await page.getByRole('link', { name: 'Done' }).click();
    await page.getByRole('heading', { name: NAME }).waitFor();
  });

  it('has a page that tells what it is and what it may', async () => {
    await isLive();
    await page.getByRole('row', { name: terminal.serialNumber }).getByText('Active').waitFor();
    await page.getByRole('img', { name: /^Online for 0 of the last 24 hours$/ }).waitFor();
    await page.getByText(/^\d+ ms$/).waitFor();
    expect(await page.getByRole('link', { name: 'Transactions of this device' }).getAttribute('href')).toBe(
      `/transactions?deviceId=${terminal.deviceId}`,
    );
    await page.getByRole('checkbox', { name: 'All that the device takes' }).uncheck();
    await page.getByRole('checkbox', { name: /\(VISA\)|^VISA$/ }).uncheck();
    await platform.operator().call('PATCH', `devices/${terminal.deviceId}`, { paymentMethods: ['MASTERCARD'] });
    await page.getByRole('button', { name: 'Save' }).click();
    const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else has changed it meanwhile' });
    await conflict.getByRole('row', { name: /^Payment methods .*MASTERCARD.* MASTERCARD$/ }).waitFor();
    await conflict.getByRole('button', { name: 'Save mine' }).click();
    await conflict.waitFor({ state: 'detached' });
    const { paymentMethods } = await eventually('the change', async () => {
      const device = await platform.operator().device(terminal.deviceId);
      return (device.paymentMethods?.length ?? 0) < 2 ? undefined : device;
    });
    expect(paymentMethods).not.toContain('VISA');
    expect(paymentMethods?.length).toBeGreaterThan(1);
    await expectNoBarriers(page);
    await page.getByRole('checkbox', { name: 'All that the device takes' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    const isOpenAgain = async (): Promise<true | undefined> =>
      (await platform.operator().device(terminal.deviceId)).paymentMethods === null ? true : undefined;
    await eventually('all methods again', isOpenAgain);
  });

  it('is busy in the list while a till waits for its shopper, who plays in the browser', async () => {
    till = await newTill('TILL-1');
    await page.getByRole('link', { name: 'All payment devices of this store' }).click();
    await inRow('Online').waitFor();
    expect(await page.getByRole('link', { name: `Terminal of ${NAME}` }).getAttribute('href')).toBe(terminal.url);
    const display = await newPage(browser);
    await display.goto(terminal.url);
    await display.getByText('online').waitFor();
    expect(await display.title()).toBe(`${NAME} · ${who.store.name}`);
    const answer = till.sale(terminal.deviceId, { amount: '62.50' });
    await display.getByText('Present card').waitFor();
    await inRow('Busy with TILL-1').waitFor({ timeout: 2_000 });
    await display.getByRole('button', { name: 'Tap' }).click();
    await display.getByText('Enter PIN').waitFor();
    await display.keyboard.type('1234');
    await display.keyboard.press('Enter');
    expect((await answer).outcome).toBe('APPROVED');
    await inRow('Online').waitFor({ timeout: 2_000 });
    await display.context().close();
  });

  it('goes offline and comes back in the list, without a reload', async () => {
    await isLive();
    await page.evaluate('globalThis.isSamePage = true');
    await terminal.power(false);
    const goneAt = performance.now();
    await inRow(/^Offline since \d/).waitFor({ timeout: 2_000 });
    expect(performance.now() - goneAt).toBeLessThan(2_000);
    await expectNoBarriers(page);
    await terminal.power(true);
    await inRow('Online').waitFor();
    expect(await page.evaluate<boolean>('globalThis.isSamePage')).toBe(true);
    await goTo('payment-devices?standing=OFFLINE');
    await page.getByText('Nothing here is like that').waitFor();
    await page.getByRole('button', { name: 'Remove filter Presence: Offline' }).click();
    await inRow('Online').waitFor();
    await page.getByText('1 in all').waitFor();
  });

  it('never shows what was without saying so', async () => {
    await isLive();
    const [one, other] = [platform.service('registry-0'), platform.service('registry-1')];
    // The line is opened again at the instance that is left.
    await one.stop();
    await isLive();
    await other.stop();
    await page.getByText(/^reconnecting, last update \d/).waitFor();
    await inRow('Online').waitFor();
    await terminal.power(false);
    await one.start();
    await isLive();
    await inRow(/^Offline since/).waitFor();
    await other.start();
    await terminal.power(true);
    await inRow('Online').waitFor();
  });

  it('ends the sale of a till that is deregistered meanwhile, whose next request is refused within 2 s', async () => {
    await online(platform, terminal);
    await terminal.script({ outcome: 'approve', delayMs: 8_000, times: 1 });
    const answer = till.sale(terminal.deviceId);
    await inRow('Busy with TILL-1').waitFor();
    await screenshot(page, 'payment-devices');
    await goTo(`points-of-sale/${till.posId}`);
    await page.getByRole('button', { name: 'Deregister' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^To go on, type/).fill('TILL-1');
    await dialog.getByRole('button', { name: 'Deregister' }).click();
    await page.getByText('Deregistered').waitFor();
    const endedAt = performance.now();
    const isRefused = async (): Promise<true | undefined> =>
      (await till.status(terminal.deviceId, 'any')).status === 401 ? true : undefined;
    await eventually('the refusal', isRefused, 2_000);
    expect(performance.now() - endedAt).toBeLessThan(2_000);
    expect((await terminal.state()).running).not.toBeNull();
    expect((await answer).outcome).toBe('APPROVED');
  });

  it('gets other hardware and stays the device that it is', async () => {
    await goTo(`payment-devices/${terminal.deviceId}`);
    await page.getByRole('table', { name: 'Last sales' }).waitFor();
    await screenshot(page, 'payment-device', 1_500);
    await page.getByRole('button', { name: 'Swap hardware' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`${NAME} keeps its id`).waitFor();
    await expectNoBarriers(page);
    const former = terminal;
    terminal = await newHardware(await readCode());
    expect(terminal.deviceId).toBe(former.deviceId);
    await dialog.getByText(`${terminal.serialNumber} is online in its place.`).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('row', { name: terminal.serialNumber }).getByText('Active').waitFor();
    await page.getByRole('row', { name: former.serialNumber }).getByText('Standby').waitFor();
    await page.getByText('revoke the standby before you swap again').waitFor();
    till = await newTill('TILL-2');
    expect((await till.sale(terminal.deviceId)).outcome).toBe('APPROVED');
    expect(await former.interactions()).toHaveLength(2);
  });

  it('is cut off within 2 s when its hardware is revoked', async () => {
    await page.getByRole('row', { name: terminal.serialNumber }).getByRole('button', { name: 'Revoke' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('is cut off within 2 seconds').waitFor();
    await expectNoBarriers(page);
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    const revokedAt = performance.now();
    await eventually('the end', async () => ((await terminal.state()).connected ? undefined : true), 5_000);
    expect(performance.now() - revokedAt).toBeLessThan(2_000);
    await page.getByText(/^Offline since/).waitFor();
    const left = (await platform.operator().device(terminal.deviceId)) as DeviceWithHardware;
    expect(left.hardware.filter(({ status }) => status === 'VALID').map(({ role }) => role)).toEqual(['STANDBY']);
  });

  it('is removed by its name, and the list is empty', async () => {
    await page.getByRole('button', { name: 'Remove' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^To go on, type/).fill(NAME);
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('A payment device is what the shopper’s card meets').waitFor();
  });
});
