import type { Consumer } from 'kafkajs';
import type { Log } from './log.ts';

/** What a consumer has handled of its topic and not committed. */
export class HandledOffsets {
  /** Next offset per partition. */
  private readonly next = new Map<number, string>();
  private committing: Promise<void> | undefined;

  constructor(
    private readonly consumer: Pick<Consumer, 'commitOffsets'>,
    private readonly topic: string,
    private readonly log: Log,
  ) {}

  handled(partition: number, nextOffset: string): void {
    this.next.set(partition, nextOffset);
  }

  clear(): void {
    this.next.clear();
  }

  /** Never rejects: what could not be committed stays for the next time. */
  commit(): Promise<void> {
    this.committing ??= this.commitNow().finally(() => (this.committing = undefined));
    return this.committing;
  }

  /** After the last record: also what was handled while a commit was under way. */
  async commitLast(): Promise<void> {
    await this.committing;
    await this.commit();
  }

  private async commitNow(): Promise<void> {
    const { topic } = this;
    const offsets = [...this.next].map(([partition, offset]) => ({ topic, partition, offset }));
    if (offsets.length === 0) return;
    try {
      await this.consumer.commitOffsets(offsets);
      for (const { partition, offset } of offsets) if (this.next.get(partition) === offset) this.next.delete(partition);
    } catch (error) {
      // Nothing is lost: without a commit the messages come a second time, which every handler bears. But a partition on which nothing
      // follows would look unhandled for ever.
      this.log.warn({ err: error, topic }, 'offsets were not committed');
    }
  }
}
