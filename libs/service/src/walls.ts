import { DATABASE_ROLES, ORGANISATION_SETTING } from '@ppaas/contracts';

const { platform: PLATFORM, tenant: TENANT } = DATABASE_ROLES;
const ALL = 'select, insert, update, delete';

/** What stands between the rows of one organisation and the next. */
export interface Wall {
  readonly table: string;
  /** Privileges of what is done for an organisation, on its own rows; none when left out. */
  readonly tenant?: string;
  /** Of the platform's own work; default: read and write. */
  readonly platform?: string;
  /** Whose a row is: a column with the organisation's id (default `tenant_id`), or the row it belongs to. */
  readonly of?: string | { readonly parent: string; readonly by: string };
}

/**
 * SQL for a migration: lets the platform's own work at all rows of a table, and what is done for an organisation at the
 * organisation's. Nobody else sees a row, the owner of the table included. Where no organisation is named there is none.
 */
export function wall({ table, tenant, platform = ALL, of = 'tenant_id' }: Wall): string {
  const isOwn =
    typeof of === 'string'
      ? `${of} = nullif(current_setting('${ORGANISATION_SETTING}', true), '')::uuid`
      : // The parent has a wall of its own: what it belongs to is said once.
        `exists (select 1 from ${of.parent} where ${of.parent}.${of.by} = ${table}.${of.by})`;
  return `
    alter table ${table} enable row level security, force row level security;
    create policy platform_works on ${table} to ${PLATFORM} using (true) with check (true);
    grant ${platform} on ${table} to ${PLATFORM};
    ${
      tenant === undefined
        ? ''
        : `create policy own_rows on ${table} to ${TENANT} using (${isOwn}) with check (${isOwn});
    grant ${tenant} on ${table} to ${TENANT};`
    }`;
}

/** SQL for a migration back. */
export const unwall = (table: string): string => `
  drop policy platform_works on ${table};
  drop policy if exists own_rows on ${table};
  alter table ${table} disable row level security, no force row level security;
  ${closeTable(table)}`;

/** SQL for a migration: privileges on a table whose rows belong to no organisation. */
export const openTable = (
  table: string,
  { tenant, platform = ALL }: Pick<Wall, 'tenant' | 'platform'> = {},
): string => `
  grant ${platform} on ${table} to ${PLATFORM};
  ${tenant === undefined ? '' : `grant ${tenant} on ${table} to ${TENANT};`}`;

/** SQL for a migration back. */
export const closeTable = (table: string): string => `revoke all on ${table} from ${PLATFORM}, ${TENANT};`;

/** Of the outbox: an organisation's changes leave messages in it, and may ask whether these are still there. */
export const openOutbox = openTable('outbox', { platform: 'select, insert, delete', tenant: 'insert, select (id)' });
