import { CREATE_ROLES, admitOnly, createLogin } from '@ppaas/contracts';
import type { ServiceName } from '@ppaas/contracts';
import pg from 'pg';
import { SERVICES, databaseLogin, databaseOf } from './service-specs.ts';
import type { DatabaseLogin } from './service-specs.ts';

const DUPLICATE_DATABASE = '42P04';

/** Who may sign in to the database of a service. */
export interface DatabaseLogins {
  /** The service itself. */
  readonly service: DatabaseLogin;
  /** Whose its tables are; the administrator's where there is none. */
  readonly owner?: DatabaseLogin;
}

/** A database for each service, on one server, and the roles it has. Their tables are made by the services' own migrations. */
export async function ensureDatabases(
  postgresUrl: string,
  loginsOf: (service: ServiceName) => DatabaseLogins = (service) => ({ service: databaseLogin(postgresUrl, service) }),
): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(CREATE_ROLES);
    for (const service of SERVICES) {
      const name = databaseOf(service);
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await create(client, name);
      const logins = loginsOf(service);
      await client.query(createLogin(logins.service.name, logins.service.password, 'service'));
      // The roles of one service have no business in the database of another.
      await client.query(admitOnly(logins.service.name, name));
      if (logins.owner === undefined) continue;
      await client.query(createLogin(logins.owner.name, logins.owner.password, 'owner'));
      await client.query(`ALTER DATABASE ${name} OWNER TO ${logins.owner.name}`);
    }
  } finally {
    await client.end();
  }
}

async function create(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // Somebody else on the same server was faster.
    if (!(error instanceof pg.DatabaseError && error.code === DUPLICATE_DATABASE)) throw error;
  }
}
