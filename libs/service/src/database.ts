import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '@ppaas/contracts';
import type { Log } from '@ppaas/messaging';
import { Pool } from 'pg';
import type { PoolClient, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { OutcomeUnknownError, isConnectionLost, isDatabaseUnavailable } from './database-errors.ts';
import { migrate, hasPendingMigrations } from './migrate.ts';

/** A class that TypeORM makes instances of. */
type Class = new (...args: never[]) => object;

export interface DatabaseOptions {
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly name: string;
  readonly poolMax: number;
  readonly statementTimeoutMs: number;
  readonly entities: readonly Class[];
  readonly migrations: readonly Class[];
  /** Of the table of migrations; default `migrations`. */
  readonly tableName?: string;
  readonly migrate: boolean;
  readonly log: Log;
}

const UNAVAILABLE = 'The database does not answer';
/** On a machine where much is just starting a second is short for a connection, though it is long for one that is asked. */
const FIRST_WITHIN_MS = 15_000;
const FIRST_AGAIN_MS = 250;

/** Postgres: a pool for plain SQL and a TypeORM data source on the same database. */
export class Database {
  private isMigrated = false;

  private constructor(
    readonly pool: Pool,
    readonly dataSource: DataSource,
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
      poolErrorHandler: broke,
      extra: { ...session, max: Math.max(2, Math.ceil(options.poolMax / 4)), statement_timeout: 30_000 },
    });
    const database = new Database(pool, dataSource, options.log);
    try {
      await connectFirst(dataSource, options.log);
      if (options.migrate) await migrate(options.url, dataSource, options.log);
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /** One statement. @throws DomainError platform.unavailable; OutcomeUnknownError when the connection broke under a change. */
  async query<R extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    const client = await this.connect();
    let broken: unknown;
    try {
      const { rows } = await client.query<R>(text, [...values]);
      return rows;
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      broken = error;
      if (/^\s*select\b/i.test(text)) throw new DomainError('platform.unavailable', UNAVAILABLE);
      throw new OutcomeUnknownError(error);
    } finally {
      client.release(broken !== undefined);
    }
  }

  /**
   * Several statements, all or none.
   * @throws What `work` throws, after a rollback; OutcomeUnknownError when the connection broke during the commit.
   */
  async transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.connect();
    let isBroken = false;
    try {
      await client.query('begin');
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
