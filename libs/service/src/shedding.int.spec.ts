import { Controller, Get, Header, Module, Post } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SILENT_LOG } from '@ppaas/messaging';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Matters, Metrics, Public, ServiceModule, Shedding, httpConfig, readConfig, start } from './index.ts';

const held: (() => void)[] = [];
/** Until the test lets it go on. */
const slow = (): Promise<string> => new Promise((resolve) => held.push(() => resolve('done')));
const letGo = (): void => {
  for (const resolve of held.splice(0)) resolve();
};

@Public()
@Controller()
class Probe {
  @Post('sale')
  sale(): Promise<string> {
    return slow();
  }

  @Post('quick')
  quick(): string {
    return 'done';
  }

  @Get('listing')
  listing(): string {
    return 'done';
  }

  @Get('report')
  @Matters('report')
  report(): string {
    return 'done';
  }

  @Post('abort')
  @Matters('finish')
  abort(): string {
    return 'done';
  }

  @Get('live')
  @Matters('apart')
  @Header('Content-Type', 'text/plain')
  live(): Promise<string> {
    return slow();
  }
}

/** However busy the machine is. */
const NEVER_LATE = { LOOP_DELAY_MAX_MS: '60000' };

let app: NestFastifyApplication;
let url: string;

async function open(environment: Readonly<Record<string, string>>): Promise<void> {
  const read = readConfig(httpConfig, { PORT: '0', INSTANCE: 'auth-0', LOG_LEVEL: 'silent', ...environment });
  if (!('config' in read)) throw new Error(read.faults.join('; '));
  class Root {}
  Module({ imports: [ServiceModule.forRoot({ config: read.config })], controllers: [Probe] })(Root);
  app = await start({ name: 'auth', module: Root, config: read.config });
  url = await app.getUrl();
}

afterEach(async () => {
  letGo();
  await app.close();
});

const call = (method: 'GET' | 'POST', path: string, signal?: AbortSignal): Promise<Response> =>
  fetch(`${url}/${path}`, { method, ...(signal && { signal }) });
const statusOf = async (method: 'GET' | 'POST', path: string): Promise<number> => (await call(method, path)).status;
/** In the order in which they are refused. */
const statuses = (): Promise<number[]> =>
  Promise.all([
    statusOf('GET', 'report'),
    statusOf('GET', 'listing'),
    statusOf('POST', 'quick'),
    statusOf('POST', 'abort'),
  ]);
