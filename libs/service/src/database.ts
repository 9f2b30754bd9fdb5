import { setTimeout as pause } from 'node:timers/promises';
import { DATABASE_ROLES, DomainError, ORGANISATION_SETTING } from '@ppaas/contracts';
import type { Log } from '@ppaas/messaging';
import { Pool, escapeLiteral } from 'pg';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { entityPoolMax } from './config.ts';
import { OutcomeUnknownError, isConnectionLost, isDatabaseUnavailable } from './database-errors.ts';
import { requireServiceRole } from './database-role.ts';
import { migrate, hasPendingMigrations } from './migrate.ts';
import type { Class, MigrationOptions } from './migrate.ts';
import { currentReach } from './reach.ts';
import type { Reach } from './reach.ts';

/** A statement as `pg` takes it: its text, or with a name under which Postgres keeps its plan. */
type Statement = string | { readonly name: string; readonly text: string; readonly values: readonly unknown[] };

export interface DatabaseOptions extends MigrationOptions {
  /** Of the role that the service runs as: it owns nothing, and walls bind it. */
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly name: string;
  readonly poolMax: number;
  readonly statementTimeoutMs: number;
  readonly entities: readonly Class[];
  readonly migrate: boolean;
}

const UNAVAILABLE = 'The database does not answer';
/** On a machine where much is just starting a second is short for a connection, though it is long for one that is asked. */
const FIRST_WITHIN_MS = 15_000;
const FIRST_AGAIN_MS = 250;

/**
 * Postgres: a pool for plain SQL and a TypeORM data source on the same database. What a request asks of it sees the rows of
 * the organisation that calls, and no others (`Reach`), whatever the SQL says.
 */
export class Database {
  private isMigrated = false;

  private constructor(
    /** For the platform's own work, which serves all organisations at once. Whatever answers one caller uses the rest. */
    readonly pool: Pool,
    private readonly dataSource: DataSource,
    private readonly log: Log,
  ) {}

