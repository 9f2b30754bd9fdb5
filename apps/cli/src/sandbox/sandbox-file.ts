import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import type { Seeded } from './seed.ts';
import type { addressesOf } from './service-specs.ts';
import { SANDBOX_FILE, readState } from './state.ts';

const pointOfSale = z.object({
  name: z.string(),
  reference: z.string(),
  storeId: z.string(),
  applicationId: z.string(),
  applicationKey: z.string(),
  saleId: z.string(),
});
export type SandboxPos = z.infer<typeof pointOfSale>;

const device = z.object({
  deviceId: z.string(),
  storeId: z.string(),
  serialNumber: z.string(),
  simulatorUrl: z.url(),
});

/** `.ppaas/sandbox.json`: everything an independent client needs to use the sandbox. */
const sandboxFile = z.object({
  retailUrl: z.url(),
  retailTlsUrl: z.url(),
  deviceUrl: z.url(),
  caFile: z.string(),
  /** null until there is a portal. */
  portalUrl: z.url().nullable(),
  portalUser: z
    .object({ organisation: z.string(), email: z.string(), password: z.string(), totpSecret: z.string().nullable() })
    .nullable(),
  pointsOfSale: z.array(pointOfSale),
  devices: z.array(device),
});
export type SandboxFile = z.infer<typeof sandboxFile>;

interface SandboxParts {
  readonly addresses: ReturnType<typeof addressesOf>;
  readonly caFile: string;
  readonly seeded: Seeded;
  /** Where each terminal is driven, by serial number. */
  readonly places: ReadonlyMap<string, string>;
  readonly hasPortal: boolean;
}

export function describeSandbox({ addresses, caFile, seeded, places, hasPortal }: SandboxParts): SandboxFile {
  const { retailUrl, retailTlsUrl, deviceUrl } = addresses;
  return {
    ...{ retailUrl, retailTlsUrl, deviceUrl, caFile },
    portalUrl: hasPortal ? `${retailUrl}/` : null,
    portalUser: hasPortal ? { ...seeded.portalUser, totpSecret: null } : null,
    pointsOfSale: seeded.pointsOfSale,
    devices: seeded.devices.map((one) => ({ ...one, simulatorUrl: places.get(one.serialNumber) ?? '' })),
  };
}

/** Holds keys, so only its owner may read it. */
export function writeSandboxFile(value: SandboxFile, path = SANDBOX_FILE): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** @throws CliError when the sandbox is not up */
export function readSandboxFile(): SandboxFile {
  const state = readState();
  if (state === undefined || !existsSync(SANDBOX_FILE)) {
    const isStarting = state?.phase === 'starting';
    throw new CliError(`the sandbox is ${isStarting ? 'still starting' : 'not up'}`, './ppaas up --detach');
  }
  return sandboxFile.parse(JSON.parse(readFileSync(SANDBOX_FILE, 'utf8')));
}
