import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { faultOf } from '@ppaas/contracts';
import type { ChainedEntry } from '@ppaas/contracts';
import pg from 'pg';
import { CliError } from './cli-error.ts';
import { say } from './progress.ts';
import { readSecret } from './sandbox/secrets.ts';
import { databaseUrl } from './sandbox/service-specs.ts';
import { POSTGRES_URL_FILE } from './sandbox/state.ts';

const USAGE = './ppaas audit verify [--database URL]';
const BATCH = 1_000;

const ENTRIES = `
  select id, chain, seq::int, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, action, object,
         address, detail::text, previous_hash as "previousHash", hash
    from audit where chain = $1 and seq > $2 order by seq limit ${BATCH}`;

/** `./ppaas audit verify`: holds every entry of the audit trails against its hash. Exit code 0 only when all chains hold. */
export async function auditCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { database: { type: 'string' } },
  });
  if (positionals.join(' ') !== 'verify') throw new CliError('an audit trail can be verified, and that is all', USAGE);
  const client = new pg.Client({ connectionString: values.database ?? sandboxDatabase() });
  await client.connect();
  try {
    const { rows } = await client.query<{ chain: string }>('select distinct chain from audit order by chain');
    let broken = 0;
    for (const { chain } of rows) {
      const { count, fault } = await verify(client, chain);
      if (fault !== undefined) broken += 1;
      say(`${chain.padEnd(36)} ${fault ?? `holds: ${count} entries`}`);
    }
    return broken === 0 ? 0 : 1;
  } finally {
    await client.end();
  }
}

async function verify(client: pg.Client, chain: string): Promise<{ readonly count: number; readonly fault?: string }> {
  let before: ChainedEntry | undefined;
  for (;;) {
    const { rows } = await client.query<ChainedEntry>(ENTRIES, [chain, before?.seq ?? 0]);
    for (const entry of rows) {
      const fault = faultOf(entry, before);
      if (fault !== undefined) return { count: entry.seq, fault };
      before = entry;
    }
    if (rows.length < BATCH) return { count: before?.seq ?? 0 };
  }
}

function sandboxDatabase(): string {
  if (!existsSync(POSTGRES_URL_FILE)) {
    throw new CliError('no sandbox is up that says where its Postgres is', './ppaas up --detach, or name --database');
  }
  return databaseUrl(readSecret(POSTGRES_URL_FILE), 'registry');
}
