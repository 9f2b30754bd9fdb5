import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const ARGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A real Chromium. @throws Error when the suite was started without one */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.TEST_CHROMIUM;
  if (executablePath === undefined) throw new Error('TEST_CHROMIUM is not set: run these tests with ./ppaas test');
  return chromium.launch({ executablePath, args: ARGS });
}

/** A page of somebody who has never been here, and what it complains about. */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width: 1_200, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refusal is an answer; what the policy of the page forbids is a fault.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  return Object.assign(page, { complaints });
}

export type WatchedPage = Page & { readonly complaints: string[] };

/** Insists that axe finds nothing serious in what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual(
    [],
  );
}

/** What was copied last. */
export const clipboardOf = (page: Page): Promise<string> => page.evaluate<string>('navigator.clipboard.readText()');

/** What has the focus: its role, and what it is called. */
export const focusOf = (page: Page): Promise<{ readonly role: string | null; readonly name: string }> =>
  page.evaluate(`({
    role: document.activeElement.getAttribute('role'),
    name: document.activeElement === document.body
      ? ''
      : (document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent),
  })`);

export const languageOf = (page: Page): Promise<string> => page.evaluate<string>('document.documentElement.lang');
