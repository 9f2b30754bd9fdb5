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
  // kafkajs calls "error" what it is about to try again; what is final reaches us as a rejection and is logged there.
  const line = { kafka: namespace, ...fields, stack: undefined };
  if (level === logLevel.ERROR || level === logLevel.WARN) log.warn(line, message);
  else log.debug(line, message);
}
