import { hash, randomUUID } from 'node:crypto';
import { TOPICS, topicName } from '@ppaas/contracts';
import type { DataOf, MessageTypes, TopicKey, TypeName } from '@ppaas/contracts';
import { currentTrace } from './trace.ts';

/** One event or command on its way out; `data` must fit the type's schema in `@ppaas/contracts`. */
export type OutgoingMessage<K extends TopicKey = TopicKey> = {
  [T in K]: { [N in TypeName<T>]: Outgoing<T, N> }[TypeName<T>];
}[K];

interface Outgoing<K extends TopicKey, T extends TypeName<K>> {
  readonly topic: K;
  readonly type: T;
  /** The record key: order is kept per key. */
  readonly key: string;
  readonly data: DataOf<K, T>;
  readonly tenantId?: string;
  /** The connector instance whose mailbox it is for; `deviceCommands` only. */
  readonly instance?: string;
  /** The cell of that connector; default: the sender's. */
  readonly cell?: string;
  /** Default: the trace that is running. */
  readonly traceparent?: string;
}

/** Who sends: the cell goes into topic names and is whose relay carries the row, the service goes into `ce_source`. */
export interface MessageScope {
  readonly cell: string;
  readonly service: string;
}

/** A record as it goes to the broker. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

/** A row of the table `outbox`, without the columns that Postgres fills in. */
export interface OutboxRow extends OutgoingRecord {
  /** Whose relay carries it. */
  readonly cell: string;
  /** 0 … OUTBOX_SHARDS − 1, from the key: all rows of a key and cell are in one shard. */
  readonly shard: number;
}

/** Lanes of a cell's part of an outbox: each is relayed in order by one instance of that cell at a time. */
export const OUTBOX_SHARDS = 8;

/** The shard of a key. The same in every process and version: rows written before a deployment stay in their lane. */
export function shardOf(key: string): number {
  return Number.parseInt(hash('sha1', key, 'hex').slice(0, 8), 16) % OUTBOX_SHARDS;
}

/**
 * The record of a message, in CloudEvents binary mode (attributes in `ce_` headers, data as JSON in the value).
 * @throws Error when the data does not fit its schema: a fault of the sender, never of its caller's input.
 */
export function toRecord(message: OutgoingMessage, scope: MessageScope): OutgoingRecord {
  const types: MessageTypes = TOPICS[message.topic].types;
  const schema = types[message.type];
  if (schema === undefined) throw new Error(`topic ${message.topic} knows no type ${message.type}`);
  const data = schema.safeParse(message.data);
  if (!data.success) throw new Error(`${message.type} does not fit its schema: ${data.error.message}`);
  return {
    topic: topicName(message.topic, { cell: message.cell ?? scope.cell, instance: message.instance }),
    key: message.key,
    headers: recordHeaders({ ...message, subject: subjectOf(data.data) ?? message.key }, scope),
    value: JSON.stringify(data.data),
  };
}

/** The headers of a record whose value something else writes. */
export function recordHeaders(
  about: Pick<Outgoing<TopicKey, never>, 'tenantId' | 'traceparent'> & {
    readonly type: string;
    readonly subject: string;
  },
  scope: MessageScope,
): Readonly<Record<string, string>> {
  const traceparent = about.traceparent ?? currentTrace()?.traceparent;
  return {
    ce_specversion: '1.0',
    ce_id: randomUUID(),
    ce_type: about.type,
    ce_source: `/${scope.cell}/${scope.service}`,
    ce_time: new Date().toISOString(),
    ce_subject: about.subject,
    'content-type': 'application/json',
    ...(about.tenantId === undefined ? {} : { tenant: about.tenantId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/** What an event is about: the exchange where there is one. */
const subjectOf = (data: unknown): string | undefined =>
  typeof data === 'object' && data !== null && 'exchangeId' in data && typeof data.exchangeId === 'string'
    ? data.exchangeId
    : undefined;

/** The row a store inserts into `outbox` in the transaction of the change itself. Insert it after the row lock of the change, or order is lost. */
export function toOutboxRow(message: OutgoingMessage, scope: MessageScope): OutboxRow {
  return { cell: scope.cell, shard: shardOf(message.key), ...toRecord(message, scope) };
}
