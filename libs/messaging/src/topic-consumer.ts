import { setTimeout as pause } from 'node:timers/promises';
import { TOPICS } from '@ppaas/contracts';
import type { TopicDeclaration, TopicKey } from '@ppaas/contracts';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Backlog } from './backlog.ts';
import { isDataException } from './data-exception.ts';
import { toDeadLetter } from './dead-letters.ts';
import { inTraces } from './handling-traces.ts';
import { HandledOffsets } from './handled-offsets.ts';
import { isWanted, parseRecord } from './incoming.ts';
import type { Incoming, IncomingBatch, RawRecord } from './incoming.ts';
import type { Log } from './log.ts';
import type { OutgoingRecord } from './outgoing.ts';
import { inParts, pauseAfter } from './retry-pace.ts';
import { within } from './within.ts';

export type BatchHandler = (batch: IncomingBatch) => Promise<void>;

/** A record that is for the handlers, and what it says. */
interface Wanted {
  readonly record: RawRecord;
  readonly message: Incoming;
}

export interface TopicConsumerOptions {
  readonly topic: TopicKey;
  /** Its name on the broker. */
  readonly name: string;
  readonly group: string;
  /** Told what is fetched and what is handled. */
  readonly backlog: Backlog;
  /** Types; the rest is left unread. */
  readonly only?: readonly string[];
  /** How long the broker may gather records before it hands them over; default: not at all. */
  readonly lingerMs?: number;
  readonly handlers: readonly BatchHandler[];
  readonly bus: { send(topic: string, records: readonly OutgoingRecord[]): Promise<void> };
  readonly log: Log;
  /** kafkajs gave up and will not start again by itself. */
  readonly onFatal: (error: Error) => void;
  readonly onHandled?: (topic: TopicKey, count: number) => void;
  readonly onFailed?: (topic: TopicKey) => void;
  readonly onDeadLetter?: (topic: TopicKey) => void;
  readonly onLeftOut?: (topic: TopicKey) => void;
}

/** A handler gets at most so many messages, so that one call stays short. */
const MAX_PART = 200;
/** Where the broker may gather, it stops at so much. */
const GATHER_BYTES = 256 * 1_024;
const COMMIT_EVERY_MS = 1_000;
const BEAT_EVERY_MS = 1_000;
const STOP_STEP_MS = 2_500;
const CONNECT_AGAIN_MS = 500;

/** Reads one topic for one group and hands it to its handlers; see `KafkaServer` for what is promised. */
export class TopicConsumer {
  private readonly consumer: Consumer;
  private readonly failures = new Map<number, number>();
  private readonly offsets: HandledOffsets;
  private readonly resumes = new Map<number, NodeJS.Timeout>();
  private readonly handling = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private committer: NodeJS.Timeout | undefined;
  private readonly firstJoin = Promise.withResolvers<void>();

  constructor(
    kafka: Kafka,
    readonly options: TopicConsumerOptions,
  ) {
    this.consumer = kafka.consumer({
      groupId: options.group,
      sessionTimeout: 10_000,
      rebalanceTimeout: 20_000,
      heartbeatInterval: BEAT_EVERY_MS,
      minBytes: options.lingerMs === undefined ? 1 : GATHER_BYTES,
      maxWaitTimeInMs: options.lingerMs ?? 500,
      allowAutoTopicCreation: false,
      metadataMaxAge: 60_000,
      // One that is stopped while it joins fails by that, and kafkajs would start it again. Five is what kafkajs has without this.
      retry: { retries: 5, restartOnFailure: () => Promise.resolve(!this.isStopping) },
    });
    this.offsets = new HandledOffsets(this.consumer, options.name, options.log);
    this.consumer.on(this.consumer.events.GROUP_JOIN, () => {
      // Offsets of a former generation are not ours to commit: the partition may belong to another member now.
      this.offsets.clear();
      options.backlog.rejoined();
      this.firstJoin.resolve();
    });
    this.consumer.on(this.consumer.events.CRASH, ({ payload }) => {
      if (payload.restart || this.isStopping) return;
      if (isOutage(payload.error)) void this.again(payload.error);
      else options.onFatal(payload.error);
    });
    this.firstJoin.promise.catch(() => undefined);
  }

  /** Resolves when the consumer has its partitions for the first time; rejects when it is stopped before. */
  joined(): Promise<void> {
    return this.firstJoin.promise;
  }

