import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bench } from './conformance/bench.ts';
import { ControlServer } from './control.ts';
import type { Snapshot } from './screen-view.ts';
import { Simulator } from './simulator.ts';

describe('the page of a terminal', () => {
  let bench: Bench;
  let simulator: Simulator;
  let control: ControlServer;
  let url: string;
  const reported: string[] = [];
  const dataDirectory = mkdtempSync(join(tmpdir(), 'simulator-'));

  beforeAll(async () => {
    bench = await Bench.start('localhost', 0);
    simulator = new Simulator({
      dataDirectory,
      retailUrl: bench.enrolUrl,
      ca: bench.authority.pem,
      timeScale: 0.1,
      isJournalSynced: true,
      now: () => new Date(),
      report: (event, detail) => reported.push(JSON.stringify({ event, ...detail })),
    });
    control = new ControlServer(simulator, () => 'http://127.0.0.1');
    url = `http://127.0.0.1:${await control.listen(0, '127.0.0.1')}/terminals/SIM-1`;
    await simulator.add({ serialNumber: 'SIM-1', model: 'SimTerminal S1', activationCode: 'ANY' });
  }, 30_000);
  afterAll(async () => {
    simulator.stop();
    await control.close();
    await bench.stop();
    rmSync(dataDirectory, { recursive: true });
  });

  /** Reads the terminal's events until one is as wanted, and hangs up. */
  async function watch<T>(until: (snapshot: Snapshot) => boolean, meanwhile: () => Promise<T>): Promise<T> {
    const hangUp = new AbortController();
    const answer = await fetch(`${url}/events`, { signal: hangUp.signal });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const done = meanwhile();
    let text = '';
    for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      const [last] = text.split('\n\n').slice(-2);
      if (last?.startsWith('data: ') && until(JSON.parse(last.slice(6)) as Snapshot)) break;
    }
    const result = await done;
    hangUp.abort();
    return result;
  }
  const post = (action: string, body: object): Promise<Response> =>
    fetch(`${url}/${action}`, { method: 'POST', body: JSON.stringify(body) });

  it('is given to a browser, and the state to everybody else', async () => {
    const page = await fetch(url, { headers: { accept: 'text/html,application/xhtml+xml' } });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      expect((await fetch(new URL(path, url))).status).toBe(200);
    }
    const state = await fetch(url);
    expect(await state.json()).toMatchObject({ serialNumber: 'SIM-1', running: null });
  });

  it.each(['/page/../package.json', '/page/page.ts', '/terminals/%', '/terminals/SIM-1/%E0%A4%A'])(
    'gives nothing else away, and lives on: %s',
    async (path) => {
      const answer = await fetch(new URL(path, url), { headers: { accept: 'text/html' } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect((await fetch(url)).status).toBe(200);
    },
  );

  it('lets a sale wait for a person only while it is open, and the PIN is nowhere afterwards', async () => {
    const alone = await post('stand-alone', { amount: '60.00', currency: 'EUR' });
    expect(alone.status).toBe(201);
    const answer = await watch(
      ({ view }) => view.screen === 'result',
      async () => {
        const selling = post('stand-alone', { amount: '60.00', currency: 'EUR' });
        const press = async (action: object): Promise<void> => {
          while ((await post('shopper', action)).status === 409) await new Promise((resolve) => setTimeout(resolve, 5));
        };
        await press({ do: 'card', brand: 'VISA', how: 'ICC' });
        await press({ do: 'pin', pin: '1234' });
        return selling;
      },
    );
    expect(answer.status).toBe(201);
    const journal = (await (await fetch(`${url}/journal`)).json()) as { interactions: { result: string }[] };
    expect(journal.interactions.map(({ result }) => result)).toEqual(['APPROVED', 'APPROVED']);
    expect(`${JSON.stringify(journal)}${reported.join()}`).not.toMatch(/1234\b|\d{13,19}/);
  });

  it('refuses what nobody waits for, and what is no action', async () => {
    expect((await post('shopper', { do: 'cancel' })).status).toBe(409);
    expect((await post('shopper', { do: 'pin', pin: '4761730000000119' })).status).toBe(400);
  });

  it('shows the script, and forgets it when told', async () => {
    await post('script', { outcome: 'decline', shopper: 'person', times: 2 });
    const scripts: unknown[] = [];
    await watch(
      ({ script }) => scripts.push(script) > 0 && script === null,
      () => fetch(`${url}/script`, { method: 'DELETE' }),
    );
    expect(scripts).toContainEqual(expect.objectContaining({ outcome: 'decline', shopper: 'person', times: 2 }));
  });
});
