import { DATABASE_ROLES } from '@ppaas/contracts';
import type { Pool } from 'pg';

interface RoleFacts {
  readonly name: string;
  readonly isAboveWalls: boolean;
  readonly isOwner: boolean;
  readonly mayServe: boolean | null;
}

const FACTS = `
  select r.rolname as name, r.rolsuper or r.rolbypassrls as "isAboveWalls",
         exists (select 1 from pg_class c where c.relowner = r.oid) as "isOwner",
         pg_has_role(r.oid, to_regrole($1), 'USAGE') and pg_has_role(r.oid, to_regrole($2), 'SET') as "mayServe"
    from pg_roles r where r.rolname = current_user`;

/** A service whose role sees through the walls would run as well as any other, and nobody would notice. @throws Error */
export async function requireServiceRole(pool: Pool): Promise<void> {
  const { platform, tenant } = DATABASE_ROLES;
  const { rows } = await pool.query<RoleFacts>(FACTS, [platform, tenant]);
  const [role] = rows;
  if (role === undefined) throw new Error('the database knows no role of DATABASE_URL');
  const faults = [
    ...(role.isAboveWalls ? ['row-level security does not bind it'] : []),
    ...(role.isOwner ? ['it owns tables: that is for the role of DATABASE_OWNER_URL'] : []),
    ...(role.mayServe === true ? [] : [`it is no member of ${platform} and ${tenant}`]),
  ];
  if (faults.length > 0) throw new Error(`no service may run as the database role ${role.name}: ${faults.join('; ')}`);
}
