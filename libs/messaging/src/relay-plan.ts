import type { OutgoingRecord } from './outgoing.ts';

/** A row as the relay reads it. */
export interface RelayRow extends OutgoingRecord {
  /** bigint, as text. */
  readonly id: string;
  /** Past its `not_after`, by the clock of Postgres. */
  readonly expired: boolean;
}

/** A row whose transaction is committed, in the hands of the instance that wrote it. */
export interface CommittedRow extends RelayRow {
  readonly cell: string;
  readonly shard: number;
}

export interface TopicWork {
  readonly topic: string;
  readonly ids: string[];
  readonly records: OutgoingRecord[];
}

export interface RelayPlan {
  /** Rows nobody wants any more: deleted without being sent. */
  readonly expired: string[];
  /** What to send, topic by topic, each in the order of the rows. */
  readonly topics: TopicWork[];
}

/** Sorts rows (ordered by id) into what to drop and what to send where. */
export function planRows(rows: readonly RelayRow[]): RelayPlan {
  const expired: string[] = [];
  const topics = new Map<string, TopicWork>();
  for (const { id, expired: isExpired, topic, key, headers, value } of rows) {
    if (isExpired) {
      expired.push(id);
      continue;
    }
    const work = topics.get(topic) ?? { topic, ids: [], records: [] };
    work.ids.push(id);
    work.records.push({ topic, key, headers, value });
    topics.set(topic, work);
  }
  return { expired, topics: [...topics.values()] };
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 1_000;

/** Topics that could not be sent to, and when to try each again. While one is in here, the others go on. */
export class BlockedTopics {
  private readonly topics = new Map<string, { failures: number; retryAt: number }>();

  /** All of them, due or not. */
  names(): string[] {
    return [...this.topics.keys()];
  }

  has(topic: string): boolean {
    return this.topics.has(topic);
  }

  due(nowMs: number): string[] {
    return this.names().filter((topic) => (this.topics.get(topic)?.retryAt ?? 0) <= nowMs);
  }

  /** Doubles the pause. Returns how often the topic failed in a row. */
  failed(topic: string, nowMs: number): number {
    const failures = (this.topics.get(topic)?.failures ?? 0) + 1;
    const pauseMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
    this.topics.set(topic, { failures, retryAt: nowMs + pauseMs });
    return failures;
  }

  /** It is being tried: not due again until that has failed. */
  trying(topic: string): void {
    const known = this.topics.get(topic);
    if (known !== undefined) known.retryAt = Infinity;
  }

  succeeded(topic: string): void {
    this.topics.delete(topic);
  }
}
