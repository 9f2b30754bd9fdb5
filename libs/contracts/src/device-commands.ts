import { z } from 'zod';

/** A nexo message in canonical form (long names, amounts as strings), already validated by its producer. */
const nexoMessage = z.record(z.string(), z.unknown());

/** What session and transaction ask of the connector that holds a device's socket. Key: deviceId. */
export const deviceCommands = {
  /**
   * Write an exchange to the device, once. The connector writes it or refuses it, and that choice sticks for the epoch:
   * `CommandRefused` when it owned the epoch and never wrote the exchange, `CommandUnproven` otherwise.
   */
  DeliverExchange: z.object({
    exchangeId: z.string(),
    deviceId: z.string(),
    /** The connection the exchange is addressed to. */
    epoch: z.int(),
    /** After this instant the command must not be written any more. */
    notAfter: z.iso.datetime(),
    message: nexoMessage,
  }),
  /** Ask the device what became of an exchange. May be repeated; dropped when the epoch is not the current one. */
  DeliverEnquiry: z.object({
    /** Id of the enquiry itself, begins with Q. */
    queryId: z.string(),
    exchangeId: z.string(),
    deviceId: z.string(),
    epoch: z.int(),
    message: nexoMessage,
  }),
  /** Ask the device to stop; its answer to the exchange decides. Dropped when the epoch is not the current one. */
  DeliverAbort: z.object({
    queryId: z.string(),
    exchangeId: z.string(),
    deviceId: z.string(),
    epoch: z.int(),
    message: nexoMessage,
  }),
  /** The result is committed: the device may forget it. Best effort, since a device sends it again after each Welcome. */
  ReleaseResult: z.object({
    deviceId: z.string(),
    exchangeId: z.string().optional(),
    /** Of a stand-alone sale. */
    journalSequence: z.int().optional(),
    /** Whose journal the number counts in: each hardware of a device has one, and a new one after a loss. */
    serialNumber: z.string().optional(),
    journalId: z.string().optional(),
  }),
} as const;
