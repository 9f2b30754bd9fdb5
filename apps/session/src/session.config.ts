import { quotaConfig, retentionConfig } from '@ppaas/exchange';
import { baseConfig, loadConfig, signInConfig } from '@ppaas/service';
import { z } from 'zod';

/** The environment of this service. */
export const sessionConfig = {
  ...baseConfig,
  ...signInConfig,
  ...quotaConfig,
  ...retentionConfig,
  /** Life of a session since it was used last; TIME_SCALE applies. */
  SESSION_SECONDS: z.coerce.number().positive().default(900),
};

export const config = loadConfig(sessionConfig);
export type SessionConfig = typeof config;
