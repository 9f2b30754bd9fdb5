import { z } from 'zod';

/** WebSocket subprotocol of the device channel. */
export const DEVICE_SUBPROTOCOL = 'nexo.v5.json';
/** Largest text frame, bytes. */
export const MAX_FRAME_BYTES = 65_536;

export const deviceState = z.enum(['Idle', 'Busy', 'Maintenance']);
export const progressStage = z.enum(['Displayed', 'CardPresented', 'PinEntry', 'Authorising']);

export const paymentMethod = z.strictObject({
  code: z.string().min(1).max(35),
  name: z.string().min(1).max(70),
  brands: z.array(z.string().min(1).max(35)).max(50),
});

const sequence = z.int().min(0);
const exchangeIdentification = z.string().min(1).max(35);

/** The device's first frame, within 5 s of the upgrade. */
export const hello = z.strictObject({
  serialNumber: z.string().min(1).max(64),
  model: z.string().min(1).max(70),
  softwareVersion: z.string().min(1).max(70),
  /** nexo protocol versions it speaks, such as "5.0". */
  protocolVersions: z.array(z.string().min(1).max(26)).min(1).max(10),
  paymentMethods: z.array(paymentMethod).max(50),
  /** Names of the nexo service requests it supports, such as "FinancialPaymentRequest" or "ReportRequest". */
  services: z.array(z.string().min(1).max(70)).max(50),
  capabilities: z.record(z.string().max(70), z.unknown()),
  state: deviceState,
  /** New at every start of the device. */
  bootId: z.string().min(1).max(64),
  /** Random, made when the journal is created. */
  journalId: z.string().min(1).max(64),
  /** First entry still in the journal. */
  oldestSequence: sequence,
  /** Last durable entry. */
  journalSequence: sequence,
});

export const welcome = z.strictObject({
  deviceId: z.string(),
  epoch: z.int(),
  time: z.iso.datetime(),
  pingSeconds: z.number(),
  paymentTimeoutSeconds: z.number(),
  maxFrameBytes: z.int(),
});

/** Frames of ours that go up, each an object with this one member; everything else is a nexo message. */
export const deviceFrames = {
  Hello: hello,
  Ack: z.strictObject({ ExchangeIdentification: exchangeIdentification }),
  Progress: z.strictObject({ ExchangeIdentification: exchangeIdentification, Stage: progressStage }),
  State: deviceState,
  StandAlone: z.strictObject({ journalSequence: sequence, response: z.record(z.string(), z.unknown()) }),
} as const;

/** Frames of ours that go down. */
export const platformFrames = {
  Welcome: welcome,
  Stored: z.union([
    z.strictObject({ ExchangeIdentification: exchangeIdentification }),
    z.strictObject({ journalSequence: sequence }),
  ]),
  GoAway: z.strictObject({ retryAfterMs: z.int().min(0), connectUrl: z.string().optional() }),
} as const;

export type Hello = z.infer<typeof hello>;
export type Welcome = z.infer<typeof welcome>;
export type DeviceState = z.infer<typeof deviceState>;
export type ProgressStage = z.infer<typeof progressStage>;
export type PaymentMethod = z.infer<typeof paymentMethod>;

/** WebSocket close codes the platform uses. */
export const CLOSE_CODES = {
  normal: 1000,
  binaryFrame: 1003,
  policy: 1008,
  tooLarge: 1009,
  restart: 1012,
  tryAgainLater: 1013,
  revoked: 4403,
  superseded: 4409,
} as const;
