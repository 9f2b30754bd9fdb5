import { randomBytes } from 'node:crypto';
import { isOfCells, topicName } from '@ppaas/contracts';
import type { ServiceName, TopicKey } from '@ppaas/contracts';
import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, MessageHandler } from '@nestjs/microservices';
import type { Kafka } from 'kafkajs';
import { isObservable, lastValueFrom } from 'rxjs';
import { Backlog } from './backlog.ts';
import { consumerGroup } from './consumer-group.ts';
import { parsePattern } from './event-pattern.ts';
import type { ParsedPattern } from './event-pattern.ts';
import { GroupWatch } from './group-watch.ts';
import { createKafka } from './kafka-client.ts';
import type { KafkaAddress } from './kafka-client.ts';
import type { OpenSocket } from './kafka-socket.ts';
import type { KafkaBus } from './kafka-bus.ts';
import type { Log } from './log.ts';
import { TopicConsumer } from './topic-consumer.ts';
import type { BatchHandler, TopicConsumerOptions } from './topic-consumer.ts';

export interface KafkaServerOptions
  extends KafkaAddress,
    Pick<TopicConsumerOptions, 'onHandled' | 'onFailed' | 'onDeadLetter' | 'onLeftOut'> {
  readonly cell: string;
  readonly service: ServiceName | (string & {});
  readonly instance: string;
  readonly bus: KafkaBus;
  readonly log: Log;
  readonly openSocket?: OpenSocket;
  /** Called when a consumer has stopped for good. Default: the process exits with 1, to be started again. */
  readonly onFatal?: (error: Error) => void;
}

/**
 * Kafka for Nest: `@EventPattern(eventPattern('deviceEvents'))` on a method that takes an `IncomingBatch`.
 *
 * - A handler that throws gets the same messages again, without limit, after 100 ms … 10 s; only its partition waits,
 *   and nothing is skipped. Several handlers of one pattern run one after the other and are repeated together.
 * - A record that no schema accepts, or that Postgres cannot store as it is (SQLSTATE class 22), goes to `<topic>.dlq`; the
 *   rest goes on. The word of a device is left out instead, with an alarm: the device has it still.
 * - Offsets are committed about once a second and at the stop: after a crash the last messages come a second time.
 * - Every topic and group has its own consumer, so that none waits for another.
 */
export class KafkaServer extends Server implements CustomTransportStrategy {
  /** Nest then lets a handler's error through to us instead of logging it. */
  override readonly propagatesEventHandlerErrors = true;
  private readonly kafka: Kafka;
  private readonly watch: GroupWatch;
  private readonly start = randomBytes(4).toString('hex');
  private readonly patterns = new Map<string, { readonly pattern: ParsedPattern; readonly handlers: BatchHandler[] }>();
  private consumers: TopicConsumer[] = [];
  /** Consumers of the topics of other cells. */
  private readonly followed = new Map<string, readonly TopicConsumer[]>();
  private readonly ofProcess = new WeakSet<TopicConsumer>();
  private isListening = false;
  private isDead = false;

