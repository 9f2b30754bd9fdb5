import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@ppaas/testing';
import {
  clipboardOf,
  describeInBrowser,
  expectNoBarriers,
  expectNothingSmall,
  focusOf,
  newPage,
  screenshot,
} from '../harness/browser.ts';
import type { WatchedPage } from '../harness/browser.ts';
import { newAdministrator, signIn, usePortal } from '../harness/portal.ts';
import type { Administrator } from '../harness/portal.ts';
import { saidBy } from '../harness/pos.ts';
import type { Pos } from '../harness/pos.ts';
import { Sale } from '../harness/sales.ts';
import { openShop } from '../harness/shop.ts';
import type { Shop } from '../harness/shop.ts';
import { control } from '../harness/terminal.ts';
import type { Terminal } from '../harness/terminal.ts';

const portal = usePortal('portal-sales', { simulators: 1 });
let who: Administrator;
let shop: Shop;
let till: Pos;
let terminal: Terminal;

const never = (): never => {
  throw new Error('the shop is not whole');
};

beforeAll(async () => {
  who = await newAdministrator(portal.platform);
  // Far from the zone of whoever runs this: what is shown is its time.
  const settings = { timeZone: 'Asia/Tokyo' };
  const { organisationId } = who.organisation;
  shop = await openShop(portal.platform, { name: 'Harbour Street', organisationId, settings });
  till = shop.tills[0] ?? never();
  terminal = shop.terminals[0] ?? never();
}, 60_000);

async function signedIn(): Promise<WatchedPage> {
  const page = await newPage(portal.browser);
  await signIn(page, portal.platform.origin, who);
  await page.getByRole('link', { name: who.store.name }).waitFor();
  return page;
}

let receipts = 1_000;
/** As people see it in pictures. */
const newSale = (amount: string): Sale =>
  new Sale(portal.platform, till, terminal, { amount, reference: `receipt-${(receipts += 1)}` });

async function approved(amount: string): Promise<Sale> {
  const sale = newSale(amount);
  expect(saidBy(await sale.send())).toBe('Success');
  return sale;
}

/** Its device has forgotten it: nobody but a person can say what became of it. */
async function forgotten(): Promise<Sale> {
  await terminal.script({ outcome: 'reboot-without-journal', delayMs: 500, times: 1 });
  const sale = newSale('12.50');
  const running = sale.send({ prefer: 'wait=1' });
  await sale.reaches('NEEDS_ATTENTION');
  await running;
  return sale;
}

/** Digits in a row as a card number has them. */
const CARD_LIKE = /(?<![\w.*-])\d(?:[ -]?\d){12,18}(?![\w.*-])/;

