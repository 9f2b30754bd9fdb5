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

/**
 * SQL for an administrator: a role that services may sign in as, or one that owns their tables and migrates them.
 * @param name a plain identifier
 * @param password without quotes and backslashes
 */
export function createLogin(name: string, password: string, kind: 'service' | 'owner'): string {
  const { platform, tenant } = DATABASE_ROLES;
  return `
do $$ begin
  perform pg_advisory_xact_lock(${ROLES_LOCK});
  if to_regrole('${name}') is null then create role ${name}; end if;
  alter role ${name} login nosuperuser nobypassrls nocreatedb nocreaterole password '${password}';
  -- walls bind the owner too: what a migration does to rows it does as the platform
  grant ${platform} to ${name} with inherit true;
  ${kind === 'service' ? `grant ${tenant} to ${name} with inherit false, set true;` : ''}
end $$`;
}