  constructor(private readonly options: KafkaServerOptions) {
    super();
    const client = {
      brokers: options.brokers,
      security: options.security,
      clientId: options.instance,
      log: options.log,
      ...(options.openSocket ? { openSocket: options.openSocket } : {}),
    };
    // About a minute: a consumer that outlasts an outage goes on at once as the member it was. One that crashes comes
    // back as a new member, and the group waits 10 s for the old one.
    const retry = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 60 };
    this.kafka = createKafka({ ...client, retry, requestTimeoutMs: 30_000 });
    const once = createKafka({ ...client, retry: { retries: 0 }, requestTimeoutMs: 5_000 });
    this.watch = new GroupWatch(once, options.log, () => this.everyConsumer().map((consumer) => consumer.options));
  }

  override addHandler(pattern: unknown, callback: MessageHandler, isEventHandler = false): void {
    if (!isEventHandler) throw new Error('only @EventPattern is served over Kafka: questions go over HTTP');
    const route = this.normalizePattern(pattern as Parameters<typeof this.normalizePattern>[0]);
    const entry = this.patterns.get(route) ?? { pattern: parsePattern(route), handlers: [] };
    entry.handlers.push(async (batch) => {
      const result: unknown = await callback(batch);
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    });
    this.patterns.set(route, entry);
    callback.isEventHandler = true;
    this.messageHandlers.set(route, callback);
  }

  /** Starts every consumer and calls back at once: a service starts while Kafka is down. `joined()` tells when they read. */
  listen(callback: (...args: unknown[]) => unknown): void {
    this.isListening = true;
    const { cell } = this.options;
    this.consumers = [...this.patterns.values()].map(({ pattern, handlers }) => this.consumer(pattern, handlers, cell));
    for (const consumer of this.consumers) void consumer.start();
    this.watch.start();
    callback();
  }

  /**
   * Reads exactly these cells beside its own, for a service that stands above them: the same handlers for their topics. To be
   * called again, after `listen`, when there are others.
   */
  async follow(cells: readonly string[]): Promise<void> {
    if (!this.isListening) return;
    const others = new Set(cells.filter((cell) => cell !== this.options.cell));
    const ofCells = [...this.patterns.values()].filter(({ pattern }) => isOfCells(pattern.topic));
    for (const cell of others) {
      if (this.followed.has(cell)) continue;
      const consumers = ofCells.map(({ pattern, handlers }) => this.consumer(pattern, handlers, cell));
      this.followed.set(cell, consumers);
      for (const consumer of consumers) void consumer.start();
    }
    for (const [cell, consumers] of [...this.followed]) {
      if (others.has(cell)) continue;
      this.followed.delete(cell);
      await Promise.all(consumers.map((consumer) => consumer.stop()));
    }
  }

  /**
   * Resolves when every consumer has joined its group for the first time.
   * @param group only those of this kind: a group of this process start waits for nobody, while a shared one waits until a member
   *   that was killed counts as gone
   */
  async joined(group?: 'process'): Promise<void> {
    const meant = this.consumers.filter((consumer) => group === undefined || this.ofProcess.has(consumer));
    await Promise.all(meant.map((consumer) => consumer.joined()));
  }

  /** False when a consumer has stopped for good. */
  isAlive(): boolean {
    return !this.isDead;
  }

  /**
   * Topic → seconds: how old the oldest record is that a group of this process has not handled, whichever process has its partition, or
   * none. Of records that never came here it is up to five seconds too little. While Kafka cannot be asked it grows.
   */
  lagSeconds(): ReadonlyMap<TopicKey, number> {
    const now = Date.now();
    const lags = new Map<TopicKey, number>();
    for (const { options } of this.everyConsumer())
      lags.set(options.topic, Math.max(lags.get(options.topic) ?? 0, options.backlog.ageMs(now) / 1000));
    return lags;
  }

  /** Lets running handlers finish, commits and leaves the groups. */
  async close(): Promise<void> {
    this.isListening = false;
    const consumers = this.everyConsumer();
    this.consumers = [];
    this.followed.clear();
    await Promise.all([this.watch.stop(), ...consumers.map((consumer) => consumer.stop())]);
  }

  on(): never {
    throw new Error('KafkaServer has no events of its own');
  }

  unwrap<T>(): T {
    throw new Error('kafkajs stays inside @ppaas/messaging');
  }

  private everyConsumer(): TopicConsumer[] {
    return [...this.consumers, ...[...this.followed.values()].flat()];
  }

  private consumer(pattern: ParsedPattern, handlers: BatchHandler[], cell: string): TopicConsumer {
    const { service, instance, bus, log, onHandled, onFailed, onDeadLetter, onLeftOut } = this.options;
    const shared = consumerGroup(pattern.topic, { cell, service });
    const isOfProcess = pattern.group === 'process';
    const now = Date.now();
    const consumer = new TopicConsumer(this.kafka, {
      topic: pattern.topic,
      name: topicName(pattern.topic, { cell, instance: pattern.instance ?? instance }),
      group: isOfProcess ? `${shared}.${instance}.${this.start}` : shared,
      backlog: isOfProcess ? new Backlog(now, now) : new Backlog(now),
      ...(pattern.only === undefined ? {} : { only: pattern.only }),
      ...(pattern.lingerMs === undefined ? {} : { lingerMs: pattern.lingerMs }),
      handlers,
      bus,
      log,
      onHandled,
      onFailed,
      onDeadLetter,
      onLeftOut,
      onFatal: (error) => this.died(error),
    });
    if (isOfProcess) this.ofProcess.add(consumer);
    return consumer;
  }

  private died(error: Error): void {
    this.isDead = true;
    this.options.log.error({ err: error }, 'a Kafka consumer has stopped for good');
    if (this.options.onFatal === undefined) process.exit(1);
    this.options.onFatal(error);
  }
}
