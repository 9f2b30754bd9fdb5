import { Kafka, logLevel } from 'kafkajs';
import type { ISocketFactory, LogEntry, RetryOptions } from 'kafkajs';
import { mendKafkaTimer } from './kafkajs-timer.ts';
import type { Log } from './log.ts';

export interface KafkaClientOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly log: Log;
  readonly retry: RetryOptions;
  /** How long one request may take; the broker itself waits for at most a fetch's time. */
  readonly requestTimeoutMs: number;
  /** Opens connections; default kafkajs's own. Tests cut the line with it. */
  readonly openSocket?: OpenSocket;
}

/** Parts of kafkajs that write a line for every attempt. */
const CHATTER = new Set(['Connection', 'BrokerPool', 'Producer']);

export type OpenSocket = ISocketFactory;

mendKafkaTimer();

/** The one place that makes a kafkajs client. */
export function createKafka(options: KafkaClientOptions): Kafka {
  return new Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    connectionTimeout: 1_000,
    requestTimeout: options.requestTimeoutMs,
    enforceRequestTimeout: true,
    retry: options.retry,
    ...(options.openSocket ? { socketFactory: options.openSocket } : {}),
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => write(options.log, entry),
  });
}

function write(log: Log, { level, namespace, log: { message, timestamp: _timestamp, ...fields } }: LogEntry): void {
  // kafkajs calls "error" what it is about to try again, and repeats every refused connection: what is final reaches us
  // as a rejection, and an outage is told once by whoever notices it.
  const line = { kafka: namespace, ...fields, stack: undefined };
  const isLoud = level === logLevel.ERROR || level === logLevel.WARN;
  if (isLoud && !CHATTER.has(namespace)) log.warn(line, message);
  else log.debug(line, message);
}
