import { DATABASE_ROLES, ORGANISATION_SETTING } from '@ppaas/contracts';
import type pg from 'pg';

const { platform: PLATFORM, tenant: TENANT } = DATABASE_ROLES;

interface TableFacts {
  readonly name: string;
  readonly kind: string;
  readonly isWalled: boolean;
  readonly hasOrganisation: boolean;
  /** Whom its policies let in. */
  readonly policies: readonly string[] | null;
  /** Who has any privilege on it, besides its owner. */
  readonly grantees: readonly string[] | null;
}

const TABLES = `
  select c.relname as name, c.relkind as kind, c.relrowsecurity and c.relforcerowsecurity as "isWalled",
         exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
           as "hasOrganisation",
         (select array_agg(p.polname || ' to ' || (select string_agg(r::regrole::text, ',') from unnest(p.polroles) r)
                           order by p.polname) from pg_policy p where p.polrelid = c.oid) as policies,
         (select array_agg(distinct case g.grantee when 0 then 'public' else g.grantee::regrole::text end)
            from aclexplode(c.relacl) g where g.grantee <> c.relowner) as grantees
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
   order by c.relname`;

/** What is wrong with the walls of a database. @param shared its tables whose rows belong to no organisation */
export async function wallFaults(pool: pg.Pool, shared: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<TableFacts>(TABLES);
  const { rows: definers } = await pool.query<{ name: string }>(
    `select proname as name from pg_proc where prosecdef and pronamespace = 'public'::regnamespace`,
  );
  return [
    ...rows.flatMap((table) => faultsOf(table, shared.includes(table.name)).map((fault) => `${table.name} ${fault}`)),
    ...shared.filter((name) => !rows.some((table) => table.name === name)).map((name) => `${name} is listed, but gone`),
    ...definers.map(({ name }) => `${name}() runs as its owner`),
  ];
}

function faultsOf({ kind, isWalled, hasOrganisation, policies, grantees }: TableFacts, isShared: boolean): string[] {
  const strangers = (grantees ?? []).filter((name) => name !== PLATFORM && name !== TENANT);
  const opens = (policies ?? []).filter(
    (policy) => policy !== `platform_works to ${PLATFORM}` && policy !== `own_rows to ${TENANT}`,
  );
  return [
    ...(kind === 'r' ? [] : ['is no table: what it shows, it shows as its owner']),
    ...(isShared || isWalled ? [] : ['has no wall, and is not listed as shared']),
    ...(isShared && (isWalled || hasOrganisation) ? ['is listed as shared, but belongs to organisations'] : []),
    ...(isWalled && policies === null ? ['lets nobody in'] : []),
    ...opens.map((policy) => `has the policy ${policy}`),
    ...strangers.map((name) => `is open to ${name}`),
  ];
}

/** The tables that what is done for an organisation may read, with whether it may change their rows. */
export async function tenantTables(pool: pg.Pool): Promise<{ readonly name: string; readonly isMutable: boolean }[]> {
  const { rows } = await pool.query<{ name: string; isMutable: boolean }>(
    `select relname as name, has_table_privilege($1, oid, 'update') as "isMutable" from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege($1, oid, 'select')
      order by relname`,
    [TENANT],
  );
  return rows;
}

/** What one organisation sees and can change of a table when the SQL has no condition. Nothing stays changed. */
export async function seenBy(
  pool: pg.Pool,
  table: string,
  organisationId: string | undefined,
): Promise<{ readonly rows: readonly string[]; change(): Promise<number> }> {
  const asTenant = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    try {
      await client.query(`begin; set local role ${TENANT}`);
      if (organisationId !== undefined) await client.query(`set local ${ORGANISATION_SETTING} = '${organisationId}'`);
      return await work(client);
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  const rows = await asTenant(async (client) => {
    const found = await client.query<{ row: string }>(`select ctid::text as row from ${table}`);
    return found.rows.map(({ row }) => row);
  });
  const change = (): Promise<number> =>
    asTenant(async (client) => {
      const columns = await client.query<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 order by attnum limit 1`,
        [table],
      );
      const column = columns.rows[0]?.name ?? '';
      return (await client.query(`update ${table} set ${column} = ${column}`)).rowCount ?? 0;
    });
  return { rows, change };
}