describeInBrowser('a sale', () => {
  it('appears in the list of its store, and its page shows every hop and no card', async () => {
    const page = await signedIn();
    const store = `${portal.platform.origin}/stores/${shop.storeId}`;
    const tryIt = await page.context().newPage();
    await tryIt.goto(`${store}/points-of-sale/${till.posId}`);
    await tryIt.getByText('It made a sale: not yet').waitFor();
    await tryIt.getByText('live', { exact: true }).waitFor();
    await till.list();
    await page.goto(`${store}/transactions`);
    await page.getByText('There is none yet').waitFor();
    // as slow as a shopper, so that the steps at the device are told
    await terminal.script({ outcome: 'approve', delayMs: 1_000, times: 1 });
    const sale = await approved('24.50');
    // without a reload: the page asks again by itself
    const row = page.getByRole('row').filter({ hasText: sale.reference });
    await row.getByText('Approved').waitFor();
    expect(await row.innerText()).toContain('24.50');
    expect(await row.locator('time').getAttribute('title')).toMatch(/GMT\+9$/);
    for (const seen of ['It listed the devices of its store', 'It made a sale'])
      await tryIt.getByText(seen, { exact: true }).waitFor();
    await screenshot(tryIt, 'point-of-sale', 1_000);
    await tryIt.close();
    await page.getByText('live', { exact: true }).waitFor();
    await expectNoBarriers(page);

    await page.getByRole('link', { name: sale.reference }).click();
    await page.getByText(/^Approved, EUR\s24\.50, .*contactless, .* (sec|ms), of which .* the shopper\./).waitFor();
    const timeline = page.getByRole('table', { name: 'Timeline' });
    for (const hop of ['Accepted and stored', 'Shows the amount', 'Card presented', 'Outcome stored'])
      await timeline.getByText(hop).waitFor();
    await screenshot(page, 'transaction', 1_400);
    await timeline.getByRole('button', { name: 'Request of the point of sale' }).click();
    const message = page.getByRole('listbox', { name: 'Message' });
    await message.getByText('SaleFinancialServiceRequest').waitFor();
    expect(await page.getByLabel('Spelling').locator('option').allInnerTexts()).toContain('As the till writes');
    expect(await page.title()).toBe(`${sale.reference} · PPaaS`);
    await page.getByRole('button', { name: 'Copy as JSON' }).click();
    expect(JSON.parse(await clipboardOf(page))).toHaveProperty(['SaleToPOIServiceRequest', 'Header']);
    await page.getByLabel('Spelling').selectOption('Codes of four letters');
    await message.getByText('SFSQ').waitFor();
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    expect(await clipboardOf(page)).toContain(`curl -sS ${portal.platform.origin}/retail/v1/financial`);
    const answer = timeline.or(page.locator('main')).getByRole('button', { name: 'Answer of the device' }).first();
    await answer.click();
    await page.getByText('MaskedPAN').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(CARD_LIKE);
    await expectNoBarriers(page);
    expect(page.complaints).toEqual([]);
  }, 120_000);

  it('is found by its reference, narrowed by the address, and had as CSV', async () => {
    const [sale, other] = [await approved('31.10'), await approved('8.00')];
    const page = await signedIn();
    await page
      .getByRole('row')
      .filter({ hasText: /EUR\s\d+\.\d\d/ })
      .waitFor();
    await page.goto(`${portal.platform.origin}/transactions`);
    await page.getByRole('link', { name: other.reference }).waitFor();
    await page.getByRole('searchbox', { name: 'Exchange id, reference or amount' }).fill('31.10');
    await page.getByRole('link', { name: other.reference }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: sale.reference }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('31.10');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV' }).click();
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(sale.reference);
    await page.getByRole('link', { name: sale.reference }).click();
    await page.getByRole('table', { name: 'Timeline' }).waitFor();
    await page.getByRole('navigation', { name: 'Where this is' }).getByRole('link', { name: 'Transactions' }).click();
    await page.getByRole('link', { name: sale.reference }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('31.10');

    const path = `${portal.platform.origin}/transactions`;
    await control('POST', `${terminal.url}/stand-alone`, { amount: '4.75', currency: 'EUR', delayMs: 0 });
    await page.goto(path);
    const first = page.getByRole('row').nth(1);
    await first.getByText('Stand-alone').waitFor();
    await screenshot(page, 'transactions');
    const byAmount = page.getByRole('columnheader', { name: 'Amount' }).getByRole('button');
    await byAmount.click();
    await byAmount.click();
    await first.getByText('31.10').waitFor();
    expect(new URL(page.url()).searchParams.get('sort')).toBe('-amount');

    // What is typed in is the time of the store.
    await page.goto(`${path}?storeId=${shop.storeId}&origin=POS`);
    await page.getByRole('link', { name: sale.reference }).waitFor();
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByLabel('Filter by').selectOption('From');
    await page.getByText('In the time of Asia/Tokyo').waitFor();
    await page.getByLabel('Value').fill('2026-01-01T00:00');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: /^Remove filter From: .* GMT\+9/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('from')).toBe('2025-12-31T15:00:00.000Z');

    await page.goto(`${path}?amount=31,10&origin=POS`);
    await page.getByRole('link', { name: sale.reference }).waitFor();
    await page.goto(`${path}?amount=a+lot`);
    await page.getByRole('alert').getByText('Amount: Not in the form that it has to have').waitFor();
    await page.goto(`${path}?state=DECLINED&deviceId=${terminal.deviceId}`);
    await page.getByText('Nothing here is like that').waitFor();
    await page.getByRole('button', { name: 'Remove filter State: Declined' }).click();
    await page.getByRole('link', { name: sale.reference }).waitFor();
    expect(page.complaints).toEqual([]);
  }, 120_000);

  it('is read with the keyboard alone, in French', async () => {
    const sale = await approved('12.00');
    const page = await newPage(portal.browser, { locale: 'fr-FR', viewport: { width: 834, height: 1_112 } });
    await page.goto(`${portal.platform.origin}/`);
    const press = (key: string): Promise<void> => page.keyboard.press(key);
    const tabTo = async (name: string): Promise<void> => {
      for (let n = 0; n < 60; n++) {
        if ((await focusOf(page)).name.includes(name)) return;
        await press('Tab');
      }
      throw new Error(`Tab does not lead to ${name}`);
    };
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
    for (const text of [who.organisation.domain, who.email, who.password]) {
      await page.keyboard.type(text);
      await press(text === who.password ? 'Enter' : 'Tab');
    }
    await page.getByRole('heading', { name: 'Magasins' }).waitFor();
    await page.goto(`${portal.platform.origin}/transactions`);
    await page.getByRole('link', { name: sale.reference }).waitFor();
    await expectNothingSmall(page);
    await tabTo(sale.reference);
    await press('Enter');
    await page.getByRole('table', { name: 'Déroulement' }).waitFor();
    await tabTo('Requête du point de vente');
    await press('Enter');
    await page.getByRole('listbox', { name: 'Message' }).waitFor();
    await tabTo('Copier en curl');
    await press('Tab');
    for (let line = 0; line < 2; line++) await press('ArrowDown');
    await page.getByText('MsgFctn · 1..1 · RetailerMessage1Code').waitFor();
    await page.getByText('Le type de message').waitFor();
    await expectNothingSmall(page);
    for (const path of [
      ...['/operations', '/work-list', `/stores/${shop.storeId}/payment-devices`],
      `/stores/${shop.storeId}/payment-devices/${terminal.deviceId}`,
    ]) {
      await page.goto(`${portal.platform.origin}${path}`);
      await page.getByText('en direct').first().waitFor();
      await expectNothingSmall(page);
    }
    expect(page.complaints).toEqual([]);
  }, 120_000);
});

