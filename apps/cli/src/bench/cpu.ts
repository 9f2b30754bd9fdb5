import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** Clock ticks of Linux's /proc, per second. */
const TICKS = 100;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly cpuMs: number;
}

/** CPU time this command and everything it started has used, milliseconds by name; empty where there is no /proc. */
export function cpuByName(): ReadonlyMap<string, number> {
  if (!existsSync('/proc/self/stat')) return new Map();
  const all = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => readProcess(Number(entry)));
  const family = new Set([process.pid]);
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const one of all) if (family.has(one.parent)) family.add(one.pid);
  }
  const used = new Map<string, number>();
  for (const one of all) if (family.has(one.pid)) used.set(one.name, (used.get(one.name) ?? 0) + one.cpuMs);
  return used;
}

/** A process may end between the listing and the look. */
function readProcess(pid: number): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ');
    const cpuMs = ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
    return [{ pid, parent: Number(fields[1]), name: nameOf(command), cpuMs }];
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return [];
    throw error;
  }
}

function nameOf(command: string): string {
  const app = /apps\/([a-z-]+)\/dist\/main\.js/.exec(command)?.[1];
  const baseline = /bench\/(floor|naive)\.js (front|back)/.exec(command);
  if (baseline !== null) return `${String(baseline[1])} ${String(baseline[2])}`;
  if (app !== undefined) return app === 'cli' ? 'the bench itself and the door' : app;
  if (command.includes('kafka.Kafka')) return 'kafka';
  if (command.includes('postgres')) return 'postgres';
  return command.includes('redis') ? 'redis' : 'other';
}
