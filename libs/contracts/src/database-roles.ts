import type { ServiceName } from './topics.ts';

/**
 * The roles that the tables of every service know. A service signs in as a role of its own, which owns nothing: it has the
 * rights of `platform` and may take on `tenant` for what one organisation asks.
 */
export const DATABASE_ROLES = {
  /** The platform's own work, which serves all organisations. */
  platform: 'ppaas_platform',
  /** What is done for one organisation, named by the setting `app.organisation_id`. */
  tenant: 'ppaas_tenant',
} as const;

/** The setting that names the organisation, for `DATABASE_ROLES.tenant`. */
export const ORGANISATION_SETTING = 'app.organisation_id';

/** Any number, the same for all: roles belong to the server, and two programs may make them at once. */
const ROLES_LOCK = 0x0b0c;

/** SQL for an administrator: makes the two roles, where they are missing. */
export const CREATE_ROLES = `
do $$ begin
  perform pg_advisory_xact_lock(${ROLES_LOCK});
  if to_regrole('${DATABASE_ROLES.platform}') is null then create role ${DATABASE_ROLES.platform} nologin; end if;
  if to_regrole('${DATABASE_ROLES.tenant}') is null then create role ${DATABASE_ROLES.tenant} nologin; end if;
end $$`;

/** The roles of one service: the one it runs as, and the one that owns its tables and migrates them. */
export function databaseRolesOf(service: ServiceName): { readonly service: string; readonly owner: string } {
  const name = `ppaas_${service.replaceAll('-', '_')}`;
  return { service: name, owner: `${name}_owner` };
}

/**
 * SQL for an administrator: a role that services may run as, or one that owns their tables and migrates them. It cannot sign
 * in before it is given a password.
 * @param name a plain identifier
 */
export function createRole(name: string, kind: 'service' | 'owner'): string {
  const { platform, tenant } = DATABASE_ROLES;
  return `
do $$ begin
  perform pg_advisory_xact_lock(${ROLES_LOCK});
  if to_regrole('${name}') is null then create role ${name}; end if;
  alter role ${name} nosuperuser nobypassrls nocreatedb nocreaterole;
  -- walls bind the owner too: what a migration does to rows it does as the platform
  grant ${platform} to ${name} with inherit true;${
    kind === 'service' ? `\n  grant ${tenant} to ${name} with inherit false, set true;` : ''
  }
end $$`;
}

/**
 * SQL for an administrator: such a role, and its password.
 * @param password without quotes and backslashes
 */
export const createLogin = (name: string, password: string, kind: 'service' | 'owner'): string =>
  `${createRole(name, kind)};\nalter role ${name} login password '${password}'`;

/**
 * SQL for the owner of a database, as often as one likes: of all roles that own nothing in it only that of its service gets in.
 * Each of the platform's roles has the rights of `platform`, which know the tables of every service.
 * @param database a plain identifier; default: the one that is connected to
 * @param role a plain identifier
 */
export const admitOnly = (role: string, database?: string): string => `
do $$
declare here text := ${database === undefined ? 'current_database()' : `'${database}'`};
begin
  execute format('revoke connect on database %I from public', here);
  execute format('grant connect on database %I to ${role}', here);
end $$`;
