import { randomUUID } from 'node:crypto';
import { createKafka } from './kafka-client.ts';
import type { KafkaAddress } from './kafka-client.ts';
import { SILENT_LOG } from './log.ts';

/** A record as it lies on the broker, unread: whatever it holds. */
export interface StoredRecord {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

const WITHIN_MS = 30_000;

/**
 * Everything that lies in the topics whose names begin so, as of now, in the order of each partition.
 * @throws Error when it cannot be had within 30 s
 */
export async function readRecords(
  options: KafkaAddress & { readonly prefixes: readonly string[] },
): Promise<StoredRecord[]> {
  const retry = { initialRetryTime: 100, retries: 8 };
  const { prefixes, ...address } = options;
  const kafka = createKafka({ ...address, clientId: 'read', log: SILENT_LOG, retry, requestTimeoutMs: 30_000 });
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  const open = new Set<string>();
  const ends = new Map<string, number>();
  for (const topic of topics) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      if (Number(high) > Number(low)) open.add(`${topic}/${partition}`);
      ends.set(`${topic}/${partition}`, Number(high));
    }
  }
  await admin.disconnect();
  const records: StoredRecord[] = [];
  if (open.size === 0) return records;
  const consumer = kafka.consumer({ groupId: `read.${randomUUID()}`, maxWaitTimeInMs: 200 });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  let limit: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      limit = setTimeout(() => reject(new Error('the records could not be read in time')), WITHIN_MS);
      // What passes, such as a coordinator that is still loading, the consumer gets over by itself.
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        if (!payload.restart) reject(payload.error);
      });
      consumer
        .run({
          autoCommit: false,
          eachBatch: ({ batch }) => {
            for (const { key, value, headers } of batch.messages) {
              const said = Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)] as const);
              const record = { key: String(key), value: String(value), headers: Object.fromEntries(said) };
              records.push({ topic: batch.topic, ...record });
            }
            // The last offset may belong to a record of Kafka's own, or to one that was compacted away.
            const at = `${batch.topic}/${batch.partition}`;
            if (Number(batch.lastOffset()) + 1 >= (ends.get(at) ?? 0)) open.delete(at);
            if (open.size === 0) resolve();
            return Promise.resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    clearTimeout(limit);
    await consumer.disconnect();
  }
  return records;
}
