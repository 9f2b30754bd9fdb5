import { TOPICS, topicName } from '@ppaas/contracts';
import type { TopicDeclaration, TopicKey } from '@ppaas/contracts';
import type { Admin, ITopicConfig } from 'kafkajs';
import { createKafka } from './kafka-client.ts';
import type { KafkaAddress } from './kafka-client.ts';
import { SILENT_LOG } from './log.ts';
import type { Log } from './log.ts';

export interface CreateTopicsOptions extends KafkaAddress {
  readonly cell: string;
  /** Default: all of them. */
  readonly only?: readonly TopicKey[];
  /** The connector instance whose mailbox to make; without it mailboxes are left out. */
  readonly instance?: string;
  readonly log?: Log;
}

export const DEAD_LETTER_RETENTION_MS = 30 * 24 * 60 * 60 * 1_000;

/** The topic that takes what a consumer of `topic` cannot read. */
export const deadLetterTopic = (topic: string): string => `${topic}.dlq`;

/** Makes what is missing of the declared topics, each with its dead-letter twin. Returns the names of those it made. */
export async function createTopics(options: CreateTopicsOptions): Promise<string[]> {
  return withAdmin(options, async (admin) => {
    const { brokers } = await admin.describeCluster();
    const existing = new Set(await admin.listTopics());
    const missing = plannedTopics(options, brokers.length).filter(({ topic }) => !existing.has(topic));
    // createTopics answers false when another process was faster; either way the topics are there afterwards.
    const names = missing.map(({ topic }) => topic);
    if (missing.length > 0) {
      await admin.createTopics({ topics: missing, waitForLeaders: false });
      await waitForLeaders(admin, names);
    }
    return names;
  });
}

/** Where organisations are that have no cell of their own, and what is above all cells. */
const NEVER_DROPPED = ['shared', 'platform'];

/**
 * Deletes all topics of one cell, mailboxes and dead letters too, and returns their names.
 * @throws when the cell is one that is never taken down
 */
export async function dropTopics(
  options: Pick<CreateTopicsOptions, keyof KafkaAddress | 'cell' | 'log'>,
): Promise<string[]> {
  const { cell } = options;
  if (NEVER_DROPPED.includes(cell)) throw new Error(`the topics of “${cell}” are not one tenant's: they stay`);
  return withAdmin(options, async (admin) => {
    const topics = (await admin.listTopics()).filter((name) => name.startsWith(`${cell}.`));
    if (topics.length > 0) await admin.deleteTopics({ topics, timeout: 30_000 });
    return topics;
  });
}

async function withAdmin<T>(
  { brokers, security, log = SILENT_LOG }: Pick<CreateTopicsOptions, keyof KafkaAddress | 'log'>,
  work: (admin: Admin) => Promise<T>,
): Promise<T> {
  const kafka = createKafka({
    brokers,
    security,
    log,
    clientId: 'topics',
    retry: { initialRetryTime: 100, retries: 8 },
    requestTimeoutMs: 30_000,
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

const LEADERS_LIMIT_MS = 30_000;
const LOOK_EVERY_MS = 50;

/**
 * A broker that is busy knows a topic a moment after it said that it made it; kafkajs's own wait takes that moment for an error.
 * @throws the broker's last word after 30 s
 */
async function waitForLeaders(admin: Admin, topics: readonly string[]): Promise<void> {
  const until = performance.now() + LEADERS_LIMIT_MS;
  for (;;) {
    try {
      const { topics: known } = await admin.fetchTopicMetadata({ topics: [...topics] });
      if (known.every(({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0)))
        return;
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    if (performance.now() > until) throw new Error(`no leaders within ${LEADERS_LIMIT_MS} ms for ${topics.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
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
