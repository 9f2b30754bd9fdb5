import { createHmac } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { databaseRolesOf } from '@ppaas/contracts';
import type { ServiceName } from '@ppaas/contracts';
import { CliError } from '../cli-error.ts';
import { ENVIRONMENT, childEnvironment } from '../environment.ts';
import type { Stores } from '../stores/stores.ts';
import { makeDir, rootPath, statePath } from '../workspace.ts';
import { PORTAL_SITE } from './portal.ts';
import type { Ports } from './ports.ts';
import { OPERATOR_CLIENT_ID, readSecret } from './secrets.ts';
import type { SecretFiles } from './secrets.ts';

export const SERVICES = ['auth', 'registry', 'session', 'transaction', 'device-connector'] as const;
export type SandboxService = (typeof SERVICES)[number] | 'terminal-simulator';

export const CELL = 'shared';

/** Limits of the sandbox: 200 calls a second for each POS, 20 tokens a second for each client. */
const RATES = {
  ...{ POS_RATE_PER_SECOND: '200', RETAIL_RATE_PER_SECOND: '200', TOKEN_RATE_PER_SECOND: '20' },
  // The benchmarks find the machine's limit, not a quota's.
  TENANT_RATE_PER_SECOND: '5000',
};

export interface ServiceSpec {
  readonly name: SandboxService;
  readonly entry: string;
  readonly port: number;
  readonly environment: Record<string, string>;
}

export interface SandboxParts {
  readonly ports: Ports;
  readonly stores: Stores;
  readonly secrets: SecretFiles;
  readonly terminalsDir: string;
  readonly isJournalSynced: boolean;
  /** Of all services, in place of the sandbox's own. */
  readonly environment: Readonly<Record<string, string>>;
}

export const databaseOf = (service: string): string => service.replaceAll('-', '_');

/** The URL of one database on the server that `postgresUrl` names. */
export function databaseUrl(postgresUrl: string, database: string): string {
  const url = new URL(postgresUrl);
  url.pathname = `/${database}`;
  return url.href;
}

export interface DatabaseLogin {
  readonly name: string;
  readonly password: string;
}

/** The role that a service runs as. Its password follows from the administrator's: nothing more is to be kept. */
export function databaseLogin(postgresUrl: string, service: ServiceName): DatabaseLogin {
  const name = databaseRolesOf(service).service;
  const password = createHmac('sha256', new URL(postgresUrl).password).update(name).digest('base64url');
  return { name, password };
}

/** The service runs as a role that owns nothing; its tables belong to the administrator. */
export function databaseEnvironment(
  postgresUrl: string,
  service: ServiceName,
): { readonly DATABASE_URL: string; readonly DATABASE_OWNER_URL: string } {
  const owner = databaseUrl(postgresUrl, databaseOf(service));
  const url = new URL(owner);
  const { name, password } = databaseLogin(postgresUrl, service);
  Object.assign(url, { username: name, password });
  return { DATABASE_URL: url.href, DATABASE_OWNER_URL: owner };
}

export function addressesOf(ports: Pick<Ports, 'public' | 'retailTls' | 'device' | 'simulator'>) {
  return {
    retailUrl: `http://127.0.0.1:${ports.public}`,
    retailTlsUrl: `https://localhost:${ports.retailTls}`,
    deviceUrl: `wss://localhost:${ports.device}/device/v1/connect`,
    simulatorUrl: `http://127.0.0.1:${ports.simulator}`,
  };
}

