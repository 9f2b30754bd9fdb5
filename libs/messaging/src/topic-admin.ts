import { TOPICS, topicName } from '@ppaas/contracts';
import type { TopicDeclaration, TopicKey } from '@ppaas/contracts';
import type { ITopicConfig } from 'kafkajs';
import { createKafka } from './kafka-client.ts';
import { SILENT_LOG } from './log.ts';
import type { Log } from './log.ts';

export interface CreateTopicsOptions {
  readonly brokers: readonly string[];
  readonly cell: string;
  /** Default: all of them. */
  readonly only?: readonly TopicKey[];
  /** The connector instance whose mailbox to make; without it mailboxes are left out. */
  readonly instance?: string;
  readonly log?: Log;
}

const DEAD_LETTER_RETENTION_MS = 30 * 24 * 60 * 60 * 1_000;

/** The topic that takes what a consumer of `topic` cannot read. */
export const deadLetterTopic = (topic: string): string => `${topic}.dlq`;

/** Makes what is missing of the declared topics, each with its dead-letter twin. Returns the names of those it made. */
export async function createTopics(options: CreateTopicsOptions): Promise<string[]> {
  const kafka = createKafka({
    brokers: options.brokers,
    clientId: 'topics',
    log: options.log ?? SILENT_LOG,
    retry: { initialRetryTime: 100, retries: 8 },
    requestTimeoutMs: 30_000,
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { brokers } = await admin.describeCluster();
    const existing = new Set(await admin.listTopics());
    const missing = plannedTopics(options, brokers.length).filter(({ topic }) => !existing.has(topic));
    // createTopics answers false when another process was faster; either way the topics are there afterwards.
    if (missing.length > 0) await admin.createTopics({ topics: missing, waitForLeaders: true });
    return missing.map(({ topic }) => topic);
  } finally {
    await admin.disconnect();
  }
}

/** The topics of a cell with their settings, for a cluster of so many brokers. */
export function plannedTopics(
  options: Pick<CreateTopicsOptions, 'cell' | 'only' | 'instance'>,
  brokerCount: number,
): ITopicConfig[] {
  const keys = options.only ?? (Object.keys(TOPICS) as TopicKey[]);
  return keys
    .filter((key) => options.instance !== undefined || !TOPICS[key].name.includes('{instance}'))
    .flatMap((key) => {
      const name = topicName(key, options);
      return [
        settings(name, TOPICS[key], brokerCount),
        settings(
          deadLetterTopic(name),
          { cleanup: 'delete', partitions: 1, retentionMs: DEAD_LETTER_RETENTION_MS },
          brokerCount,
        ),
      ];
    });
}

function settings(
  topic: string,
  declaration: Pick<TopicDeclaration, 'cleanup' | 'partitions' | 'retentionMs'>,
  brokerCount: number,
): ITopicConfig {
  const replicationFactor = Math.min(3, brokerCount);
  return {
    topic,
    numPartitions: declaration.partitions,
    replicationFactor,
    configEntries: [
      { name: 'cleanup.policy', value: declaration.cleanup },
      { name: 'retention.ms', value: String(declaration.retentionMs) },
      { name: 'min.insync.replicas', value: String(Math.max(1, replicationFactor - 1)) },
      { name: 'unclean.leader.election.enable', value: 'false' },
    ],
  };
}
