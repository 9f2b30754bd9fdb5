import { Client } from 'pg';
import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { OUTBOX_SHARDS } from './outgoing.ts';
import type { RelayRow } from './relay-plan.ts';

const MAX_ROWS = 200;

/** First half of the key of the lock that relays took before there were cells; the second is the shard. */
const LOCK_BEFORE_CELLS = 0x0b0c;
/** The lock of a lane, by SQL expressions of its cell and shard. */
const laneLock = (cell: string, shard: string): string =>
  `hashtextextended('outbox ' || ${cell} || ' ' || ${shard}, 0)`;

const COLUMNS = 'id, key, topic, headers, value, (not_after <= now()) is true as expired';

/**
 * One Postgres session that holds the locks of shards and reads and deletes their rows. When the session dies, Postgres
 * frees the locks, and this object can read and delete nothing any more: two relays never work on one shard.
 */
export class OutboxSession {
  private readonly held = new Set<number>();
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly client: Client,
    private readonly cell: string,
  ) {}

  /** @param onLost Called at most once, when the connection breaks. */
  static async open(
    of: { readonly databaseUrl: string; readonly name: string; readonly cell: string },
    onLost: (error: Error) => void,
  ): Promise<OutboxSession> {
    const client = new Client({
      connectionString: of.databaseUrl,
      application_name: of.name,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
    });
    client.on('error', onLost);
    await client.connect();
    // A delete that is lost in a crash of Postgres means a second delivery, which every consumer bears.
    await client.query('set synchronous_commit = off');
    return new OutboxSession(client, of.cell);
  }

  holds(shard: number): boolean {
    return this.held.has(shard);
  }

  shards(): number[] {
    return [...this.held];
  }

  holdsAll(): boolean {
    return this.held.size === OUTBOX_SHARDS;
  }

  /** Takes the locks that are free. Returns the shards that are new. */
  async acquire(): Promise<number[]> {
    const wanted = Array.from({ length: OUTBOX_SHARDS }, (_, shard) => shard).filter((shard) => !this.held.has(shard));
    const { rows } = await this.query<{ shard: number }>({
      name: 'outbox-lock',
      // Cells share the database: a cell that is down must not hold the lanes of another. An instance of before the cells
      // carries the rows of all of them and holds the old lock alone: while it lives, no relay of a cell may share that.
      text: `select shard from unnest($2::int[]) as wanted(shard)
        where case when not pg_try_advisory_lock_shared($3::int, shard) then false
          when pg_try_advisory_lock(${laneLock('$1::text', 'shard')}) then true
          else not pg_advisory_unlock_shared($3::int, shard) end`,
      values: [this.cell, wanted, LOCK_BEFORE_CELLS],
    });
    for (const { shard } of rows) this.held.add(shard);
    return rows.map(({ shard }) => shard);
  }

  /**
   * Takes over what has waited for `afterMs` in lanes of other cells that nobody holds, for such a cell may be gone: the rows
   * are from now on rows of this one, in their order, and what was for a topic of theirs is for ours. @returns how many
   */
  async adopt(afterMs: number): Promise<number> {
    const { rowCount } = await this.query({
      name: 'outbox-adopt',
      text: `with lane as materialized (
          select cell, shard, max(id) as last from outbox
          where cell <> $1 and shard = any($2) and created_at < now() - $3 * interval '1 millisecond' group by cell, shard
        ), free as materialized (
          select * from lane where pg_try_advisory_xact_lock(${laneLock('cell', 'shard')})
        ), taken as (
          delete from outbox o using free f where o.cell = f.cell and o.shard = f.shard and o.id <= f.last returning o.*
        )
        insert into outbox (cell, shard, key, topic, headers, value, not_after, created_at)
        select $1, shard, key, case when starts_with(topic, cell || '.') then $1 || substr(topic, length(cell) + 1) else topic end,
          headers, value, not_after, created_at
        from taken order by id`,
      values: [this.cell, this.shards(), afterMs],
    });
    return rowCount ?? 0;
  }

  /** The oldest rows of these shards, without those of blocked topics. */
  async read(shards: readonly number[], exceptTopics: readonly string[]): Promise<RelayRow[]> {
    const { rows } = await this.query<RelayRow>({
      name: 'outbox-read',
      text: `select ${COLUMNS} from outbox where cell = $3 and shard = any($1) and topic <> all($2) order by id limit ${MAX_ROWS}`,
      values: [shards, exceptTopics, this.cell],
    });
    return rows;
  }

  /** The shards held of the oldest rows of at least this age, without those of blocked topics and those that are under way. */
  async waiting(sinceMs: number, exceptTopics: readonly string[], exceptIds: readonly string[]): Promise<number[]> {
    const { rows } = await this.query<{ shard: number }>({
      name: 'outbox-waiting',
      // A backlog is not read to its end to know that it is there.
      text: `select distinct shard from (select shard from outbox where cell = $3 and shard = any($1) and topic <> all($2)
        and created_at <= now() - $4 * interval '1 millisecond' and id <> all($5::bigint[])
        order by id limit ${MAX_ROWS}) as oldest`,
      values: [this.shards(), exceptTopics, this.cell, sinceMs, exceptIds],
    });
    return rows.map(({ shard }) => shard);
  }

  /** The oldest rows of one topic in all shards held. */
  async readTopic(topic: string): Promise<RelayRow[]> {
    const { rows } = await this.query<RelayRow>({
      name: 'outbox-read-topic',
      text: `select ${COLUMNS} from outbox where cell = $3 and shard = any($1) and topic = $2 order by id limit ${MAX_ROWS}`,
      values: [this.shards(), topic, this.cell],
    });
    return rows;
  }

  async delete(ids: readonly string[]): Promise<void> {
    await this.query({ name: 'outbox-delete', text: 'delete from outbox where id = any($1)', values: [ids] });
  }

  /** Age of the oldest row of the cell, whoever holds its shard; 0 when there is none. */
  async oldestAgeMs(): Promise<number> {
    const { rows } = await this.query<{ age: number | null }>({
      name: 'outbox-age',
      text: `select (extract(epoch from clock_timestamp() - created_at) * 1000)::float8 as age from outbox
        where cell = $1 order by id limit 1`,
      values: [this.cell],
    });
    return rows[0]?.age ?? 0;
  }

  async close(): Promise<void> {
    this.held.clear();
    await this.client.end();
  }

  /** One statement after the other: they are short, and a connection can do only one. */
  private query<R extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<R>> {
    const result = this.last.then(() => this.client.query<R>(query));
    this.last = result.catch(() => undefined);
    return result;
  }
}

export const isFullRead = (rows: readonly RelayRow[]): boolean => rows.length === MAX_ROWS;
