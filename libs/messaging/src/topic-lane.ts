import { Partitioners } from 'kafkajs';
import type { Kafka, Producer } from 'kafkajs';
import type { OutgoingRecord } from './outgoing.ts';

/** kafkajs does not split a batch, and a broker refuses one above 1 MiB: stay well below. */
const MAX_BATCH_BYTES = 512 * 1024;

interface Waiting {
  readonly records: readonly OutgoingRecord[];
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The way to one topic: one batch in flight, and what arrives meanwhile goes together in the next one. So the order of
 * calls is the order in the topic, and a busy topic makes larger batches instead of more of them. A lane has its own
 * producer, because kafkajs fails every topic of a client when one of them is gone.
 */
export class TopicLane {
  private readonly producer: Producer;
  private waiting: Waiting[] = [];
  private running: Promise<void> | undefined;
  private connected: Promise<void> | undefined;

  constructor(
    kafka: Kafka,
    private readonly topic: string,
  ) {
    this.producer = kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      metadataMaxAge: 60_000,
    });
  }

  /** Resolves when the broker has all records (acks of all in-sync replicas); rejects when that is not certain. */
  send(records: readonly OutgoingRecord[]): Promise<void> {
    const bytes = records.reduce((sum, record) => sum + record.value.length + record.key.length + 400, 0);
    return new Promise((resolve, reject) => {
      this.waiting.push({ records, bytes, resolve, reject });
      this.running ??= this.drain();
    });
  }

  async close(): Promise<void> {
    await this.running;
    if (this.connected !== undefined) await this.producer.disconnect();
  }

  /** Begins at the end of this turn of the event loop: what many sockets bring in one turn is one batch. */
  private async drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const batch = takeBatch(this.waiting);
      this.waiting = this.waiting.slice(batch.length);
      try {
        await this.connect();
        await this.produce(batch.flatMap((each) => each.records));
        for (const each of batch) each.resolve();
      } catch (error) {
        for (const each of batch) each.reject(error);
      }
    }
    this.running = undefined;
  }

  private connect(): Promise<void> {
    this.connected ??= this.producer.connect().catch((error: unknown) => {
      this.connected = undefined;
      throw error;
    });
    return this.connected;
  }

  private async produce(records: readonly OutgoingRecord[]): Promise<void> {
    for (const part of splitByBytes(records)) {
      await this.producer.send({
        topic: this.topic,
        acks: -1,
        timeout: 5_000,
        messages: part.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
      });
    }
  }
}

/** As many waiting calls as fit one batch, at least one. */
function takeBatch(waiting: readonly Waiting[]): Waiting[] {
  let bytes = 0;
  const cut = waiting.findIndex((each, index) => (bytes += each.bytes) > MAX_BATCH_BYTES && index > 0);
  return waiting.slice(0, cut === -1 ? waiting.length : cut);
}

/** Consecutive parts that each fit one batch. */
export function splitByBytes(records: readonly OutgoingRecord[], maxBytes = MAX_BATCH_BYTES): OutgoingRecord[][] {
  const parts: OutgoingRecord[][] = [];
  let bytes = Infinity;
  for (const record of records) {
    const size = Buffer.byteLength(record.value) + record.key.length + 400;
    if (bytes + size > maxBytes) {
      parts.push([]);
      bytes = 0;
    }
    bytes += size;
    parts.at(-1)?.push(record);
  }
  return parts;
}
