import { z } from 'zod';

/** `GET /operations/v1/overview`: how the platform is doing, as its own tables say it. */

/** The figures are of the last `minutes`; `organisationId` narrows those of whoever sees several organisations. */
export const overviewQuery = z.strictObject({
  organisationId: z.uuid().optional(),
  minutes: z.coerce.number().int().min(1).max(60).default(5),
});

/** How sales ended; refusals are NOT_STARTED. */
const outcomes = {
  approved: z.int(),
  partial: z.int(),
  declined: z.int(),
  cancelled: z.int(),
  notStarted: z.int(),
};
export const saleOutcomes = z.object(outcomes);
export type SaleOutcomes = z.infer<typeof saleOutcomes>;

/**
 * Parts of a sale's time, each from the end of the one before: until the device has it, until the shopper sees it, until the
 * device has answered and the outcome is stored. `whole` is from the acceptance to the outcome.
 */
export const SALE_STAGES = ['delivered', 'displayed', 'authorised', 'whole'] as const;
export type SaleStage = (typeof SALE_STAGES)[number];

const storeDevices = z.object({
  storeId: z.uuid(),
  organisationId: z.uuid(),
  online: z.int(),
  devices: z.int(),
  /** How many were online, from each of these moments on; oldest first, at most a day back. */
  timeline: z.array(z.object({ at: z.iso.datetime(), online: z.int() })),
});

export const servicePulse = z.object({
  /** Instances of two cells may have one name. */
  cell: z.string(),
  service: z.string(),
  instance: z.string(),
  at: z.iso.datetime(),
  /** Age of the oldest message that is committed and not yet on Kafka. */
  outboxSeconds: z.number(),
  /** Age of the oldest record that a consumer group of the process has not handled. */
  lagSeconds: z.number(),
  /** 99th percentile of how late the event loop was. */
  loopDelayMs: z.number(),
  /** Callers that wait for a database connection. */
  poolWaiting: z.int(),
});
/** What a process says of itself every two seconds. */
export type ServicePulse = z.infer<typeof servicePulse>;

export const overview = z.object({
  asOf: z.iso.datetime(),
  /** Whose figures these are; null = of all organisations. */
  organisationId: z.uuid().nullable(),
  minutes: z.int(),
  sales: z.object({
    /** Of each point. Divide by it for sales per second. */
    stepSeconds: z.int(),
    totals: saleOutcomes,
    /** Without gaps, oldest first; `at` is where the step begins, and the running step is left out. */
    points: z.array(z.object({ at: z.iso.datetime(), ...outcomes })),
  }),
  /** Of the latest 2,000 sales of these minutes that a device has answered; null where there is none. */
  stages: z.array(
    z.object({
      stage: z.enum(SALE_STAGES),
      sales: z.int(),
      p50Ms: z.number().nullable(),
      p99Ms: z.number().nullable(),
    }),
  ),
  /** Sales that hold a device now, by state. */
  states: z.object({ ACCEPTED: z.int(), DISPATCHING: z.int(), DISPATCHED: z.int(), IN_PROGRESS: z.int() }),
  unknown: z.object({
    now: z.int(),
    /** Accepted in the last 24 hours and asked about at least once, whatever became of them. */
    lastDay: z.int(),
    /** When the oldest one that is open was accepted. */
    since: z.iso.datetime().nullable(),
  }),
  /** Exchanges on the work list: those that wait for a person, and those that are unknown for longer than promised. */
  workList: z.int(),
  /** Sales of the last 24 hours whose device said something else than the answer that was given. */
  contradictions: z.int(),
  devices: z.object({
    online: z.int(),
    devices: z.int(),
    /** Those with most devices away first, at most 50. */
    stores: z.array(storeDevices),
  }),
  /** Stores with doubtful sales or devices that are away, the worst first, at most 10. */
  trouble: z.array(
    z.object({
      storeId: z.uuid(),
      organisationId: z.uuid(),
      unknown: z.int(),
      workList: z.int(),
      contradictions: z.int(),
      devicesAway: z.int(),
    }),
  ),
  /** For whoever sees several: those that sold in these minutes, the busiest first, at most 50. */
  organisations: z.array(z.object({ organisationId: z.uuid(), sales: z.int(), unknown: z.int() })),
  /**
   * The processes that were heard of in the last ten seconds: of all cells, or of the one that serves this organisation and of
   * auth and registry, which serve all. null for whoever is not of the platform, or while Redis is away.
   */
  services: z.array(servicePulse).nullable(),
});
export type Overview = z.infer<typeof overview>;
