import pg from 'pg';
import { SERVICES, databaseOf } from './service-specs.ts';

const DUPLICATE_DATABASE = '42P04';

/** A database for each service, on one server. Their tables are made by the services' own migrations. */
export async function ensureDatabases(postgresUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    for (const name of SERVICES.map(databaseOf)) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await create(client, name);
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
