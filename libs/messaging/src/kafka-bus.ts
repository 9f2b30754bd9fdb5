import type { Admin, Kafka } from 'kafkajs';
import { createKafka } from './kafka-client.ts';
import type { KafkaAddress } from './kafka-client.ts';
import type { OpenSocket } from './kafka-socket.ts';
import type { Log } from './log.ts';
import { toRecord } from './outgoing.ts';
import type { MessageScope, OutgoingMessage, OutgoingRecord } from './outgoing.ts';
import { Reachability } from './reachability.ts';
import { TopicLane } from './topic-lane.ts';

export interface KafkaBusOptions extends MessageScope, KafkaAddress {
  /** Of the process, such as `transaction-0`. */
  readonly instance: string;
  readonly log: Log;
  readonly openSocket?: OpenSocket;
}

const PROBE_EVERY_MS = 1_000;

/** Sends messages and says whether Kafka answers. */
export class KafkaBus {
  private readonly kafka: Kafka;
  private readonly lanes = new Map<string, TopicLane>();
  private readonly reachability = new Reachability();
  private admin: Admin | undefined;
  private probe: NodeJS.Timeout | undefined;
  private probing: Promise<void> | undefined;
  private wasReachable = true;

  constructor(private readonly options: KafkaBusOptions) {
    this.kafka = createKafka({
      brokers: options.brokers,
      security: options.security,
      clientId: options.instance,
      log: options.log,
      ...(options.openSocket ? { openSocket: options.openSocket } : {}),
      retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 3 },
      requestTimeoutMs: 5_000,
    });
  }

  /** Starts watching the brokers. Does not wait for them: a service starts while Kafka is down, and refuses work. */
  async connect(): Promise<void> {
    if (this.probe !== undefined) return;
    await this.ask();
    this.probe = setInterval(() => {
      this.tell();
      void this.ask();
    }, PROBE_EVERY_MS);
    this.probe.unref();
  }

  /** Lets sends that are under way finish, then closes every connection. */
  async disconnect(): Promise<void> {
    clearInterval(this.probe);
    this.probe = undefined;
    await this.probing;
    await Promise.all([...this.lanes.values()].map((lane) => lane.close()));
    this.lanes.clear();
    await this.admin?.disconnect();
    this.admin = undefined;
  }

  /** False once nothing of Kafka has answered for 2 s. */
  isReachable(): boolean {
    return this.reachability.isReachable();
  }

  /**
   * Sends messages and waits until the broker has them. Per topic, calls keep their order.
   * @throws Error when a message does not fit its schema (nothing was sent), or when it is not certain that all arrived.
   */
  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    const records = messages.map((message) => toRecord(message, this.options));
    const topics = Map.groupBy(records, (record) => record.topic);
    await Promise.all([...topics].map(([topic, ofTopic]) => this.send(topic, ofTopic)));
  }

  /** Sends records as they are to one topic, in order. Rejects when it is not certain that all arrived. */
  async send(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    this.reachability.asked();
    const lane = this.lane(topic);
    try {
      await lane.send(records);
      this.reachability.answered();
    } catch (error) {
      if (isTopicMissing(error)) {
        this.reachability.answered();
        this.forget(topic, lane);
      }
      throw error;
    }
  }

  private lane(topic: string): TopicLane {
    const known = this.lanes.get(topic);
    if (known !== undefined) return known;
    const lane = new TopicLane(this.kafka, topic);
    this.lanes.set(topic, lane);
    return lane;
  }

  private forget(topic: string, lane: TopicLane): void {
    if (this.lanes.get(topic) !== lane) return;
    this.lanes.delete(topic);
    lane.close().catch((error: unknown) => this.options.log.warn({ err: error, topic }, 'a producer did not close'));
  }

  /** Says it once when Kafka is gone, and once when it is back. */
  private tell(): void {
    const isReachable = this.isReachable();
    if (isReachable === this.wasReachable) return;
    this.wasReachable = isReachable;
    this.options.log.warn(
      { brokers: this.options.brokers },
      isReachable ? 'Kafka answers again' : 'Kafka does not answer',
    );
  }

  private ask(): Promise<void> {
    this.probing ??= this.describe().finally(() => (this.probing = undefined));
    return this.probing;
  }

  private async describe(): Promise<void> {
    if (!this.reachability.isQuiet(PROBE_EVERY_MS)) return;
    this.reachability.asked();
    try {
      this.admin ??= this.kafka.admin({ retry: { retries: 0, initialRetryTime: 50 } });
      await this.admin.connect();
      await this.admin.describeCluster();
      this.reachability.answered();
    } catch (error) {
      // The next probe makes new connections: a client that lost every broker does not always find back by itself.
      this.options.log.debug({ err: error }, 'Kafka does not answer');
      const admin = this.admin;
      this.admin = undefined;
      await admin
        ?.disconnect()
        .catch((cause: unknown) => this.options.log.debug({ err: cause }, 'probe did not close'));
    }
  }
}

/** Whether a send failed because the broker knows no such topic. */
export function isTopicMissing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { type, cause } = error as { readonly type?: unknown; readonly cause?: unknown };
  return type === 'UNKNOWN_TOPIC_OR_PARTITION' || type === 'INVALID_TOPIC_EXCEPTION' || isTopicMissing(cause);
}
