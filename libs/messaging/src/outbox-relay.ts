import type { Log } from './log.ts';
import type { OutgoingRecord } from './outgoing.ts';
import { OutboxSession, isFullRead } from './outbox-session.ts';
import { BlockedTopics, planRows } from './relay-plan.ts';
import type { CommittedRow, RelayRow, TopicWork } from './relay-plan.ts';
import { continueTrace, endSpan, isRecording, spanTime } from './trace.ts';

/** How an instance tells the holder of a cell's shard that rows are there. Best effort: what is lost, the poll finds. */
export interface NudgeChannel {
  publish(cell: string, payload: string): void;
  /** Returns the way to stop listening. */
  subscribe(listener: (payload: string) => void): () => void;
}

export interface OutboxRelayOptions {
  readonly databaseUrl: string;
  /** Whose rows it carries. */
  readonly cell: string;
  /** Shown in `pg_stat_activity`. */
  readonly name: string;
  readonly bus: { send(topic: string, records: readonly OutgoingRecord[]): Promise<void> };
  readonly nudges?: NudgeChannel;
  readonly log: Log;
  readonly onSent?: (count: number) => void;
  readonly onExpired?: (count: number) => void;
}

/** Polls are a safety net under the nudges: close together while rows were seen in the last seconds. */
const BUSY_POLL_MS = 50;
const IDLE_POLL_MS = 500;
const BUSY_FOR_MS = 5_000;
const STANDBY_POLL_MS = 250;
/** A row that a nudge or `carry` has taken up is gone by then. */
const WAITS_AFTER_MS = 25;
const AGE_EVERY_MS = 1_000;
const ADOPT_EVERY_MS = 10_000;
/** By then no command among the rows is wanted any more; what is left are facts, which any cell may tell. */
const ADOPTED_AFTER_MS = 60_000;

/**
 * Carries committed rows of `outbox` to Kafka: in order per key, deleted only after the broker has them, so a crash
 * sends again and loses nothing. One per service instance; each shard is worked by the one instance that holds its lock.
 */
export class OutboxRelay {
  private session: OutboxSession | undefined;
  private readonly dirty = new Set<number>();
  /** Shards of which rows are under way, and how many times. */
  private readonly busy = new Map<number, number>();
  /** Shards that are being read: what is committed meanwhile may be among the rows or not. */
  private readonly reading = new Set<number>();
  /** Rows that are being sent and deleted. */
  private readonly underWay = new Set<string>();
  private readonly blocked = new BlockedTopics();
  private readonly running = new Set<Promise<void>>();
  private isScheduled = false;
  private isStarted = false;
  private seenAt = -Infinity;
  private ageAt = -Infinity;
  private adoptAt = -Infinity;
  private ageMs = 0;
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(private readonly options: OutboxRelayOptions) {}

  /** Says that rows of these shards were committed. Returns at once; the relay looks in this turn of the event loop. */
  nudge(shards: readonly number[], cell = this.options.cell): void {
    if (cell !== this.options.cell) {
      if (shards.length > 0) this.options.nudges?.publish(cell, shards.join(','));
      return;
    }
    const elsewhere = shards.filter((shard) => !(this.session?.holds(shard) ?? false));
    for (const shard of shards) this.dirty.add(shard);
    if (elsewhere.length > 0) this.options.nudges?.publish(cell, elsewhere.join(','));
    this.schedule();
  }

  /**
   * Carries rows that this instance has just committed, without reading them back; what it cannot take up now it nudges.
   * Only for rows that no earlier row of their key must come before: what others have committed meanwhile is not looked at.
   */
  carry(rows: readonly CommittedRow[]): void {
    const session = this.session;
    // A shard that is to be read is left to that, or carrying would keep it from being read for ever.
    const isFree = ({ id, cell, shard, topic }: CommittedRow): boolean =>
      this.isStarted &&
      cell === this.options.cell &&
      session?.holds(shard) === true &&
      !this.dirty.has(shard) &&
      !this.reading.has(shard) &&
      !this.underWay.has(id) &&
      !this.blocked.has(topic);
    const free = rows.filter(isFree);
    this.nudgeFor(rows.filter((row) => !free.includes(row)));
    if (session === undefined || free.length === 0) return;
    void this.track(this.pass(session, [...new Set(free.map((row) => row.shard))], () => this.relay(session, free)));
  }

