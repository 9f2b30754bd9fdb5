import { z } from 'zod';

/**
 * So long something may still be said again of an exchange that is over: a record may be put aside at the end of its topic's
 * seven days, a dead letter is replayed within thirty, and Kafka drops both by whole segments, seven days long. A till repeats
 * within two days.
 */
export const RETENTION_DAYS_MIN = 60;

const TOO_SHORT = `must be ${RETENTION_DAYS_MIN} days or more: records of exchanges may come again until then`;

/** How long things are kept; for the configuration of a service that owns exchanges. */
export const retentionConfig = {
  /** Days, from the end of an exchange on. 400 are thirteen months and some to spare. */
  RETENTION_DAYS: z.coerce.number().int().min(RETENTION_DAYS_MIN, TOO_SHORT).max(36_500).default(400),
};
export type RetentionConfig = z.infer<z.ZodObject<typeof retentionConfig>>;