describeInBrowser('a sale that nobody can tell the outcome of', () => {
  it('is settled by a person with a reason, and the till gets that word', async () => {
    const sale = await forgotten();
    const page = await signedIn();
    const main = page.getByRole('navigation', { name: 'Main' });
    await main.getByLabel('to do').waitFor();
    await main.getByRole('link', { name: /work list/i }).click();
    await page.getByRole('row').filter({ hasText: sale.reference }).getByText('Needs attention').waitFor();
    await screenshot(page, 'work-list');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toContain(
      `${sale.reference},NEEDS_ATTENTION,12.50 EUR,`,
    );
    await expectNoBarriers(page);
    await page.getByRole('link', { name: sale.reference }).click();
    await page.getByRole('heading', { name: 'What you can do' }).waitFor();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: 'Français' }).click();
    await page.getByRole('listitem').filter({ hasText: 'le journal du terminal n’est pas intact' }).waitFor();
    await page.getByRole('button', { name: 'Langue' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();

    await page.getByRole('button', { name: `Settle ${sale.reference}` }).click();
    const dialog = page.getByRole('dialog', { name: `What became of ${sale.reference}?` });
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('Reason: Required').waitFor();
    await dialog.getByLabel('Outcome').selectOption('Declined');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('the acquirer knows nothing of it');
    await expectNoBarriers(page);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('It is final and cannot be undone').waitFor();
    expect(await sale.state()).toBe('NEEDS_ATTENTION');
    await dialog.getByRole('button', { name: 'Settle for good' }).click();
    await page.getByText(`Settled as “Declined” by ${who.email}`).waitFor();
    await page.getByText('the acquirer knows nothing of it').first().waitFor();
    await page.goto(`${portal.platform.origin}/work-list`);
    await page.getByText('There is none.').waitFor();
    await main.getByLabel('to do').waitFor({ state: 'detached' });
    const told = await till.status(terminal.deviceId, sale.exchangeIdentification);
    expect(told.outcome).toBe('DECLINED');

    await eventually('the trail tells of it', async () => {
      const path = `/registry/v1/audit?sort=-at&organisationId=${who.organisation.organisationId}`;
      const { items } = await portal.platform
        .operator()
        .call<{ items: { action: string; object: string }[] }>('GET', path);
      return items.find(
        ({ action, object }) => action === 'transaction.resolved' && object === `transaction:${sale.exchangeId}`,
      );
    });
    expect(page.complaints).toEqual([]);
  }, 120_000);
});

describeInBrowser('operations', () => {
  it('shows what was sold and leads to the sales behind each figure; the search finds one by its reference', async () => {
    const sale = await approved('17.20');
    const page = await signedIn();
    await screenshot(page, 'stores');
    await page.goto(`${portal.platform.origin}/operations`);
    await page.getByRole('heading', { name: 'Sales per second' }).waitFor();
    await page.getByText('1 of 1').first().waitFor();
    await screenshot(page, 'operations', 1_100);
    await page.emulateMedia({ colorScheme: 'dark' });
    await screenshot(page, 'operations-dark', 1_100);
    await expectNoBarriers(page);
    await page.getByRole('link', { name: 'Sales', exact: true }).click();
    await page.getByRole('link', { name: sale.reference }).waitFor();
    await page.getByRole('button', { name: 'Remove filter State: Over' }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: /^Approved: [1-9]/ }).click();
    await page.getByRole('link', { name: sale.reference }).waitFor();
    expect(new URL(page.url()).searchParams.get('state')).toBe('APPROVED');

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search' }).fill(sale.reference.slice(0, 12));
    await page.getByRole('option').filter({ hasText: sale.reference }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'Timeline' }).waitFor();
    expect(page.url()).toContain(`/transactions/${sale.exchangeId}`);

    await terminal.script({ outcome: 'approve', delayMs: 20_000, times: 1 });
    const lost = newSale('17.30');
    const running = lost.send({ prefer: 'wait=1' });
    await lost.reaches('IN_PROGRESS');
    await page.goto(`${portal.platform.origin}/transactions/${lost.exchangeId}`);
    // The amount is shown: nobody has presented a card.
    await page.getByRole('status').getByText('On the device', { exact: true }).waitFor();
    await terminal.power(false);
    await lost.reaches('UNKNOWN');
    await page.getByRole('status').getByText('Unknown', { exact: true }).waitFor();
    await expectNoBarriers(page);
    await page.goto(`${portal.platform.origin}/operations`);
    await page.getByRole('link', { name: /^in 24 hours: [1-9]/ }).waitFor();
    await expectNoBarriers(page);
    await terminal.power(true);
    await running;
    expect(page.complaints).toEqual([]);
  }, 120_000);
});
