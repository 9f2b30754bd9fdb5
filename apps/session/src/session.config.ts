import { baseConfig, loadConfig } from '@ppaas/service';
import { z } from 'zod';

/** The environment of this service. */
export const sessionConfig = {
  ...baseConfig,
  /** Calls that may wait at once; more are refused before anything is accepted. */
  WAITERS_MAX: z.coerce.number().int().positive().default(2000),
  /** Life of a session since it was used last; TIME_SCALE applies. */
  SESSION_SECONDS: z.coerce.number().positive().default(900),
};

export const config = loadConfig(sessionConfig);
export type SessionConfig = typeof config;
