import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { eventually } from '@ppaas/testing';
import type { Browser, Page } from 'playwright-core';
import { expectNoBarriers, describeInBrowser, launchBrowser } from './harness/browser.ts';
import { Platform } from './harness/platform.ts';
import { saidBy } from './harness/pos.ts';
import type { Answer, Pos } from './harness/pos.ts';
import { Sale } from './harness/sales.ts';
import { openShop } from './harness/shop.ts';
import type { Terminal } from './harness/terminal.ts';

// A person takes longer than most tests.
jest.setTimeout(60_000);

const never = (): never => {
  throw new Error('the shop is not whole');
};

describeInBrowser('the terminal in the browser', () => {
  let platform: Platform;
  let browser: Browser;
  let till: Pos;
  let terminal: Terminal;
  let page: Page;

  beforeAll(async () => {
    // At the real times: a person plays.
    platform = await Platform.start({ name: 'terminal-page' });
    const shop = await openShop(platform);
    till = shop.tills[0] ?? never();
    terminal = shop.terminals[0] ?? never();
    browser = await launchBrowser();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  }, 60_000);

  beforeEach(async () => {
    page = await (await browser.newContext()).newPage();
    await page.goto(terminal.url);
    await page.getByText('online').waitFor();
    // The result of the test before may still be on the display.
    const done = page.getByRole('button', { name: 'Done' });
    if (await done.isVisible()) await done.click();
  });

  afterEach(() => page.context().close());

  const picture = (name: string): Promise<Buffer> => page.screenshot({ path: join(platform.directory, `${name}.png`) });
  /** A sale of the till that waits for whoever is at the page. */
  const sell = async (amount: string): Promise<{ sale: Sale; answer: Promise<Answer> }> => {
    const sale = new Sale(platform, till, terminal, { amount });
    const answer = sale.send();
    await page.getByText('Present card').waitFor();
    return { sale, answer };
  };
  const tap = (): Promise<void> => page.getByRole('button', { name: 'Tap' }).click();
  const enterPin = async (pin: string): Promise<void> => {
    await page.getByText('Enter PIN').waitFor();
    for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: 'OK' }).click();
  };

  it('names the device and its store', async () => {
    expect(await page.title()).toMatch(/^Device 1 · Shop \d+$/);
    await picture('idle');
  });

  it('lets the till wait while the shopper taps and enters the PIN', async () => {
    const { sale, answer } = await sell('62.50');
    expect(await page.getByText('62.50 EUR').first().isVisible()).toBe(true);
    await picture('present');
    expect(await sale.reaches('IN_PROGRESS')).toBe('IN_PROGRESS');
    await page.getByRole('radio', { name: 'MASTERCARD' }).check();
    await tap();
    await page.getByText('Enter PIN').waitFor();
    await page.keyboard.type('12');
    await picture('pin');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('1234');
    await page.keyboard.press('Enter');
    await page.getByText('✓ Approved').waitFor();
    const told = await answer;
    expect([told.outcome, told.text.includes('541333******0036')]).toEqual(['APPROVED', true]);
    expect(await page.getByText('APPROVED', { exact: false }).count()).toBeGreaterThan(0);
    await picture('approved');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Ready').waitFor();
    expect(await sale.interactions()).toBe(1);
  });

  it('asks for no PIN for a small amount that is tapped, and for a signature where a card is swiped', async () => {
    const tapped = await sell('12.50');
    await tap();
    expect((await tapped.answer).outcome).toBe('APPROVED');
    const swiped = await sell('80.00');
    await page.getByRole('button', { name: 'Swipe' }).click();
    expect((await swiped.answer).text).toContain('SIGNATURE');
  });

  it('declines where the script of the panel says so, and where the PIN is wrong three times', async () => {
    await page.getByLabel('Outcome').selectOption('decline');
    await page.getByRole('button', { name: 'Set' }).click();
    await page.getByText('decline, once; you present the card.').waitFor();
    const scripted = await sell('10.00');
    await tap();
    expect(saidBy(await scripted.answer)).toBe('Failure Refusal');
    await page.getByText('✕ Declined').waitFor();
    await picture('declined');
    const guessed = await sell('70.00');
    await page.getByRole('button', { name: 'Insert' }).click();
    for (const left of ['Enter PIN', 'Wrong PIN, 2 left', 'Wrong PIN, 1 left']) {
      await page.getByText(left).waitFor();
      await enterPin('0000');
    }
    expect(saidBy(await guessed.answer)).toBe('Failure WrongPIN');
  });

  it('ends a sale that the shopper cancels, with the keyboard alone', async () => {
    const { answer } = await sell('20.00');
    await page.keyboard.press('Escape');
    const told = await answer;
    expect([told.outcome, saidBy(told)]).toEqual(['CANCELLED', 'Failure Cancel']);
    await page.getByText('✕ Cancelled').waitFor();
  });

  it('takes an abort of the till away from the shopper', async () => {
    const { sale, answer } = await sell('20.00');
    expect((await till.abort(terminal.deviceId, sale.exchangeIdentification)).status).toBe(202);
    expect(saidBy(await answer)).toBe('Failure Aborted');
    await page.getByText('✕ Cancelled').waitFor();
  });

  it('sells what is keyed in at it, and is busy for the till meanwhile', async () => {
    await page.getByRole('button', { name: 'New sale' }).click();
    await page.keyboard.type('750');
    await page.getByText('7.50 EUR').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Sale keyed in here').waitFor();
    expect(saidBy(await till.sale(terminal.deviceId))).toBe('Failure Busy');
    await tap();
    await page.getByText('✓ Approved').waitFor();
    await eventually('the sale in the books', async () => {
      const rows = await platform.rows('transaction', 'select 1 from stand_alone where device_id = $1', [
        terminal.deviceId,
      ]);
      return rows.length === 1 ? true : undefined;
    });
    await page.getByRole('cell', { name: 'stand-alone' }).waitFor();
  });

  it('does what a script says while the page is open, without a person', async () => {
    await terminal.script({ outcome: 'approve', times: 1 });
    expect((await till.sale(terminal.deviceId)).outcome).toBe('APPROVED');
  });

  it('keeps nobody out', async () => {
    await expectNoBarriers(page);
    const { answer } = await sell('60.00');
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Insert' }).click();
    await page.getByText('Enter PIN').waitFor();
    await expectNoBarriers(page);
    await picture('pin');
    await enterPin('1234');
    await answer;
    await page.getByText('✓ Approved').waitFor();
    await expectNoBarriers(page);
    await picture('approved');
  });
});
