import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRecords } from '@ppaas/messaging';
import { Redis } from 'ioredis';
import { SERVICES } from './platform.ts';
import type { Platform } from './platform.ts';

/** A place where data comes to rest, and all the text in it. */
export interface Sink {
  readonly name: string;
  readonly text: string;
}

/** Everything the platform wrote down: topics with their dead letters, tables, Redis, logs. */
export async function sinks(platform: Platform): Promise<Sink[]> {
  return [...(await topics(platform)), ...(await tables(platform)), ...(await redis(platform)), ...logs(platform)];
}

async function topics(platform: Platform): Promise<Sink[]> {
  const brokers = platform.stores.kafkaBrokers;
  const records = await readRecords({ brokers, prefixes: [`${platform.cell}.`, 'platform.'] });
  return records.map(({ topic, ...rest }) => ({ name: `topic ${topic}`, text: JSON.stringify(rest) }));
}

async function tables(platform: Platform): Promise<Sink[]> {
  const all = await Promise.all(
    SERVICES.map(async (service) => {
      const names = await platform.rows<{ name: string }>(
        service,
        `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
      );
      return Promise.all(
        names.map(async ({ name }) => {
          const rows = await platform.rows<{ text: string }>(
            service,
            `select to_jsonb(t)::text as text from ${name} t`,
          );
          return { name: `table ${name} of ${service}`, text: rows.map(({ text }) => text).join('\n') };
        }),
      );
    }),
  );
  return all.flat();
}

async function redis(platform: Platform): Promise<Sink[]> {
  const client = new Redis(platform.stores.redisUrl);
  try {
    const keys = await client.keys('*');
    return await Promise.all(
      keys.map(async (key) => {
        const type = await client.type(key);
        const value =
          type === 'hash'
            ? JSON.stringify(await client.hgetall(key))
            : type === 'string'
              ? await client.get(key)
              : type;
        return { name: `Redis ${key}`, text: `${key} ${String(value)}` };
      }),
    );
  } finally {
    client.disconnect();
  }
}

function logs(platform: Platform): Sink[] {
  return readdirSync(platform.directory)
    .filter((name) => name.endsWith('.log'))
    .map((name) => ({ name: `log ${name}`, text: readFileSync(join(platform.directory, name), 'utf8') }));
}
