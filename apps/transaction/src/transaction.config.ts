import { baseConfig, loadConfig, signInConfig } from '@ppaas/service';
import { z } from 'zod';

/** The environment of this service. */
export const transactionConfig = {
  ...baseConfig,
  ...signInConfig,
  /** Calls that may wait at once; more are refused before anything is accepted. */
  WAITERS_MAX: z.coerce.number().int().positive().default(2000),
  /** New exchanges per second and POS; copies of a known one are never counted. */
  POS_RATE_PER_SECOND: z.coerce.number().positive().default(200),
};

export const config = loadConfig(transactionConfig);
export type TransactionConfig = typeof config;
