import { Kafka, logLevel } from 'kafkajs';
import type { KafkaConfig, LogEntry, RetryOptions, SASLOptions } from 'kafkajs';
import { mendKafkaTimer } from './kafkajs-timer.ts';
import { openSocket } from './kafka-socket.ts';
import type { OpenSocket } from './kafka-socket.ts';
import type { Log } from './log.ts';

/** How brokers are spoken to that are not in a network of our own. */
export interface KafkaSecurity {
  /** TLS from the first byte. `ca`: PEM of who vouches for the brokers; default: the authorities that Node knows. */
  readonly tls?: { readonly ca?: string };
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
}

/** Where Kafka is. */
export interface KafkaAddress {
  readonly brokers: readonly string[];
  /** Default: neither TLS nor a name. */
  readonly security?: KafkaSecurity | undefined;
}

export interface KafkaClientOptions extends KafkaAddress {
  readonly clientId: string;
  readonly log: Log;
  readonly retry: RetryOptions;
  /** How long one request may take; the broker itself waits for at most a fetch's time. */
  readonly requestTimeoutMs: number;
  /** Opens connections; tests cut the line with it. */
  readonly openSocket?: OpenSocket;
}

/** Parts of kafkajs that write a line for every attempt. */
const CHATTER = new Set(['Connection', 'BrokerPool', 'Producer']);

mendKafkaTimer();

/** The one place that makes a kafkajs client. */
export function createKafka(options: KafkaClientOptions): Kafka {
  return new Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    ...securityOf(options.security),
    connectionTimeout: 1_000,
    requestTimeout: options.requestTimeoutMs,
    enforceRequestTimeout: true,
    retry: options.retry,
    socketFactory: options.openSocket ?? openSocket,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => write(options.log, entry),
  });
}

function securityOf({ tls, sasl }: KafkaSecurity = {}): Pick<KafkaConfig, 'ssl' | 'sasl'> {
  // kafkajs tells mechanisms apart by their types, one of which it is at a time.
  return {
    ...(tls && { ssl: tls.ca === undefined ? true : { ca: [tls.ca] } }),
    ...(sasl && { sasl: sasl as SASLOptions }),
  };
}

function write(log: Log, { level, namespace, log: { message, timestamp: _timestamp, ...fields } }: LogEntry): void {
  // kafkajs calls "error" what it is about to try again, and repeats every refused connection: what is final reaches us
  // as a rejection, and an outage is told once by whoever notices it.
  const line = { kafka: namespace, ...fields, stack: undefined };
  const isLoud = level === logLevel.ERROR || level === logLevel.WARN;
  if (isLoud && !CHATTER.has(namespace)) log.warn(line, message);
  else log.debug(line, message);
}
