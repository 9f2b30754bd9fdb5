import { existsSync } from 'node:fs';
import { describe, expect } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Where Debian's package puts it. */
const CHROMIUM = '/usr/bin/chromium';
/** No sandbox: containers seldom allow one, and the only pages are our own. The rest keeps it from calling anybody. */
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

/** `describe` for tests in a browser: where there is none they are skipped, and their name says why. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (existsSync(CHROMIUM)) return describe(name, tests);
  const { skip } = describe;
  skip(`${name} (there is no ${CHROMIUM}: apt-get install chromium)`, tests);
}

/** A browser with a fresh profile. */
export const launchBrowser = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/** What axe finds on a page that keeps somebody from using it: the rules that are broken, with the elements. */
export async function barriersOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

export const expectNoBarriers = async (page: Page): Promise<void> => expect(await barriersOn(page)).toEqual([]);

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

/** In light and in dark. */
export async function expectNoBarriersInEither(page: WatchedPage): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' });
    // Colours between the two are nobody's to see.
    await page.evaluate('new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))');
    await expectNoBarriers(page);
  }
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
