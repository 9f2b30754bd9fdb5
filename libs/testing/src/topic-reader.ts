import type { TopicKey } from '@ppaas/contracts';
import { KafkaBus, KafkaServer, SILENT_LOG, eventPattern } from '@ppaas/messaging';
import type { Incoming, IncomingBatch, OutgoingMessage } from '@ppaas/messaging';

export interface TopicReader<K extends TopicKey> {
  /** Everything the topic holds and gets, as it arrives; grows until `stop`. */
  readonly seen: Incoming<K>[];
  stop(): Promise<void>;
}

/** Reads a topic from its beginning, beside whoever else reads it. Resolves when it has its partitions. */
export async function readTopic<K extends TopicKey>(options: {
  readonly brokers: readonly string[];
  readonly cell: string;
  readonly topic: K;
  /** The connector instance, for `deviceCommands`. */
  readonly instance?: string;
}): Promise<TopicReader<K>> {
  const { brokers, cell, topic, instance = 'reader-0' } = options;
  const shared = { brokers, cell, service: 'reader', instance, log: SILENT_LOG };
  const bus = new KafkaBus(shared);
  const fatal = (error: Error): void => {
    throw error;
  };
  const server = new KafkaServer({ ...shared, bus, onFatal: fatal });
  const seen: Incoming<K>[] = [];
  const take = (batch: IncomingBatch<K>): Promise<void> => {
    seen.push(...batch.messages);
    return Promise.resolve();
  };
  server.addHandler(eventPattern(topic, { group: 'process' }), take as Parameters<typeof server.addHandler>[1], true);
  server.listen(() => undefined);
  await server.joined();
  return {
    seen,
    stop: async () => {
      await server.close();
      await bus.disconnect();
    },
  };
}

const TENANT_ID = '6f0d4c9e-8f7a-4bb0-9a4c-1f9d3f2f5b11';

/** A small valid event of `transactionEvents`, told apart by its key and sequence. */
export function probeEvent(key: string, sequence: number): OutgoingMessage<'transactionEvents'> {
  const at = new Date(0).toISOString();
  const data = { deviceId: key, tenantId: TENANT_ID, serialNumber: 'PROBE', journalSequence: sequence, at };
  return { topic: 'transactionEvents', type: 'StandAloneRecorded', key, data, tenantId: TENANT_ID };
}

/** The sequence that `probeEvent` put in; −1 for any other event. */
export function probeSequence(message: Incoming<'transactionEvents'>): number {
  return message.type === 'StandAloneRecorded' ? message.data.journalSequence : -1;
}