/** What each process is started with: the one place where the sandbox's parts are wired to each other. */
export function serviceSpecs(parts: SandboxParts): ServiceSpec[] {
  const { ports, secrets } = parts;
  const { retailUrl, deviceUrl, simulatorUrl } = addressesOf(ports);
  const own: Readonly<Record<(typeof SERVICES)[number], Record<string, string>>> = {
    auth: {
      SIGNING_KEYS_FILE: secrets.signingKeys,
      PEPPER_FILE: secrets.pepper,
      OPERATOR_CLIENT_ID,
      OPERATOR_CLIENT_KEY_FILE: secrets.operatorKey,
      RETAIL_URL: retailUrl,
      DOOR_TOKEN: readSecret(secrets.doorToken),
      // Nobody is sent mail from a sandbox: the portal shows it.
      MAILBOX: 'true',
    },
    registry: {
      PEPPER_FILE: secrets.pepper,
      KEK_FILE: secrets.kek,
      CA_CERT_FILE: secrets.issuingCertificate,
      CA_KEY_FILE: secrets.issuingKey,
      CA_CHAIN_FILE: secrets.chain,
      DEVICE_URL: deviceUrl,
      DEFAULT_CELL: CELL,
      PORTAL_DIR: PORTAL_SITE,
      SANDBOX: 'true',
      SIMULATOR_URL: simulatorUrl,
      AUTH_URL: `http://127.0.0.1:${ports.auth}`,
      DOOR_TOKEN: readSecret(secrets.doorToken),
    },
    session: { AUTH_URL: `http://127.0.0.1:${ports.auth}` },
    transaction: { AUTH_URL: `http://127.0.0.1:${ports.auth}` },
    'device-connector': {
      DEVICE_PORT: String(ports.device),
      TLS_CERT_FILE: secrets.serverCertificate,
      TLS_KEY_FILE: secrets.serverKey,
      DEVICE_CA_FILE: secrets.chain,
      // A simulated terminal sells many times a second, with seven frames each; no real one does.
      DEVICE_FRAMES_PER_SECOND: '500',
      DEVICE_BYTES_PER_MINUTE: '10000000',
    },
  };
  return [
    ...SERVICES.map((name) => spec(name, ports[name], { ...common(name, parts), ...own[name] })),
    simulator(parts),
  ];
}

const entryOf = (name: string): string => rootPath('apps', name, 'dist/main.js');

function spec(name: SandboxService, port: number, environment: Record<string, string>): ServiceSpec {
  return {
    name,
    entry: entryOf(name),
    port,
    environment: childEnvironment({
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: ENVIRONMENT.logLevel,
      // Compiled code of the last start: six processes load the same packages on the same cores.
      NODE_COMPILE_CACHE: statePath('compile-cache'),
      INSTANCE: `${name}-0`,
      ...environment,
    }),
  };
}

function common(name: ServiceName, { ports, stores, environment }: SandboxParts): Record<string, string> {
  return {
    CELL,
    ...databaseEnvironment(stores.postgresUrl, name),
    KAFKA_BROKERS: stores.kafkaBrokers,
    REDIS_URL: stores.redisUrl,
    ISSUER: `http://127.0.0.1:${ports.public}`,
    JWKS_URL: `http://127.0.0.1:${ports.auth}/.well-known/jwks.json`,
    ...RATES,
    ...environment,
  };
}

function simulator({ ports, secrets, terminalsDir, isJournalSynced }: SandboxParts): ServiceSpec {
  const { retailUrl, retailTlsUrl, deviceUrl } = addressesOf(ports);
  return spec('terminal-simulator', ports.simulator, {
    DATA_DIR: makeDir(terminalsDir, 0o700),
    RETAIL_URL: retailUrl,
    RETAIL_TLS_URL: retailTlsUrl,
    CA_FILE: secrets.ca,
    // The device door may have moved since a terminal was enrolled.
    CONNECT_URL: deviceUrl,
    JOURNAL_FSYNC: String(isJournalSynced),
  });
}

/** @throws CliError when a service is not built */
export function requireBuilt(specs: readonly ServiceSpec[]): void {
  const missing = specs.filter(({ name }) => !readdirSync(rootPath('apps', name)).includes('dist'));
  if (missing.length === 0) return;
  throw new CliError(`not built: ${missing.map(({ name }) => name).join(', ')}`, 'node_modules/.bin/tsc -b');
}
