import { z } from 'zod';

const rate = (fallback: number) => z.coerce.number().int().positive().default(fallback);

/** What one caller may take of an instance; for the configuration of a service that owns exchanges. */
export const quotaConfig = {
  /** Calls that may wait at once; more are refused before anything is accepted. */
  WAITERS_MAX: rate(2_000),
  /** Of these, by the calls of one organisation: the slow devices of one leave three quarters to the others. */
  TENANT_WAITERS_MAX: rate(500),
  /** New exchanges per second and POS, over all instances; copies of a known one are not counted. Of calls of any kind three times as many are read. */
  POS_RATE_PER_SECOND: rate(200),
  /**
   * The same of all POS of an organisation together, for those to whom the registry gives no number of their own. What one POS
   * calls beyond its own share is not counted here.
   */
  TENANT_RATE_PER_SECOND: rate(1_000),
};
export type QuotaConfig = z.infer<z.ZodObject<typeof quotaConfig>>;
