import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { freePort } from '../processes/ports.ts';
import { statePath } from '../workspace.ts';

/** Ports that people expect; others are used when these are taken. */
const USUAL = { public: 8080, retailTls: 8443, device: 8444, simulator: 8090 } as const;
const NAMES = [
  ...(['public', 'retailTls', 'device', 'simulator'] as const),
  ...(['auth', 'registry', 'session', 'transaction', 'device-connector'] as const),
] as const;
type PortName = (typeof NAMES)[number];
export type Ports = Readonly<Record<PortName, number>>;

const FILE = statePath('ports.json');
const remembered = z.record(z.string(), z.int());

export const rememberedPorts = (): Record<string, number> =>
  existsSync(FILE) ? (remembered.safeParse(JSON.parse(readFileSync(FILE, 'utf8'))).data ?? {}) : {};

export const rememberPorts = (ports: Readonly<Record<string, number>>): void =>
  writeFileSync(FILE, JSON.stringify({ ...rememberedPorts(), ...ports }));

/** Ports of all doors and services: the last ones where they are free, so that addresses survive a restart. */
export async function choosePorts(): Promise<Ports> {
  const last = rememberedPorts();
  const chosen: Partial<Record<PortName, number>> = {};
  for (const name of NAMES) {
    const usual = name in USUAL ? [USUAL[name as keyof typeof USUAL]] : [];
    const lately = last[name] === undefined ? [] : [last[name]];
    const taken = Object.values(chosen);
    chosen[name] = await freePort(...[...usual, ...lately].filter((port) => !taken.includes(port)));
  }
  return chosen as Ports;
}
