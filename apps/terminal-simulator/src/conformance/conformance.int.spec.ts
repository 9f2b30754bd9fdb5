import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlServer } from '../control.ts';
import { Simulator } from '../simulator.ts';
import { Bench } from './bench.ts';
import { DeviceControl } from './device-control.ts';
import { RULES } from './rules.ts';
import { runRules } from './run.ts';

const SERIAL = 'SIM-CONFORMANCE-1';

describe('the simulator in the conformance run', () => {
  let bench: Bench;
  let simulator: Simulator;
  let control: ControlServer;
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
      report: () => undefined,
    });
    control = new ControlServer(simulator, () => 'http://127.0.0.1');
    const port = await control.listen(0, '127.0.0.1');
    bench.control = new DeviceControl(`http://127.0.0.1:${port}/terminals/${SERIAL}`);
    await simulator.add({ serialNumber: SERIAL, model: 'SimTerminal S1', activationCode: 'ANY' });
  }, 30_000);
  afterAll(async () => {
    simulator.stop();
    await control.close();
    await bench.stop();
    rmSync(dataDirectory, { recursive: true });
  });

  it.each(RULES.map((rule) => [`${rule.section} ${rule.title}`, rule] as const))(
    '%s',
    async (_title, rule) => {
      const [finding] = await runRules(bench, [rule], () => undefined);
      expect(finding).toMatchObject({ verdict: 'pass', detail: '' });
    },
    90_000,
  );
});
