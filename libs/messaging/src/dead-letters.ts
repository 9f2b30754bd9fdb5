import type { TopicKey } from '@ppaas/contracts';
import { topicName } from '@ppaas/contracts';
import type { RawRecord } from './incoming.ts';
import { createKafka } from './kafka-client.ts';
import { KafkaBus } from './kafka-bus.ts';
import { SILENT_LOG } from './log.ts';
import type { Log } from './log.ts';
import type { OutgoingRecord } from './outgoing.ts';
import { deadLetterTopic } from './topic-admin.ts';

/** Where a record came from and why it could not be read. */
export interface Origin {
  readonly topic: string;
  readonly partition: number;
  readonly group: string;
  readonly error: string;
}

/** The dead-letter twin of a record: the same bytes, and its origin in headers. */
export function toDeadLetter(record: RawRecord, origin: Origin): OutgoingRecord {
  return {
    topic: deadLetterTopic(origin.topic),
    key: record.key?.toString() ?? '',
    value: record.value?.toString() ?? '',
    headers: {
      ...plainHeaders(record),
      'x-origin-topic': origin.topic,
      'x-origin-partition': String(origin.partition),
      'x-origin-offset': record.offset,
      'x-origin-group': origin.group,
      'x-origin-error': origin.error.slice(0, 500),
    },
  };
}

/** The record a dead letter was, without what its way here added. */
export function fromDeadLetter(record: RawRecord): OutgoingRecord | undefined {
  const headers = plainHeaders(record);
  const topic = headers['x-origin-topic'];
  if (topic === undefined) return undefined;
  const own = Object.entries(headers).filter(([name]) => !name.startsWith('x-origin-'));
  return {
    topic,
    key: record.key?.toString() ?? '',
    value: record.value?.toString() ?? '',
    headers: Object.fromEntries(own),
  };
}

function plainHeaders(record: RawRecord): Record<string, string> {
  const entries = Object.entries(record.headers ?? {}).map(([name, value]) => [name, first(value)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const first = (value: Buffer | string | (Buffer | string)[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value)?.toString();

export interface ReplayOptions {
  readonly brokers: readonly string[];
  readonly cell: string;
  readonly topic: TopicKey;
  readonly instance?: string;
  /** Say what would go back, send nothing and remember nothing. */
  readonly dryRun?: boolean;
  readonly log?: Log;
}

export interface ReplayResult {
  readonly replayed: number;
  readonly skipped: number;
}

/**
 * Sends the dead letters of a topic that were not replayed before back to it, oldest first, and remembers how far it got
 * (group `<topic>.dlq.replay`). Consumers see them as a second delivery. What still cannot be read comes back as a new letter.
 */
export async function replayDeadLetters(options: ReplayOptions): Promise<ReplayResult> {
  const log = options.log ?? SILENT_LOG;
  const letters = deadLetterTopic(topicName(options.topic, options));
  const retry = { initialRetryTime: 100, retries: 8 };
  const kafka = createKafka({ brokers: options.brokers, clientId: 'replay', log, retry, requestTimeoutMs: 30_000 });
  const groupId = `${letters}.replay`;
  const admin = kafka.admin();
  await admin.connect();
  const ends = new Map((await admin.fetchTopicOffsets(letters)).map((end) => [end.partition, Number(end.offset)]));
  const [committed] = await admin.fetchOffsets({ groupId, topics: [letters] });
  const lows = new Map((await admin.fetchTopicOffsets(letters)).map((end) => [end.partition, Number(end.low)]));
  const starts = new Map(committed?.partitions.map((each) => [each.partition, Number(each.offset)]));
  await admin.disconnect();
  const open = new Set(
    [...ends]
      .filter(([partition, end]) => Math.max(starts.get(partition) ?? -1, lows.get(partition) ?? 0) < end)
      .map(([partition]) => partition),
  );
  let replayed = 0;
  let skipped = 0;
  if (open.size === 0) return { replayed, skipped };

  const bus = new KafkaBus({
    brokers: options.brokers,
    cell: options.cell,
    service: 'replay',
    instance: 'replay',
    log,
  });
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 500 });
  await consumer.connect();
  await consumer.subscribe({ topics: [letters], fromBeginning: true });
  try {
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer
        .run({
          autoCommit: false,
          eachBatchAutoResolve: false,
          eachBatch: async ({ batch, resolveOffset }) => {
            const end = ends.get(batch.partition) ?? 0;
            for (const record of batch.messages.filter((each) => Number(each.offset) < end)) {
              const original = fromDeadLetter(record);
              if (original === undefined) skipped += 1;
              else if (options.dryRun !== true) await bus.send(original.topic, [original]);
              if (original !== undefined) replayed += 1;
            }
            const next = Math.min(end, Number(batch.lastOffset()) + 1);
            resolveOffset(String(next - 1));
            if (options.dryRun !== true) {
              await consumer.commitOffsets([{ topic: letters, partition: batch.partition, offset: String(next) }]);
            }
            if (next >= end) open.delete(batch.partition);
            if (open.size === 0) resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    await consumer.disconnect();
    await bus.disconnect();
  }
  return { replayed, skipped };
}
