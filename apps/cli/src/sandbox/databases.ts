import { CREATE_ROLES, createLogin } from '@ppaas/contracts';
import pg from 'pg';
import { SERVICES, databaseLogin, databaseOf } from './service-specs.ts';

const DUPLICATE_DATABASE = '42P04';

/** A database for each service, on one server, and the role it runs as. Their tables are made by the services' own migrations. */
export async function ensureDatabases(postgresUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(CREATE_ROLES);
    for (const service of SERVICES) {
      const name = databaseOf(service);
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await create(client, name);
      const login = databaseLogin(postgresUrl, service);
      await client.query(createLogin(login.name, login.password, 'service'));
      // The roles of one service have no business in the database of another.
      await client.query(
        `REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT ON DATABASE ${name} TO ${login.name}`,
      );
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
