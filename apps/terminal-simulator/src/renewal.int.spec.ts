import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bench } from './conformance/bench.ts';
import { loadIdentity } from './identity.ts';
import { renewableFrom } from './renewal.ts';
import { Simulator } from './simulator.ts';

const HOUR_MS = 3_600_000;
const dataDirectory = mkdtempSync(join(tmpdir(), 'simulator-'));
const reported: string[] = [];
let bench: Bench;

const newSimulator = (): Simulator =>
  new Simulator({
    dataDirectory,
    retailUrl: bench.enrolUrl,
    retailTlsUrl: bench.enrolUrl,
    ca: bench.authority.pem,
    timeScale: 0.1,
    isJournalSynced: true,
    now: () => new Date(),
    report: (event) => reported.push(event),
  });
const shown = async (): Promise<string | undefined> => {
  await bench.line();
  return bench.shownFingerprint;
};
const fingerprint = (pem: string): string => new X509Certificate(pem).fingerprint256;

beforeAll(async () => {
  bench = await Bench.start('localhost', 0);
}, 30_000);
afterAll(async () => {
  await bench.stop();
  rmSync(dataDirectory, { recursive: true });
});

it('a certificate is renewed from two thirds of its life on, with itself, and the next connection shows the new one', async () => {
  // A life of six hours, of which four are to be spent first.
  bench.life = { spentMs: HOUR_MS, leftMs: 5 * HOUR_MS };
  const first = newSimulator();
  await first.add({ serialNumber: 'SIM-1', model: 'SimTerminal S1', activationCode: 'ANY' });
  const { certificate = '' } = first.get('SIM-1')?.identity ?? {};
  expect(await shown()).toBe(fingerprint(certificate));
  const due = renewableFrom(certificate);
  expect(Math.round((due.getTime() - Date.now()) / HOUR_MS)).toBe(3);
  expect(await first.renew('SIM-1', new Date(due.getTime() - 1_000))).toBe(certificate);
  expect(bench.renewals).toEqual([]);

  // The answer is lost, and the power goes: the request that was kept is sent again, since only its key fits.
  bench.lostRenewals = 1;
  await expect(first.renew('SIM-1', due)).rejects.toThrow();
  first.stop();
  const second = newSimulator();
  await second.resume();
  expect(await shown()).toBe(fingerprint(certificate));
  bench.life = { spentMs: 0, leftMs: 24 * HOUR_MS };
  const renewed = await second.renew('SIM-1', due);
  expect(renewed).not.toBe(certificate);
  expect(bench.renewals).toHaveLength(2);
  expect(bench.renewals[1]).toBe(bench.renewals[0]);
  await bench.reconnect();
  expect(await shown()).toBe(fingerprint(renewed));
  const kept = loadIdentity(join(dataDirectory, 'SIM-1'));
  expect([kept?.certificate, kept?.renewal]).toEqual([renewed, undefined]);
  expect(await second.renew('SIM-1', due)).toBe(renewed);
  second.stop();
}, 30_000);

it('one that is due is renewed at the start, without a word', async () => {
  bench.life = { spentMs: 3 * HOUR_MS, leftMs: HOUR_MS };
  const enrolling = newSimulator();
  await enrolling.add({ serialNumber: 'SIM-2', model: 'SimTerminal S1', activationCode: 'ANY' });
  enrolling.stop();
  bench.life = undefined;
  reported.length = 0;
  const simulator = newSimulator();
  await simulator.resume();
  const until = performance.now() + 5_000;
  while (!reported.includes('renewed') && performance.now() < until) await new Promise((r) => setTimeout(r, 10));
  expect(reported).toContain('renewed');
  expect(reported).not.toContain('not renewed');
  simulator.stop();
}, 30_000);
