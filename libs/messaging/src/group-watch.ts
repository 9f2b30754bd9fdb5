import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import type { Backlog } from './backlog.ts';
import type { Log } from './log.ts';
import { within } from './within.ts';

/** A group, the name of the topic that it reads, and what is known of how far behind it is. */
export interface WatchedGroup {
  readonly group: string;
  readonly name: string;
  readonly backlog: Backlog;
}

const LOOK_EVERY_MS = 5_000;
const STOP_STEP_MS = 2_500;

/**
 * Asks the broker every five seconds, for all groups of a process one after the other, how far each has come: a consumer that cannot join
 * or fetch does not know it itself. Four small requests a group and broker; no record is read.
 */
export class GroupWatch {
  private admin: Admin | undefined;
  private watching: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();

  constructor(
    private readonly kafka: Kafka,
    private readonly log: Log,
    /** Asked before each look. */
    private readonly groups: () => readonly WatchedGroup[],
  ) {}

  start(): void {
    this.watching = this.watch();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    // While Kafka is away a question waits for its own limit.
    await within(STOP_STEP_MS, this.watching);
    await within(STOP_STEP_MS, this.leave());
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.look();
      await pause(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Never rejects: a group that was not seen counts as behind after a while. */
  private async look(): Promise<void> {
    for (const each of this.groups()) {
      if (this.stopping.signal.aborted) return;
      try {
        this.admin ??= this.kafka.admin();
        await this.admin.connect();
      } catch (error) {
        // The rest would not be answered either. Whether Kafka answers is said by `KafkaBus`.
        this.log.debug({ err: error }, 'no group can be watched');
        return this.leave();
      }
      try {
        await see(this.admin, each);
      } catch (error) {
        this.log.warn({ err: error, topic: each.name, group: each.group }, 'nobody knows how far a group is');
        // A client remembers the topics it was asked for, and fails for all of them when one is gone.
        await this.leave();
      }
    }
  }

  private async leave(): Promise<void> {
    const { admin } = this;
    this.admin = undefined;
    await admin?.disconnect().catch((error: unknown) => this.log.debug({ err: error }, 'a watch did not close'));
  }
}

async function see(admin: Admin, { group, name, backlog }: WatchedGroup): Promise<void> {
  // The ends first: what is written between the two questions is not taken for unhandled.
  const ends = await admin.fetchTopicOffsets(name);
  const now = Date.now();
  const [of] = await admin.fetchOffsets({ groupId: group, topics: [name] });
  const committed = new Map(of?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
  backlog.looked(
    ends.map(({ partition, low, high }) => ({
      partition,
      low: Number(low),
      end: Number(high),
      // The broker says −1 for none.
      committed: Math.max(0, committed.get(partition) ?? 0),
    })),
    now,
  );
}
