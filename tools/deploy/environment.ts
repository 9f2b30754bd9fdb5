import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readConfig } from '../../libs/service/src/config.ts';
import { ROOT } from './programs.ts';

/** Read by a library, not by a configuration of ours. */
const OF_LIBRARIES = /^(OTEL_|NODE_)/;

/** Two services read their configuration when it is imported: something complete must be there by then. */
const COMPLETE = {
  ...{ PORT: '0', INSTANCE: 'x-0', DATABASE_URL: 'postgres://x/x', KAFKA_BROKERS: 'x:1', REDIS_URL: 'redis://x' },
  ...{ ISSUER: 'http://x.example', JWKS_URL: 'http://x.example', AUTH_URL: 'http://x.example' },
};

/** Of an app that is many commands, the one that is deployed. */
const COMMANDS: Readonly<Record<string, string>> = { cli: 'door/door' };

/** The schema of an app's environment: the exported object of zod schemas in its `*.config.ts`. */
export async function schemaOf(app: string): Promise<z.ZodRawShape> {
  const names = [COMMANDS[app] ?? app, app.split('-').at(-1) ?? app];
  const stem = names.find((name) => existsSync(join(ROOT, 'apps', app, `src/${name}.config.ts`)));
  const kept = { ...process.env };
  Object.assign(process.env, COMPLETE);
  try {
    const module = (await import(join(ROOT, 'apps', app, `src/${stem}.config.ts`))) as Record<string, unknown>;
    const found = Object.values(module).find(
      (value) => typeof value === 'object' && value !== null && 'PORT' in value && value.PORT instanceof z.ZodType,
    );
    if (found === undefined) throw new Error(`${app} exports no schema of its environment`);
    return found as z.ZodRawShape;
  } finally {
    process.env = kept;
  }
}

/** What an app would refuse of an environment, and what it would not even look at. */
export async function environmentFaults(app: string, environment: Readonly<Record<string, string>>): Promise<string[]> {
  const schema = await schemaOf(app);
  const unknown = Object.keys(environment).filter((key) => !(key in schema) && !OF_LIBRARIES.test(key));
  const result = readConfig(schema, environment);
  return [...unknown.map((key) => `${key} is not read`), ...('faults' in result ? result.faults : [])];
}
