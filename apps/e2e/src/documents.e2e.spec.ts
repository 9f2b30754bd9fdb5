import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ppaas/testing';
import { ROOT } from './harness/child.ts';
import { Platform } from './harness/platform.ts';
import type { Pos } from './harness/pos.ts';
import { openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';

const run = promisify(execFile);
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Partial<
          Record<
            (typeof METHODS)[number],
            {
              readonly requestBody?: {
                readonly content: Readonly<Record<string, { readonly example?: unknown }>>;
              };
              readonly responses: Readonly<Record<string, unknown>>;
            }
          >
        >
      >
    >
  >;
}

let platform: Platform;
let shop: Shop;
let till: Pos;

beforeAll(async () => {
  platform = await Platform.start({ name: 'documents' });
  shop = await openShop(platform);
  const [first] = shop.tills;
  if (first === undefined) throw new Error('no till');
  till = first;
  await eventually('the terminal is listed as online', async () => {
    const { devices } = await till.list<{ devices: { presence: string }[] }>();
    return devices[0]?.presence === 'ONLINE' ? true : undefined;
  });
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

describe('docs/how-to/first-sale.md', () => {
  it('works as it is written', async () => {
    const page = readFileSync(join(ROOT, 'docs/how-to/first-sale.md'), 'utf8');
    const blocks = [...page.matchAll(/^```bash\n(.*?)^```$/gms)].map((block) => block[1] ?? '');
    expect(blocks.length).toBeGreaterThan(5);
    const { applicationId, applicationKey } = till.registration;
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', blocks.join('\n')], {
      cwd: ROOT,
      env: {
        PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
        RETAIL_URL: platform.origin,
        APPLICATION_ID: applicationId,
        APPLICATION_KEY: applicationKey,
      },
    });
    expect(stdout).toContain('the same answer');
    const interactions = await shop.terminals[0]?.interactions();
    expect(interactions?.map(({ amount, result }) => `${amount} ${String(result)}`)).toEqual(['12.50 APPROVED']);
  }, 60_000);
});

describe('the API reference', () => {
  it('is a page, and an OpenAPI document', async () => {
    const page = await fetch(`${platform.origin}/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    await page.text();
    expect((await document()).openapi).toMatch(/^3\.1\./);
  });

  it('has examples of the retail API that the platform takes as they are', async () => {
    const { paths } = await document();
    const deviceId = shop.terminals[0]?.deviceId ?? '';
    const { applicationId, applicationKey } = till.registration;
    const told: Record<string, string> = { saleId: till.saleId, deviceId, applicationId, applicationKey };
    const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => told[name] ?? whole);
    const token = await till.token();
    const outcomes: Record<string, number> = {};
    for (const [path, operations] of Object.entries(paths)) {
      if (!path.startsWith('/retail/v1/')) continue;
      for (const method of METHODS) {
        if (operations[method] === undefined) continue;
        const example = operations[method].requestBody?.content['application/json']?.example;
        if (method !== 'get' && example === undefined) continue;
        const answer = await till.request(
          method === 'get' ? 'GET' : 'POST',
          fill(path).replace('{exchangeId}', 'example-sale-1'),
          {
            token,
            ...(example !== undefined && { text: fill(JSON.stringify(example)) }),
          },
        );
        outcomes[`${method} ${path}`] = answer.status;
        expect(Object.keys(operations[method].responses)).toContain(String(answer.status));
      }
    }
    expect(Object.keys(outcomes).length).toBeGreaterThanOrEqual(8);
    expect(Object.entries(outcomes).filter(([, status]) => status !== 200 && status !== 202)).toEqual([]);
  }, 60_000);

  const document = async (): Promise<OpenApi> =>
    (await (await fetch(`${platform.origin}/openapi.json`)).json()) as OpenApi;
});
