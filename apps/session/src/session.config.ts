import { quotaConfig } from '@ppaas/exchange';
import { baseConfig, loadConfig } from '@ppaas/service';
import { z } from 'zod';

/** Environment of the session service. */
export const config = loadConfig({
  ...baseConfig,
  ...quotaConfig,
  /** Life of a session since it was used last; TIME_SCALE applies. */
  SESSION_SECONDS: z.coerce.number().positive().default(900),
});
export type SessionConfig = typeof config;
