import { baseConfig, loadConfig } from '@ppaas/service';
import { z } from 'zod';

/** Environment of the session service. */
export const config = loadConfig({
  ...baseConfig,
  /** Calls that may wait at once; more are refused before anything is accepted. */
  WAITERS_MAX: z.coerce.number().int().positive().default(2000),
  /** Life of a session since it was used last; TIME_SCALE applies. */
  SESSION_SECONDS: z.coerce.number().positive().default(900),
});
export type SessionConfig = typeof config;
