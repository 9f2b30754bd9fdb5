import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger, sweep } from './ledger.ts';
import { markOf } from './process-mark.ts';

describe('the ledger of started processes', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'ppaas-ledger-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const sleeper = async () => {
    const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    return { pid, mark: markOf(pid) ?? '', exited: once(child, 'exit') };
  };

  const pageOfDeadOwner = (processes: object[], throwAway: string[] = []) =>
    writeFileSync(
      join(dir, '1.json'),
      JSON.stringify({ owner: { name: 'up', pid: 2 ** 22 + 1, mark: '0' }, processes, throwAway }),
    );

  it('ends what a dead run left behind and removes its folders', async () => {
    const orphan = await sleeper();
    const throwAway = join(dir, 'data');
    mkdirSync(throwAway);
    pageOfDeadOwner([{ name: 'kafka', pid: orphan.pid, mark: orphan.mark }], [throwAway]);
    expect(await sweep(dir)).toEqual(['kafka']);
    await orphan.exited;
    expect(existsSync(throwAway)).toBe(false);
    expect(existsSync(join(dir, '1.json'))).toBe(false);
  });

  it('leaves a process alone that only has the pid of ours', async () => {
    const stranger = await sleeper();
    pageOfDeadOwner([{ name: 'kafka', pid: stranger.pid, mark: 'another start' }]);
    expect(await sweep(dir)).toEqual([]);
    expect(markOf(stranger.pid)).toBe(stranger.mark);
    process.kill(stranger.pid, 'SIGKILL');
    await stranger.exited;
  });

  it('leaves the processes of a living run alone, and ends them when that closes', async () => {
    const ours = await sleeper();
    const ledger = Ledger.open('test', dir);
    ledger.add('redis', ours.pid);
    expect(await sweep(dir)).toEqual([]);
    expect(markOf(ours.pid)).toBe(ours.mark);
    await ledger.close();
    await ours.exited;
    expect(ledger.isClosed).toBe(true);
  });

  it('survives a page that was cut short', async () => {
    writeFileSync(join(dir, '1.json'), '{"owner":');
    expect(await sweep(dir)).toEqual([]);
    expect(existsSync(join(dir, '1.json'))).toBe(false);
  });
});
