import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkChain } from '@ppaas/contracts';
import type { ChainedEntry } from '@ppaas/contracts';
import pg from 'pg';
import { z } from 'zod';
import { CliError } from './cli-error.ts';
import { say } from './progress.ts';
import { readSecret } from './sandbox/secrets.ts';
import { databaseUrl } from './sandbox/service-specs.ts';
import { POSTGRES_URL_FILE } from './sandbox/state.ts';

const USAGE = './ppaas audit verify [--database URL] [--heads FILE]';
const ENTRIES = `
  select id, chain, seq::int, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, action, object,
         address, detail::text, previous_hash as "previousHash", hash
    from audit where chain = $1 and seq > $2 order by seq limit 1000`;

/** The last entry of each chain as it was seen before: chain → where it ended, and with which hash. */
const heads = z.record(z.string(), z.object({ seq: z.int(), hash: z.string() }));
type Heads = z.infer<typeof heads>;

/**
 * `./ppaas audit verify`: holds every entry of the audit trails against its hash. Exit code 0 only when all chains hold.
 * A chain that was cut off, or made anew from its beginning, holds by itself: against that stands a file, kept where nobody
 * who can write to the database can write too, with where each chain ended. When all hold, it is brought up to date.
 */
export async function auditCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { database: { type: 'string' }, heads: { type: 'string' } },
  });
  if (positionals.join(' ') !== 'verify') throw new CliError('an audit trail can be verified, and that is all', USAGE);
  const known = values.heads !== undefined && existsSync(values.heads) ? readHeads(values.heads) : {};
  const client = new pg.Client({ connectionString: values.database ?? sandboxDatabase() });
  await client.connect();
  try {
    const { rows } = await client.query<{ chain: string }>('select distinct chain from audit order by chain');
    const chains = new Set([...rows.map(({ chain }) => chain), ...Object.keys(known)]);
    const found: Heads = {};
    let broken = 0;
    for (const chain of chains) {
      const entriesAfter = async (seq: number): Promise<ChainedEntry[]> =>
        (await client.query<ChainedEntry>(ENTRIES, [chain, seq])).rows;
      const { last, fault } = await checkChain(entriesAfter, known[chain]);
      if (fault !== undefined) broken += 1;
      if (last !== undefined) found[chain] = last;
      say(`${chain.padEnd(36)} ${fault ?? `holds: ${last?.seq ?? 0} entries`}`);
    }
    if (broken === 0 && values.heads !== undefined) writeFileSync(values.heads, `${JSON.stringify(found, null, 2)}\n`);
    return broken === 0 ? 0 : 1;
  } finally {
    await client.end();
  }
}

function readHeads(file: string): Heads {
  const { data } = heads.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (data === undefined) throw new CliError(`${file} was not written by this command`, USAGE);
  return data;
}

function sandboxDatabase(): string {
  if (!existsSync(POSTGRES_URL_FILE)) {
    throw new CliError('no sandbox is up that says where its Postgres is', './ppaas up --detach, or name --database');
  }
  return databaseUrl(readSecret(POSTGRES_URL_FILE), 'registry');
}