const metric = async (name: string): Promise<string> => {
  const text = await (await call('GET', 'metrics')).text();
  return text.split('\n').find((line) => line.startsWith(name)) ?? '';
};
const until = async (what: string, isSo: () => Promise<boolean> | boolean): Promise<void> => {
  for (const end = performance.now() + 30_000; !(await isSo()); ) {
    if (performance.now() > end) throw new Error(`not within 30 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('a service that may have two calls in flight', () => {
  it('refuses the third at once, with the headers and the form of the platform, while the two go on', async () => {
    await open({ IN_FLIGHT_MAX: '2', ...NEVER_LATE });
    const accepted = [call('POST', 'sale'), call('POST', 'sale')];
    await until('both are worked on', () => held.length === 2);
    const tookMs: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const before = performance.now();
      expect(await statusOf('POST', 'sale')).toBe(503);
      tookMs.push(performance.now() - before);
    }
    const refused = await call('POST', 'sale');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await refused.json()).toEqual({
      type: 'urn:ppaas:error:platform.unavailable',
      title: 'The platform cannot accept this now; this request has started nothing',
      status: 503,
      code: 'platform.unavailable',
    });
    // What a refusal takes is the least of many: the rest is what else the machine has to do.
    expect(Math.min(...tookMs)).toBeLessThan(5);
    expect(held).toHaveLength(2);
    expect(await statuses()).toEqual([503, 503, 503, 201]);
    expect(await statusOf('GET', 'health/live')).toBe(200);
    expect(await metric('ppaas_calls_in_flight')).toMatch(/ 2$/);
    expect(await metric('ppaas_calls_refused_total{importance="start",cause="in_flight"')).toMatch(/ 22$/);
    letGo();
    expect((await Promise.all(accepted)).map(({ status }) => status)).toEqual([201, 201]);
    await until('all have left', async () => (await metric('ppaas_calls_in_flight')).endsWith(' 0'));
    expect(await statuses()).toEqual([200, 200, 201, 201]);
  });

  it('counts neither what stands apart, nor who only waits, nor who has hung up', async () => {
    await open({ IN_FLIGHT_MAX: '2', ...NEVER_LATE });
    const apart = [1, 2, 3].map(() => call('GET', 'live'));
    await until('three streams', () => held.length === 3);
    expect(await statuses()).toEqual([200, 200, 201, 201]);
    const waiting = [call('POST', 'sale'), call('POST', 'sale')];
    await until('two sales', () => held.length === 5);
    expect(await statusOf('POST', 'quick')).toBe(503);
    app.get(Shedding).leaveOut(() => 2);
    expect(await statusOf('POST', 'quick')).toBe(201);
    app.get(Shedding).leaveOut(() => 0);
    letGo();
    await Promise.all([...apart, ...waiting]);
    const hangUp = new AbortController();
    const gone = [1, 2].map(() => call('POST', 'sale', hangUp.signal).catch(() => 'hung up'));
    await until('two sales', () => held.length === 2);
    hangUp.abort();
    expect(await Promise.all(gone)).toEqual(['hung up', 'hung up']);
    await until('they are gone', async () => (await metric('ppaas_calls_in_flight')).endsWith(' 0'));
    expect(await statuses()).toEqual([200, 200, 201, 201]);
  });
});

describe('a service whose event loop is late', () => {
  it('refuses reports first, then listings, then what is new, and no abort; and comes back', async () => {
    await open({ LOOP_DELAY_MAX_MS: '50' });
    expect(await statuses()).toEqual([200, 200, 201, 201]);
    const seen = new Set<string>();
    const blockUntil = async (last: string): Promise<void> => {
      for (let n = 0; n < 200 && !seen.has(last); n += 1) {
        for (const end = performance.now() + 150; performance.now() < end; );
        const level = (await metric('ppaas_overload_level')).at(-1);
        // Within one turn the level may change between two of them.
        const now = await statuses();
        if ((await metric('ppaas_overload_level')).at(-1) === level) seen.add(now.join(' '));
      }
    };
    await blockUntil('503 503 503 201');
    expect([...seen]).toEqual(['200 200 201 201', '503 200 201 201', '503 503 201 201', '503 503 503 201']);
    await until('it is calm', async () => (await metric('ppaas_overload_level')).endsWith(' 0'));
    expect(await statuses()).toEqual([200, 200, 201, 201]);
  }, 90_000);
});

describe('a service whose callers wait for connections of its pool', () => {
  it('sees how long, by one more that waits, and asks for none when nobody does', async () => {
    await open({});
    let asked = 0;
    const waiting: (() => void)[] = [];
    const pool = {
      waitingCount: 0,
      connect: () => {
        asked += 1;
        return new Promise<never>((resolve) => waiting.push(() => resolve({ release: () => undefined } as never)));
      },
    };
    const config = { IN_FLIGHT_MAX: 9, LOOP_DELAY_MAX_MS: 60_000, POOL_WAIT_MAX_MS: 500 };
    const shedding = new Shedding(config, new Metrics({ service: 's', instance: 's-0' }), SILENT_LOG, pool as never);
    shedding.onApplicationBootstrap();
    const isRefused = (): boolean => {
      try {
        shedding.enter('report');
        shedding.leave();
        return false;
      } catch {
        return true;
      }
    };
    expect(asked).toBe(0);
    pool.waitingCount = 1;
    await until('reports are refused', isRefused);
    expect(asked).toBe(1);
    pool.waitingCount = 0;
    for (const give of waiting) give();
    await until('reports are let in', () => !isRefused());
    expect(asked).toBe(1);
    shedding.stop();
  }, 60_000);
});
