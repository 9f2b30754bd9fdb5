import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ROOT } from './child.ts';

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

const COLOURS = ['color-contrast'];

/** What axe finds on a page that keeps somebody from using it: the rules that are broken, with the elements. */
async function barriersOn(page: Page, rules?: string[]): Promise<string[]> {
  // The pages have no frames: without looking for any, and without telling what is well, it takes half of the time.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rules === undefined ? builder : builder.withRules(rules)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** In the theme of the page, and then in the other one, of which only the colours are different. */
export async function expectNoBarriers(page: Page): Promise<void> {
  expect(await barriersOn(page)).toEqual([]);
  const isDark = await page.evaluate<boolean>(`matchMedia('(prefers-color-scheme: dark)').matches`);
  const [own, other] = isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const);
  await page.emulateMedia({ colorScheme: other });
  // The portal writes its theme down; two frames later nobody sees the one before any more.
  await page.locator(`html:is([data-mantine-color-scheme=${other}], :not([data-mantine-color-scheme]))`).waitFor({ state: 'attached' }); // prettier-ignore
  await page.evaluate('new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))');
  expect((await barriersOn(page, COLOURS)).map((barrier) => `in ${other}: ${barrier}`)).toEqual([]);
  await page.emulateMedia({ colorScheme: own });
}

/** Nothing that is pressed is lower than a finger is wide; what one presses of a checkbox is its text too. */
export async function expectNothingSmall(page: Page): Promise<void> {
  const small = await page.evaluate<string[]>(`
    [...document.querySelectorAll('button, [role=tab], select, input:not([type=hidden]), main a, [role=dialog] a')]
      .filter((element) => element.checkVisibility() && !element.closest('.mantine-PasswordInput-wrapper, [role=alert]'))
      .filter((element) => (element.type === 'checkbox' ? element.labels[0] : element).getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML.slice(0, 160))`);
  expect({ path: new URL(page.url()).pathname, small }).toEqual({ path: new URL(page.url()).pathname, small: [] });
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
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

/** As wide as pages are at a desk. */
const WIDTH = 1_280;

/** A picture for the docs, where `npm run screenshots` asks for them; an ordinary run changes none. @param height pixels */
export async function screenshot(page: Page, name: string, height = 800): Promise<void> {
  if (process.env['SCREENSHOTS'] === undefined) return;
  const size = page.viewportSize();
  await page.setViewportSize({ width: WIDTH, height });
  // What is hovered over says more than a page does by itself.
  await page.mouse.move(0, 0);
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: join(ROOT, 'docs/images', `${name}.png`), animations: 'disabled', caret: 'hide' });
  if (size !== null) await page.setViewportSize(size);
}

export type WatchedPage = Page & { readonly complaints: string[] };

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