  /** Connects and runs; tries again until it can. Never rejects. */
  async start(): Promise<void> {
    while (!this.isStopping) {
      try {
        await this.run();
        return;
      } catch (error) {
        if (this.isStopping) return;
        this.options.log.warn({ err: error, topic: this.options.name }, 'cannot read the topic yet');
        await pause(CONNECT_AGAIN_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  /** After a crash that kafkajs takes for final and that is not: it has disconnected by now. */
  private async again(error: Error): Promise<void> {
    this.options.log.warn({ err: error, topic: this.options.name }, 'the group has no coordinator; joining again');
    clearInterval(this.committer);
    await pause(CONNECT_AGAIN_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    await this.start();
  }

  /** Lets the running handlers finish, commits, leaves the group. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.firstJoin.reject(new Error(`the consumer of ${this.options.name} stops`));
    clearInterval(this.committer);
    for (const timer of this.resumes.values()) clearTimeout(timer);
    await Promise.allSettled(this.handling);
    // While Kafka is away kafkajs would hold up the stop with its own repetitions.
    await within(STOP_STEP_MS, this.offsets.commitLast());
    await within(STOP_STEP_MS, this.consumer.disconnect());
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [this.options.name], fromBeginning: true });
    if (this.isStopping) return this.consumer.disconnect();
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 6,
      eachBatch: (payload) => this.eachBatch(payload),
    });
    this.committer = setInterval(() => void this.offsets.commit(), COMMIT_EVERY_MS);
    this.committer.unref();
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    if (this.isStopping || payload.isStale()) return;
    const work = this.handle(payload);
    this.handling.add(work);
    // kafkajs beats only between batches: a slow handler must not look dead. A rebalance that a beat hears of is told
    // again to kafkajs by its own beat after this batch.
    const beat = setInterval(() => {
      payload.heartbeat().catch((error: unknown) => this.options.log.debug({ err: error }, 'heartbeat'));
    }, BEAT_EVERY_MS);
    try {
      await work;
    } finally {
      clearInterval(beat);
      this.handling.delete(work);
    }
  }

  /** Never throws: kafkajs would stop all partitions for what is wrong with one. */
  private async handle({ batch, resolveOffset, pause: pausePartition }: EachBatchPayload): Promise<void> {
    const { partition } = batch;
    for (const part of inParts(batch.messages, MAX_PART)) {
      this.options.backlog.took(partition, Number(part[0]?.timestamp));
      try {
        await this.handlePart(partition, part);
      } catch (error) {
        this.rest(partition, pausePartition(), error);
        return;
      }
      this.failures.delete(partition);
      this.options.backlog.handled(partition);
      const last = part.at(-1)?.offset ?? batch.lastOffset();
      resolveOffset(last);
      // The end of a batch may be a record of Kafka's own, which is never handed out.
      const end = last === batch.messages.at(-1)?.offset ? batch.lastOffset() : last;
      this.offsets.handled(partition, String(BigInt(end) + 1n));
      if (this.isStopping) return;
    }
  }

  private async handlePart(partition: number, records: readonly RawRecord[]): Promise<void> {
    const { topic } = this.options;
    const wanted: Wanted[] = [];
    const letters: OutgoingRecord[] = [];
    for (const record of records) {
      if (!isWanted(record, this.options.only)) continue;
      const parsed = parseRecord(topic, partition, record);
      if ('message' in parsed) wanted.push({ record, message: parsed.message });
      else letters.push(this.deadLetter(partition, record, parsed.fault));
    }
    const [first] = letters;
    if (first !== undefined) await this.options.bus.send(first.topic, letters);
    if (wanted.length === 0) return;
    await this.deliver(partition, wanted);
    this.options.onHandled?.(topic, wanted.length);
  }

  /** Data that Postgres cannot store would stop the partition for ever: they are sought one by one and left out. */
  private async deliver(partition: number, wanted: readonly Wanted[]): Promise<void> {
    const { topic, handlers } = this.options;
    const run = async (messages: readonly Incoming[]): Promise<void> => {
      for (const handler of handlers) await handler({ topic, partition, messages });
    };
    const [first] = wanted;
    try {
      await inTraces(
        wanted.map(({ message }) => message),
        run,
      );
    } catch (error) {
      if (first === undefined || !isDataException(error)) throw error;
      if (wanted.length === 1) return this.leaveOut(partition, first, error);
      for (const one of wanted) await this.deliver(partition, [one]);
    }
  }

  private async leaveOut(partition: number, { record, message }: Wanted, error: unknown): Promise<void> {
    const { name, topic, log, bus } = this.options;
    const { results }: TopicDeclaration = TOPICS[topic];
    if (results?.includes(message.type) !== true) {
      const letter = this.deadLetter(partition, record, String(error));
      return bus.send(letter.topic, [letter]);
    }
    const line = { err: error, topic: name, partition, offset: record.offset, type: message.type, key: message.key };
    log.error(line, 'the word of a device cannot be stored and is left out: it is not released, and asked for again');
    this.options.onLeftOut?.(topic);
  }

  private deadLetter(partition: number, record: RawRecord, fault: string): OutgoingRecord {
    const { name, group, log, topic } = this.options;
    log.error(
      { topic: name, partition, offset: record.offset, fault },
      'a record cannot be taken: to the dead letters',
    );
    this.options.onDeadLetter?.(topic);
    return toDeadLetter(record, { topic: name, partition, group, error: fault });
  }

  /** The handler failed: the partition rests, then the same messages come again. */
  private rest(partition: number, resume: () => void, error: unknown): void {
    const failures = (this.failures.get(partition) ?? 0) + 1;
    this.failures.set(partition, failures);
    const pauseMs = pauseAfter(failures);
    const { name: topic, group } = this.options;
    this.options.log.error(
      { err: error, topic, group, partition, failures, pauseMs },
      'a handler failed and is tried again',
    );
    this.options.onFailed?.(this.options.topic);
    const timer = setTimeout(() => {
      this.resumes.delete(partition);
      if (!this.isStopping) resume();
    }, pauseMs);
    this.resumes.set(partition, timer);
  }
}

/** A broker that is leaving, or is not all there yet, knows no coordinator: kafkajs gives up, a moment later it is there. */
function isOutage(error: Error): boolean {
  if (error.name === 'KafkaJSGroupCoordinatorNotFound') return true;
  return error.cause instanceof Error && isOutage(error.cause);
}
