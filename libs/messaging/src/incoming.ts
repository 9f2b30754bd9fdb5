import { TOPICS } from '@ppaas/contracts';
import type { DataOf, MessageTypes, TopicKey, TypeName } from '@ppaas/contracts';

interface Envelope {
  readonly key: string;
  /** The sender's id of the message (`ce_id`): the same when it is delivered again. */
  readonly id: string;
  readonly tenantId?: string;
  readonly traceparent?: string;
  /** When it was made, ISO 8601. */
  readonly time: string;
  readonly offset: string;
  readonly partition: number;
}

/** One message of a topic, validated: a union told apart by `type`. */
export type Incoming<K extends TopicKey = TopicKey> = {
  [P in K]: { [T in TypeName<P>]: Envelope & { readonly type: T; readonly data: DataOf<P, T> } }[TypeName<P>];
}[K];

/** Consecutive messages of one partition, oldest first; never empty. */
export interface IncomingBatch<K extends TopicKey = TopicKey> {
  readonly topic: K;
  readonly partition: number;
  readonly messages: readonly Incoming<K>[];
}

/** A record as the broker hands it over. */
export interface RawRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
  readonly offset: string;
}

/** Either the message, or why the record can never be one. */
export type Parsed<K extends TopicKey> = { readonly message: Incoming<K> } | { readonly fault: string };

const text = (value: Buffer | string | (Buffer | string)[] | undefined): string | undefined =>
  Array.isArray(value) ? text(value[0]) : value?.toString();

/** Whether a consumer asked for this record. A record without a type is wanted: it is a fault that somebody must see. */
export function isWanted(record: RawRecord, only: readonly string[] | undefined): boolean {
  const type = text(record.headers?.['ce_type']);
  return only === undefined || type === undefined || only.includes(type);
}

/** Reads a record of a topic: unknown bytes → schema → type, once. Members that a newer sender added are dropped. */
export function parseRecord<K extends TopicKey>(topic: K, partition: number, record: RawRecord): Parsed<K> {
  const type = text(record.headers?.['ce_type']);
  const id = text(record.headers?.['ce_id']);
  const types: MessageTypes = TOPICS[topic].types;
  if (type === undefined || id === undefined) return { fault: 'ce_type or ce_id is missing' };
  const schema = Object.hasOwn(types, type) ? types[type] : undefined;
  if (schema === undefined) return { fault: `unknown type ${type}` };
  if (record.key === null || record.value === null) return { fault: 'key or value is missing' };
  let data: unknown;
  try {
    data = JSON.parse(record.value.toString());
  } catch (error) {
    return { fault: `not JSON: ${(error as Error).message}` };
  }
  const parsed = schema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { fault: `${type} /${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'does not fit'}` };
  }
  const tenantId = text(record.headers?.['tenant']);
  const traceparent = text(record.headers?.['traceparent']);
  const message = {
    type,
    id,
    data: parsed.data,
    key: record.key.toString(),
    time: text(record.headers?.['ce_time']) ?? new Date(0).toISOString(),
    offset: record.offset,
    partition,
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  // The schema that just accepted `data` is the one declared for `type`: the pair is a member of the union.
  return { message: message as unknown as Incoming<K> };
}
