import { z } from 'zod';
import { hello, progressStage, deviceState } from './device-channel.ts';

const nexoMessage = z.record(z.string(), z.unknown());

/** Which connection said it. `epoch` grows with every connection of any device (a Postgres sequence). */
const connection = {
  deviceId: z.string(),
  tenantId: z.uuid(),
  instance: z.string(),
  epoch: z.int(),
  serialNumber: z.string(),
};

/** The device's journal as its Hello of this epoch told it: what makes a `NotFound` provable. */
const journal = {
  bootId: z.string(),
  journalId: z.string(),
  oldestSequence: z.int(),
  journalSequence: z.int(),
};

/** When the exchange was written to the socket and its Ack heard, by the connector's clock; told once, with the Ack or the answer. */
const delivery = { deliveredAt: z.iso.datetime().optional(), acknowledgedAt: z.iso.datetime().optional() };

/** A result for an exchange that was never sent to this device: refused and audited. Whoever finds out tells it. */
export const foreignResultRefused = z.object({ ...connection, exchangeId: z.string() });
export type ForeignResult = z.infer<typeof foreignResultRefused>;

/** What happens at the devices of a cell. Key: deviceId. */
export const deviceEvents = {
  DeviceConnected: z.object({
    ...connection,
    role: z.enum(['ACTIVE', 'STANDBY']),
    connectedAt: z.iso.datetime(),
    hello,
  }),
  DeviceDisconnected: z.object({
    ...connection,
    disconnectedAt: z.iso.datetime(),
    reason: z.string(),
    /** It was sent away and is expected back so long: whoever wants to sell on it meanwhile waits. */
    returnsWithinMs: z.int().positive().optional(),
  }),
  DeviceStateChanged: z.object({ ...connection, state: deviceState }),
  /** The exchange is in the device's journal. */
  ExchangeAcknowledged: z.object({ ...connection, ...delivery, exchangeId: z.string() }),
  ExchangeProgressed: z.object({ ...connection, exchangeId: z.string(), stage: progressStage }),
  /** The device's answer to an exchange (casp.002, 004, 006, 008, 010, 017 or a rejection). Always recorded, from whichever connection. */
  ExchangeAnswered: z.object({ ...connection, ...journal, ...delivery, exchangeId: z.string(), message: nexoMessage }),
  /** The device's answer to an enquiry (casp.015), `exchangeId` being the one asked about. */
  EnquiryAnswered: z.object({
    ...connection,
    ...journal,
    queryId: z.string(),
    exchangeId: z.string(),
    message: nexoMessage,
  }),
  /** Provably not started: this process owned the epoch and never wrote the exchange. */
  CommandRefused: z.object({
    ...connection,
    exchangeId: z.string(),
    reason: z.enum(['expired', 'disconnected', 'superseded', 'revoked', 'overloaded']),
    /** With `disconnected`: as `DeviceDisconnected` of that connection says, which may come later than this. */
    returnsWithinMs: z.int().positive().optional(),
  }),
  /** Nobody can prove that it was not written. `instance` and `epoch` are those of the command. */
  CommandUnproven: z.object({ deviceId: z.string(), instance: z.string(), epoch: z.int(), exchangeId: z.string() }),
  /** A sale nobody asked for. */
  StandAloneReported: z.object({
    ...connection,
    journalId: z.string(),
    journalSequence: z.int(),
    message: nexoMessage,
  }),
  /** The connector can tell it by the id alone; session and transaction by what they have sent to whom. */
  ForeignResultRefused: foreignResultRefused,
} as const;

export type DeviceEventTopic = 'deviceEvents' | 'transactionDeviceEvents' | 'sessionDeviceEvents';

/**
 * The topics that one event of a device goes to. A connection is everybody's: whoever follows exchanges reads its end in
 * order with what was said over it. Words about an exchange are for its owner, the first letter of its id.
 */
export function deviceEventTopics(type: keyof typeof deviceEvents, data: object): readonly DeviceEventTopic[] {
  switch (type) {
    case 'DeviceConnected':
    case 'DeviceDisconnected':
      return ['deviceEvents', 'transactionDeviceEvents', 'sessionDeviceEvents'];
    case 'DeviceStateChanged':
    case 'ForeignResultRefused':
      return ['deviceEvents'];
    case 'StandAloneReported':
      return ['transactionDeviceEvents'];
    // A sale that begins keeps the session it runs in.
    case 'ExchangeAcknowledged':
      return isSessions(data) ? ['sessionDeviceEvents'] : ['transactionDeviceEvents', 'sessionDeviceEvents'];
    case 'ExchangeProgressed':
    case 'ExchangeAnswered':
    case 'EnquiryAnswered':
    case 'CommandRefused':
    case 'CommandUnproven':
      return [isSessions(data) ? 'sessionDeviceEvents' : 'transactionDeviceEvents'];
  }
}

const isSessions = (data: object): boolean => 'exchangeId' in data && String(data.exchangeId).startsWith('S');