  /** Connects and, when asked to, migrates. @throws when Postgres does not answer for 15 s. */
  static async open(options: DatabaseOptions): Promise<Database> {
    const session = {
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 1_000,
      idle_in_transaction_session_timeout: 5_000,
      lock_timeout: 1_000,
      application_name: options.name,
    };
    const pool = new Pool({
      ...session,
      connectionString: options.url,
      max: options.poolMax,
      statement_timeout: options.statementTimeoutMs,
      // A peer that fell silent must not hold a caller for as long as TCP believes in it.
      query_timeout: options.statementTimeoutMs + 1_000,
      idleTimeoutMillis: 30_000,
    });
    // A connection that breaks is thrown away and the next query gets a new one. The pool listens to idle connections
    // only: without a listener of its own, one that breaks in use would end the process.
    const broke = (error: unknown): void => options.log.warn({ err: error }, 'a database connection broke');
    pool.on('error', broke);
    pool.on('connect', (client) => client.on('error', broke));
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      entities: [...options.entities],
      migrations: [...options.migrations],
      migrationsTableName: options.tableName ?? 'migrations',
      synchronize: false,
      uuidExtension: 'pgcrypto',
      logging: false,
      installExtensions: false,
      poolErrorHandler: broke,
      extra: { ...session, max: entityPoolMax(options.poolMax), statement_timeout: 30_000 },
    });
    const database = new Database(pool, dataSource, options.log);
    try {
      await connectFirst(dataSource, options.log);
      await requireServiceRole(pool);
      if (options.migrate) await migrate(options);
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /** One statement. @throws DomainError platform.unavailable; OutcomeUnknownError when the connection broke under a change. */
  async query<R extends QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
    reach: Reach = currentReach(),
  ): Promise<R[]> {
    return (await this.run<R>(text, values, reach)).rows;
  }

  /** What takes a pool may have this instead, to do its work for whoever calls, as long as that takes. */
  get caller(): { query(statement: Statement, values?: readonly unknown[]): Promise<QueryResult> } {
    const reach = currentReach();
    return { query: (statement, values = []) => this.run(statement, values, reach) };
  }

  /**
   * Several statements, all or none.
   * @throws What `work` throws, after a rollback; OutcomeUnknownError when the connection broke during the commit.
   */
  async transaction<T>(work: (client: PoolClient) => Promise<T>, reach: Reach = currentReach()): Promise<T> {
    const client = await this.connect();
    let isBroken = false;
    try {
      await client.query(['begin', ...settingsOf(reach)].join('; '));
      const result = await work(client);
      try {
        await client.query('commit');
      } catch (error) {
        throw isConnectionLost(error) ? new OutcomeUnknownError(error) : error;
      }
      return result;
    } catch (error) {
      isBroken = error instanceof OutcomeUnknownError || isConnectionLost(error);
      if (!isBroken) isBroken = !(await this.rollback(client));
      throw error;
    } finally {
      client.release(isBroken);
    }
  }

  /** Reads with TypeORM. */
  entities<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const reach = currentReach();
    if (reach === 'platform') return work(this.dataSource.manager);
    return this.dataSource.transaction(async (manager) => {
      await manager.query(settingsOf(reach).join('; '));
      return work(manager);
    });
  }

  /** Whether Postgres answers within 300 ms and its schema is this version's. */
  async isReady(): Promise<boolean> {
    try {
      const client = await this.pool.connect();
      let isAnswered = false;
      try {
        await client.query({ text: 'select 1', query_timeout: 300 } as { text: string });
        isAnswered = true;
      } finally {
        client.release(!isAnswered);
      }
      this.isMigrated ||= !(await hasPendingMigrations(this.dataSource));
      return this.isMigrated;
    } catch (error) {
      this.log.warn({ err: error }, 'the database is not ready');
      return false;
    }
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
    if (!this.pool.ended) await this.pool.end();
  }

  private async run<R extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[],
    reach: Reach,
  ): Promise<QueryResult<R>> {
    const ask = (client: PoolClient): Promise<QueryResult<R>> =>
      typeof statement === 'string'
        ? client.query<R>(statement, [...values])
        : client.query<R>({ ...statement, values: [...statement.values] });
    try {
      return await (reach === 'platform' ? this.withClient(ask) : this.transaction(ask, reach));
    } catch (error) {
      if (!isConnectionLost(error) && !(error instanceof OutcomeUnknownError)) throw error;
      const text = typeof statement === 'string' ? statement : statement.text;
      if (/^\s*select\b/i.test(text)) throw new DomainError('platform.unavailable', UNAVAILABLE);
      throw error instanceof OutcomeUnknownError ? error : new OutcomeUnknownError(error);
    }
  }

  private async withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.connect();
    let isBroken = false;
    try {
      return await work(client);
    } catch (error) {
      isBroken = isConnectionLost(error);
      throw error;
    } finally {
      client.release(isBroken);
    }
  }

  private async connect(): Promise<PoolClient> {
    try {
      return await this.pool.connect();
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      this.log.warn({ err: error }, 'no database connection');
      throw new DomainError('platform.unavailable', UNAVAILABLE);
    }
  }

  /** False when the connection is of no more use. */
  private async rollback(client: PoolClient): Promise<boolean> {
    try {
      await client.query('rollback');
      return true;
    } catch (error) {
      this.log.warn({ err: error }, 'a transaction ended with its connection');
      return false;
    }
  }
}

/** Until the transaction ends. They go with `begin`, so that a caller's reach costs no round trip of its own. */
const settingsOf = (reach: Reach): string[] =>
  reach === 'platform'
    ? []
    : [
        `set local role ${DATABASE_ROLES.tenant}`,
        `set local ${ORGANISATION_SETTING} = ${escapeLiteral(reach.organisationId)}`,
      ];

async function connectFirst(dataSource: DataSource, log: Log): Promise<void> {
  const until = performance.now() + FIRST_WITHIN_MS;
  for (;;) {
    try {
      await dataSource.initialize();
      return;
    } catch (error) {
      if (!isDatabaseUnavailable(error) || performance.now() > until) throw error;
      log.warn({ err: error }, 'the database does not answer yet');
      await pause(FIRST_AGAIN_MS);
    }
  }
}
