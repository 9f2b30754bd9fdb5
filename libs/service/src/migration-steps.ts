import type { QueryRunner } from 'typeorm';

/**
 * Steps for a migration with `transaction = false`, on tables that may be large: nobody waits for them for longer than a
 * moment. Such a migration may be broken off anywhere and begins again, so each of its steps must bear being repeated.
 */

const BATCH = 2_000;

/** Builds an index while the table is written to. @param on table, method and columns, and the condition if there is one */
export async function buildIndex(
  runner: QueryRunner,
  name: string,
  on: string,
  unique: 'unique' | '' = '',
): Promise<void> {
  const [known] = (await runner.query(
    'select indisvalid as is_valid from pg_index where indexrelid = to_regclass($1)',
    [name],
  )) as { readonly is_valid: boolean }[];
  if (known?.is_valid === true) return;
  // What a build that was broken off has left serves nobody.
  if (known !== undefined) await dropIndex(runner, name);
  await patiently(runner, `create ${unique} index concurrently ${name} on ${on}`);
}

export const dropIndex = (runner: QueryRunner, name: string): Promise<void> =>
  patiently(runner, `drop index concurrently if exists ${name}`);

/** It waits for whoever reads or writes the table now, and nobody waits for it: its own wait needs no limit. */
async function patiently(runner: QueryRunner, statement: string): Promise<void> {
  await runner.query('set lock_timeout = 0');
  await runner.query(statement);
  await runner.query('reset lock_timeout');
}

export interface BatchedUpdate {
  readonly table: string;
  /** A unique text column. */
  readonly key: string;
  /** Of `table t`. Rows that are changed must not fit `where` any more. */
  readonly set: string;
  readonly where: string;
}

/** Changes the rows of a table that fit, some at a time, locked in the order of their keys. */
export async function updateInBatches(runner: QueryRunner, { table, key, set, where }: BatchedUpdate): Promise<void> {
  for (let after = ''; ; ) {
    const [found] = (await runner.query(
      `select max(k) as last from (select ${key} as k from ${table} where ${key} > $1 order by ${key} limit ${BATCH}) as batch`,
      [after],
    )) as { readonly last: string | null }[];
    const last = found?.last ?? null;
    if (last === null) return;
    await runner.query(
      `with fitting as materialized (
          select ${key} from ${table} where ${where} and ${key} > $1 and ${key} <= $2 order by ${key} for update
        ) update ${table} t set ${set} from fitting where t.${key} = fitting.${key}`,
      [after, last],
    );
    after = last;
  }
}