  /** `nudge` for rows of any cell. */
  nudgeFor(rows: readonly Pick<CommittedRow, 'cell' | 'shard'>[]): void {
    for (const [cell, ofCell] of Map.groupBy(rows, (row) => row.cell))
      this.nudge([...new Set(ofCell.map(({ shard }) => shard))], cell);
  }

  /** Takes the shards that are free and begins. Fails when the database does not answer. */
  async start(): Promise<void> {
    if (this.isStarted) return;
    this.isStarted = true;
    this.unsubscribe = this.options.nudges?.subscribe((payload) => this.heard(payload));
    await this.look();
    this.poll();
  }

  /** Finishes what is in flight and gives the shards back. */
  async stop(): Promise<void> {
    this.isStarted = false;
    clearTimeout(this.timer);
    this.unsubscribe?.();
    while (this.running.size > 0) await Promise.all(this.running);
    const session = this.session;
    this.session = undefined;
    await session?.close();
  }

  /** Age of the oldest row that waits, as of the last second. */
  oldestAgeMs(): number {
    return this.ageMs;
  }

  /** The shards this instance works on now. */
  heldShards(): readonly number[] {
    return this.session?.shards() ?? [];
  }

  private heard(payload: string): void {
    for (const shard of payload.split(',').map(Number)) if (this.session?.holds(shard) ?? false) this.dirty.add(shard);
    this.schedule();
  }

  private poll(): void {
    if (!this.isStarted) return;
    const isBusy = performance.now() - this.seenAt < BUSY_FOR_MS;
    const everyMs = isBusy ? BUSY_POLL_MS : (this.session?.holdsAll() ?? false) ? IDLE_POLL_MS : STANDBY_POLL_MS;
    this.timer = setTimeout(() => {
      const look = this.look().catch((error: unknown) => this.lose(this.session, error as Error));
      void this.track(look).finally(() => this.poll());
    }, everyMs);
  }

  /** What a poll does: connect, take free shards and what other cells have left, find rows that wait, try blocked topics again. */
  private async look(): Promise<void> {
    const session = (this.session ??= await this.open());
    if (!session.holdsAll()) await session.acquire();
    const now = performance.now();
    if (now - this.ageAt >= AGE_EVERY_MS) {
      this.ageAt = now;
      this.ageMs = await session.oldestAgeMs();
    }
    if (now - this.adoptAt >= ADOPT_EVERY_MS) {
      this.adoptAt = now;
      const rows = await session.adopt(ADOPTED_AFTER_MS);
      if (rows > 0) this.options.log.warn({ rows }, 'what another cell left in the outbox is carried here');
    }
    for (const topic of this.blocked.due(now)) void this.track(this.retry(session, topic));
    const waiting = await session.waiting(WAITS_AFTER_MS, this.blocked.names(), [...this.underWay]);
    for (const shard of waiting) this.dirty.add(shard);
    this.schedule();
  }

  private async open(): Promise<OutboxSession> {
    // The connection can break while it is being prepared: then there is nothing to lose yet, and `open` fails.
    let session: OutboxSession | undefined = undefined;
    const lose = (error: Error): void => this.lose(session, error);
    session = await OutboxSession.open(this.options, lose);
    return session;
  }

  private lose(session: OutboxSession | undefined, error: Error): void {
    this.options.log.warn({ err: error }, 'the outbox relay lost its session and takes a new one');
    if (session === undefined || this.session !== session) return;
    this.session = undefined;
    session.close().catch((cause: unknown) => this.options.log.debug({ err: cause }, 'a broken session did not close'));
  }

