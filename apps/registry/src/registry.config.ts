import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { baseConfig, doorConfig, loadConfig, signInConfig } from '@ppaas/service';
import { IssuingCa } from './enrolment/issuing-ca.ts';
import type { Kek } from './secrets/sealed.ts';

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback);

/** The environment of this service. */
export const registryConfig = {
  ...baseConfig,
  ...doorConfig,
  ...signInConfig,
  PEPPER_FILE: z.string().min(1),
  KEK_FILE: z.string().min(1),
  CA_CERT_FILE: z.string().min(1),
  CA_KEY_FILE: z.string().min(1),
  CA_CHAIN_FILE: z.string().min(1),
  /** Where devices connect: `connectUrl` of an enrolment. */
  DEVICE_URL: z.url(),
  /** The cell of an organisation for which none is given. */
  DEFAULT_CELL: z.string().default('shared'),
  /** The built portal; without it none is served. */
  PORTAL_DIR: z.string().optional(),
  /** `true`: the portal says that it is one, and links to the mailbox. */
  SANDBOX: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  /** Of a sandbox: where its simulated terminals are, for the browser. The portal links each device to its own. */
  SIMULATOR_URL: z.url().optional(),
  /** Listings a POS may ask for in a second. */
  RETAIL_RATE_PER_SECOND: count(200),
  /** Failed enrolments in an hour from one address. */
  ENROL_FAILURES_PER_HOUR: count(20),
};

export const readRegistryConfig = () => loadConfig(registryConfig);

export type RegistryConfig = ReturnType<typeof readRegistryConfig>;

const bytes32 = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === 32, 'must be 32 bytes');
const pepperFile = z.object({ current: z.int(), peppers: z.record(z.string().regex(/^\d+$/), bytes32) });
const kekFile = z.object({ version: z.int(), key: bytes32 });

/** What the registry keeps outside its database: read once at start. */
export interface RegistrySecrets {
  readonly pepper: { readonly version: number; readonly key: Buffer };
  /** All peppers, the current one first: activation codes may have been made under an earlier one. */
  readonly peppers: readonly Buffer[];
  readonly kek: Kek;
  readonly ca: IssuingCa;
}

/** @throws when a file is missing or has another shape. */
export async function readRegistrySecrets(config: RegistryConfig): Promise<RegistrySecrets> {
  const text = (path: string): string => readFileSync(path, 'utf8');
  const { current, peppers } = pepperFile.parse(JSON.parse(text(config.PEPPER_FILE)));
  const key = peppers[String(current)];
  if (key === undefined) throw new Error('the pepper file has no pepper of the current version');
  return {
    pepper: { version: current, key },
    peppers: [key, ...Object.values(peppers).filter((other) => other !== key)],
    kek: kekFile.parse(JSON.parse(text(config.KEK_FILE))),
    ca: await IssuingCa.open({
      certificate: text(config.CA_CERT_FILE),
      key: text(config.CA_KEY_FILE),
      chain: text(config.CA_CHAIN_FILE),
    }),
  };
}
