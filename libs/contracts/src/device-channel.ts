import { z } from 'zod';

/** WebSocket subprotocol of the device channel. */
export const DEVICE_SUBPROTOCOL = 'nexo.v5.json';
/** Largest text frame, bytes. */
export const MAX_FRAME_BYTES = 65_536;

/** Text of a device: no control characters (U+0000 to U+001F, U+007F), which not every store takes. */
const deviceText = (max: number): z.ZodString =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\u0000-\u001F\u007F]*$/, 'must not hold control characters');

/** The same for a value of any shape: its strings and the names of its members. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !/[\u0000-\u001F\u007F]/.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => isPlain(name) && isPlain(member));
}

export const deviceState = z.enum(['Idle', 'Busy', 'Maintenance']);
export const progressStage = z.enum(['Displayed', 'CardPresented', 'PinEntry', 'Authorising']);

export const paymentMethod = z.strictObject({
  code: deviceText(35),
  name: deviceText(70),
  brands: z.array(deviceText(35)).max(50),
});

const sequence = z.int().min(0);
const exchangeIdentification = deviceText(35);

/** The device's first frame, within 5 s of the upgrade. */
export const hello = z.strictObject({
  serialNumber: deviceText(64),
  model: deviceText(70),
  softwareVersion: deviceText(70),
  /** nexo protocol versions it speaks, such as "5.0". */
  protocolVersions: z.array(deviceText(26)).min(1).max(10),
  paymentMethods: z.array(paymentMethod).max(50),
  /** Names of the nexo service requests it supports, such as "FinancialPaymentRequest" or "ReportRequest". */
  services: z.array(deviceText(70)).max(50),
  capabilities: z.record(deviceText(70), z.unknown().refine(isPlain, 'must not hold control characters')),
  state: deviceState,
  /** New at every start of the device. */
  bootId: deviceText(64),
  /** Random, made when the journal is created. */
  journalId: deviceText(64),
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
