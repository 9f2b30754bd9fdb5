// `npm run screenshots`: pictures of the portal's main pages, taken in Chromium from the sandbox that is up, into docs/images.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs/images');
const sandbox = z.object({
  portalUrl: z.url(),
  portalUser: z.object({ organisation: z.string(), email: z.string(), password: z.string() }),
  devices: z.array(z.object({ deviceId: z.string(), storeId: z.string(), simulatorUrl: z.url() })).min(2),
});

const state = sandbox.parse(JSON.parse(readFileSync(join(root, '.ppaas/sandbox.json'), 'utf8')));
const { portalUrl, portalUser } = state;
const [, device] = state.devices;
if (device === undefined) throw new Error('the sandbox has two devices');

/** What is pictured, once this text is there, after what has been clicked. */
const PICTURES: readonly (readonly [
  name: string,
  path: string,
  ready: string,
  open?: (page: Page) => Promise<void>,
  height?: number,
])[] = [
  ['stores', 'stores', 'in all'],
  ['point-of-sale', `stores/${device.storeId}/points-of-sale`, 'in all', openFirst],
  ['payment-devices', `stores/${device.storeId}/payment-devices`, 'Live'],
  ['payment-device', `stores/${device.storeId}/payment-devices/${device.deviceId}`, 'Hardware'],
  ['transactions', 'transactions', 'Approved'],
  ['transaction', 'transactions?state=APPROVED', 'Approved', openFirst, 1_400],
  ['work-list', 'work-list', 'Work list'],
  ['operations', 'operations', 'Time by stage'],
];

/** The thing that the first row is named after. */
async function openFirst(page: Page): Promise<void> {
  const list = page.url();
  await page.getByRole('rowheader').getByRole('link').first().click();
  await page.waitForURL((url) => url.href !== list);
  await page.getByText(/^(Last used|Timeline)$/).waitFor();
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(portalUrl);
  await page.getByLabel('User domain').fill(portalUser.organisation);
  await page.getByLabel('E-mail').fill(portalUser.email);
  await page.getByLabel('Password', { exact: true }).fill(portalUser.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Stores' }).waitFor();
  mkdirSync(images, { recursive: true });
  for (const [name, path, ready, open, height = 800] of PICTURES) {
    await page.setViewportSize({ width: 1_280, height });
    await page.goto(new URL(path, portalUrl).href);
    await page.getByText(ready).first().waitFor();
    await open?.(page);
    await page.screenshot({ path: join(images, `${name}.png`) });
    console.log(`docs/images/${name}.png`);
  }
} finally {
  await browser.close();
}
