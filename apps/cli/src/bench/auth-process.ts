import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { createTopics, KafkaBus, SILENT_LOG } from '@ppaas/messaging';
import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import { childEnvironment } from '../environment.ts';
import { freePort } from '../processes/ports.ts';
import { ensureDatabases } from '../sandbox/databases.ts';
import { ensureSecrets, OPERATOR_CLIENT_ID } from '../sandbox/secrets.ts';
import { databaseEnvironment } from '../sandbox/service-specs.ts';
import type { Stores } from '../stores/stores.ts';
import { NODE, rootPath, statePath } from '../workspace.ts';

const CELL = 'bench';
const UNLIMITED = '1000000000';
const START_LIMIT_MS = 30_000;

/** A running auth service that knows one POS. */
export interface BenchedAuth {
  readonly url: string;
  readonly clientId: string;
  readonly clientKey: string;
  /** The private key it signs with, for a competitor that shall sign with the same. */
  readonly signingKey: object;
  /** Processor time since its start. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts auth as it is in production, on real stores; only its rate limits are out of the way, though still counted. */
export async function startAuth(stores: Stores): Promise<BenchedAuth> {
  const secrets = await ensureSecrets(statePath('bench-secrets'), statePath('bench-ca.pem'), new Date());
  await ensureDatabases(stores.postgresUrl);
  const brokers = stores.kafkaBrokers.split(',');
  await createTopics({ brokers, cell: CELL });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(NODE, [rootPath('apps/auth/dist/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: childEnvironment({
      PORT: String(port),
      INSTANCE: 'auth-0',
      LOG_LEVEL: 'warn',
      CELL,
      ...databaseEnvironment(stores.postgresUrl, 'auth'),
      KAFKA_BROKERS: stores.kafkaBrokers,
      REDIS_URL: stores.redisUrl,
      ISSUER: url,
      JWKS_URL: `${url}/.well-known/jwks.json`,
      RETAIL_URL: url,
      SIGNING_KEYS_FILE: secrets.signingKeys,
      PEPPER_FILE: secrets.pepper,
      OPERATOR_CLIENT_ID,
      OPERATOR_CLIENT_KEY_FILE: secrets.operatorKey,
      TOKEN_RATE_PER_SECOND: UNLIMITED,
    }),
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  };
  try {
    await ready(child, url);
    const client = await register(brokers, secrets.pepper);
    const keys = z.object({ current: z.record(z.string(), z.unknown()) });
    const signingKey = keys.parse(JSON.parse(readFileSync(secrets.signingKeys, 'utf8'))).current;
    return { url, ...client, signingKey, cpuSeconds: () => cpuSeconds(url), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function cpuSeconds(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const match = /^process_cpu_seconds_total\S* ([\d.e+-]+)$/m.exec(metrics);
  if (match?.[1] === undefined) throw new Error('auth does not say how much processor time it used');
  return Number(match[1]);
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  const until = performance.now() + START_LIMIT_MS;
  for (;;) {
    if (child.exitCode !== null) throw new CliError(`auth ended while starting (exit code ${child.exitCode})`);
    const answer = await fetch(`${url}/health/ready`).catch((error: unknown) => error as Error);
    if (answer instanceof Response && answer.ok) return;
    if (performance.now() > until) throw new CliError(`auth is not ready after ${START_LIMIT_MS} ms`);
    await pause(50);
  }
}

const pepperFile = z.object({ current: z.int(), peppers: z.record(z.string(), z.base64()) });

/** Tells auth of one POS, as the registry would. */
async function register(brokers: string[], file: string): Promise<{ clientId: string; clientKey: string }> {
  const { current, peppers } = pepperFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const clientId = `app_${randomBytes(13).toString('hex')}`;
  const clientKey = `ppk_${randomBytes(36).toString('base64url')}`;
  const hmac = createHmac('sha256', Buffer.from(peppers[current] ?? '', 'base64'))
    .update(clientKey)
    .digest('base64url');
  const [tenantId, storeId, merchantId, posId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const owner = { tenantId, name: 'Bench', status: 'ACTIVE', version: 1 } as const;
  const store = { storeId, merchantId, sessionPolicy: 'IMPLICIT', paymentMethods: null } as const;
  const verifiers = [{ hmac, pepperVersion: current, expiresAt: null }];
  const topic = 'registryEvents' as const;
  const bus = new KafkaBus({ brokers, cell: CELL, service: 'registry', instance: 'bench-0', log: SILENT_LOG });
  try {
    await bus.connect();
    await bus.publish([
      { topic, type: 'OrganisationChanged', key: tenantId, data: { ...owner, retailApi: true, cell: CELL } },
      { topic, type: 'StoreChanged', key: storeId, data: { ...owner, ...store } },
      { topic, type: 'PosChanged', key: posId, data: { ...owner, posId, storeId, merchantId, saleId: 'BENCH' } },
      {
        topic,
        type: 'PosCredentialChanged',
        key: `credential:${posId}`,
        data: { posId, applicationId: clientId, verifiers, version: 1 },
      },
    ]);
  } finally {
    await bus.disconnect();
  }
  return { clientId, clientKey };
}
