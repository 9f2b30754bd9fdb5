import { z } from 'zod';
import { accessEvents } from './access-events.ts';
import { auditCheckpoints } from './audit-events.ts';
import { authEvents } from './auth-events.ts';
import { deviceEvents } from './device-events.ts';
import { deviceCommands } from './device-commands.ts';
import { registryEvents } from './registry-events.ts';
import { sessionEvents } from './session-events.ts';
import { transactionEvents } from './transaction-events.ts';

/** The five services, as they appear in topic names, consumer groups, routes and logs. */
export const SERVICE_NAMES = ['auth', 'registry', 'session', 'transaction', 'device-connector'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** The event or command types of one topic: CloudEvents `type` → schema of `data`. */
export type MessageTypes = Readonly<Record<string, z.ZodType>>;

export interface TopicDeclaration<Types extends MessageTypes = MessageTypes> {
  /** `cell` in a name is replaced by the cell, `instance` by the connector instance. */
  readonly name: string;
  /** What the record key is; order is kept per key. */
  readonly key: string;
  readonly types: Types;
  readonly producer: ServiceName | 'session and transaction' | 'auth, session and transaction';
  readonly consumers: readonly ServiceName[];
  readonly partitions: number;
  /** `compact` keeps the last record per key for ever. */
  readonly cleanup: 'delete' | 'compact';
  readonly retentionMs: number;
  /** Types that are the word of a device, which keeps it and says it again until it is stored: never a dead letter of ours. */
  readonly results?: readonly string[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const topic = <Types extends MessageTypes>(declaration: TopicDeclaration<Types>): TopicDeclaration<Types> =>
  declaration;

const deviceTopic = (owner: string, consumer: ServiceName): TopicDeclaration<typeof deviceEvents> =>
  topic({
    name: `{cell}.${owner}.events.v1`,
    key: 'deviceId',
    types: deviceEvents,
    results: ['ExchangeAnswered', 'EnquiryAnswered', 'StandAloneReported'],
    producer: 'device-connector',
    consumers: [consumer],
    partitions: 6,
    cleanup: 'delete',
    retentionMs: 7 * DAY_MS,
  });

/** Every topic of the platform, declared once. Names are `<cell>.<owner>.<events|commands>.v<n>`; `platform` is above the cells. */
export const TOPICS = {
  registryEvents: topic({
    name: 'platform.registry.events.v1',
    key: 'id of the entity',
    types: registryEvents,
    producer: 'registry',
    consumers: ['auth', 'session', 'transaction', 'device-connector'],
    partitions: 6,
    cleanup: 'compact',
    retentionMs: -1,
  }),
  /** A process reads it from the beginning at its start: it is kept longer than any token lives. */
  authEvents: topic({
    name: 'platform.auth.events.v1',
    key: 'jti or client id',
    types: authEvents,
    producer: 'auth',
    consumers: ['auth', 'registry', 'session', 'transaction'],
    partitions: 1,
    cleanup: 'delete',
    retentionMs: HOUR_MS,
  }),
  accessEvents: topic({
    name: 'platform.access.events.v1',
    key: 'tenantId or posId',
    types: accessEvents,
    producer: 'auth, session and transaction',
    consumers: ['registry'],
    partitions: 6,
    cleanup: 'delete',
    retentionMs: 7 * DAY_MS,
  }),
  /** The last of each chain. Nobody waits for it: registry reads all of it when it checks. */
  auditCheckpoints: topic({
    name: 'platform.audit.checkpoints.v1',
    key: 'chain',
    types: auditCheckpoints,
    producer: 'registry',
    consumers: [],
    partitions: 1,
    cleanup: 'compact',
    retentionMs: -1,
  }),
  /** What the devices do, for whoever shows them. */
  deviceEvents: deviceTopic('device', 'registry'),
  /**
   * What the devices say to each owner of exchanges, and their connections, which end exchanges: one topic an owner, so
   * that none reads the sales of the other. `deviceEventTopics` says what goes where.
   */
  transactionDeviceEvents: deviceTopic('device-transaction', 'transaction'),
  sessionDeviceEvents: deviceTopic('device-session', 'session'),
  /** The mailbox of one connector instance: one partition, so that an enquiry can never overtake the command it asks about. */
  deviceCommands: topic({
    name: '{cell}.{instance}.commands.v1',
    key: 'deviceId',
    types: deviceCommands,
    producer: 'session and transaction',
    consumers: ['device-connector'],
    partitions: 1,
    cleanup: 'delete',
    retentionMs: 10 * MINUTE_MS,
  }),
  sessionEvents: topic({
    name: '{cell}.session.events.v1',
    key: 'deviceId',
    types: sessionEvents,
    producer: 'session',
    consumers: ['transaction', 'registry'],
    partitions: 6,
    cleanup: 'delete',
    retentionMs: 7 * DAY_MS,
  }),
  transactionEvents: topic({
    name: '{cell}.transaction.events.v1',
    key: 'deviceId',
    types: transactionEvents,
    producer: 'transaction',
    consumers: ['session', 'registry'],
    partitions: 6,
    cleanup: 'delete',
    retentionMs: 7 * DAY_MS,
  }),
} as const;

export type TopicKey = keyof typeof TOPICS;
export type TypesOf<K extends TopicKey> = (typeof TOPICS)[K]['types'];
export type TypeName<K extends TopicKey> = keyof TypesOf<K> & string;
export type DataOf<K extends TopicKey, T extends TypeName<K>> = z.infer<TypesOf<K>[T]>;

/** Whether each cell has a topic of its own; the others are above the cells. */
export const isOfCells = (key: TopicKey): boolean => TOPICS[key].name.startsWith('{cell}.');

/**
 * The name of a topic on the broker.
 * @param scope `cell`: the cell; `instance`: the connector instance, needed for `deviceCommands` only.
 */
export function topicName(key: TopicKey, scope: { readonly cell: string; readonly instance?: string }): string {
  const name = TOPICS[key].name.replace('{cell}', scope.cell);
  if (!name.includes('{instance}')) return name;
  if (scope.instance === undefined) throw new Error(`topic ${key} belongs to a connector instance: none given`);
  return name.replace('{instance}', scope.instance);
}
