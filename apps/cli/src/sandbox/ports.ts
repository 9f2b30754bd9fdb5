import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { freePort } from '../processes/ports.ts';
import { makeDir, statePath } from '../workspace.ts';

/** Ports that people expect; others are used when these are taken. */
export const DOOR_PORTS = { public: 8080, retailTls: 8443, device: 8444, simulator: 8090 } as const;
const ANY = undefined;
export const NATIVE_PORTS = {
  ...DOOR_PORTS,
  ...{ auth: ANY, registry: ANY, session: ANY, transaction: ANY, 'device-connector': ANY },
} as const;
export type Ports = Readonly<Record<keyof typeof NATIVE_PORTS, number>>;

const FILE = statePath('ports.json');
const remembered = z.record(z.string(), z.int());

export const rememberedPorts = (): Record<string, number> =>
  existsSync(FILE) ? (remembered.safeParse(JSON.parse(readFileSync(FILE, 'utf8'))).data ?? {}) : {};

export function rememberPorts(ports: Readonly<Record<string, number>>): void {
  makeDir(statePath());
  writeFileSync(FILE, JSON.stringify({ ...rememberedPorts(), ...ports }));
}

/**
 * A free port for each name, those of the last start where they are free, so that addresses survive a restart.
 * @param usual tried first
 */
export async function choosePorts<Name extends string>(
  usual: Readonly<Record<Name, number | undefined>>,
): Promise<Readonly<Record<Name, number>>> {
  const last = rememberedPorts();
  const chosen: Record<string, number> = {};
  for (const [name, expected] of Object.entries<number | undefined>(usual)) {
    const taken = Object.values(chosen);
    const wanted = [expected, last[name]].filter((port) => port !== undefined && !taken.includes(port));
    chosen[name] = await freePort(...(wanted as number[]));
  }
  return chosen as Record<Name, number>;
}