  /** Gathers the nudges of one turn of the event loop into one pass. */
  private schedule(): void {
    if (this.isScheduled || !this.isStarted) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      const session = this.session;
      if (session === undefined || !this.isStarted) return;
      const shards = [...this.dirty].filter((shard) => session.holds(shard) && !this.busy.has(shard));
      if (shards.length > 0) void this.track(this.pass(session, shards, () => this.readAndRelay(session, shards)));
    });
  }

  private track(work: Promise<void>): Promise<void> {
    this.running.add(work);
    return work.finally(() => this.running.delete(work));
  }

  /** Work on the shards, which are not read by another meanwhile. */
  private async pass(session: OutboxSession, shards: readonly number[], work: () => Promise<void>): Promise<void> {
    for (const shard of shards) this.busy.set(shard, (this.busy.get(shard) ?? 0) + 1);
    try {
      await work();
    } catch (error) {
      this.lose(session, error as Error);
    } finally {
      for (const shard of shards) {
        const others = (this.busy.get(shard) ?? 1) - 1;
        if (others > 0) this.busy.set(shard, others);
        else this.busy.delete(shard);
      }
    }
    if (shards.some((shard) => this.dirty.has(shard))) this.schedule();
  }

  /** One batch of shards of which nothing is under way. */
  private async readAndRelay(session: OutboxSession, shards: readonly number[]): Promise<void> {
    for (const shard of shards) {
      this.dirty.delete(shard);
      this.reading.add(shard);
    }
    let rows: RelayRow[];
    let relayed: Promise<void>;
    try {
      rows = await session.read(shards, this.blocked.names());
      // Its rows are under way before the shards count as read: nobody carries one of them in between.
      relayed = this.relay(session, rows);
    } finally {
      for (const shard of shards) this.reading.delete(shard);
    }
    await relayed;
    if (isFullRead(rows)) for (const shard of shards) this.dirty.add(shard);
  }

  private async retry(session: OutboxSession, topic: string): Promise<void> {
    this.blocked.trying(topic);
    try {
      const rows = await session.readTopic(topic);
      await this.relay(session, rows);
      if (rows.every((row) => row.expired)) this.blocked.succeeded(topic);
      if (this.blocked.has(topic)) return;
      for (const shard of session.shards()) this.dirty.add(shard);
      this.schedule();
    } catch (error) {
      this.blocked.failed(topic, performance.now());
      this.lose(session, error as Error);
    }
  }

  private async relay(session: OutboxSession, rows: readonly RelayRow[]): Promise<void> {
    if (rows.length === 0) return;
    this.seenAt = performance.now();
    const { expired, topics } = planRows(rows);
    if (expired.length > 0) this.options.onExpired?.(expired.length);
    for (const { id } of rows) this.underWay.add(id);
    try {
      const ends = await Promise.allSettled([
        expired.length > 0 ? session.delete(expired) : undefined,
        ...topics.map((work) => this.deliver(session, work)),
      ]);
      // Thrown when nothing is under way any more: another session would send it a second time.
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    } finally {
      for (const { id } of rows) this.underWay.delete(id);
    }
  }

  private async deliver(session: OutboxSession, { topic, ids, records }: TopicWork): Promise<void> {
    const startMs = spanTime();
    try {
      await this.options.bus.send(topic, records);
    } catch (error) {
      const failures = this.blocked.failed(topic, performance.now());
      const line = { err: error, topic, rows: ids.length, failures };
      // The 1st, 2nd, 4th, 8th … time in a row: an outage is no reason to write a line a second.
      if (Number.isInteger(Math.log2(failures)))
        this.options.log.warn(line, 'a topic does not take its rows: they wait');
      return;
    }
    if (this.blocked.has(topic)) this.blocked.succeeded(topic);
    this.options.onSent?.(ids.length);
    for (const { headers } of records) sent(headers, startMs);
    await session.delete(ids);
  }
}

/** A leg of the trace beside what it causes: the bytes of a row are settled before it is sent. */
function sent({ traceparent, ce_type: type }: Readonly<Record<string, string>>, startMs: number): void {
  if (traceparent === undefined || !isRecording()) return;
  const attributes = { 'messaging.system': 'kafka' };
  endSpan(continueTrace(traceparent), { name: `send ${type}`, kind: 'producer', startMs, attributes });
}
