import { httpConfig, loadConfig } from '@ppaas/service';
import { z } from 'zod';

/** The environment of the simulator. */
export const simulatorShape = {
  HOST: httpConfig.HOST,
  PORT: httpConfig.PORT,
  LOG_LEVEL: httpConfig.LOG_LEVEL,
  TIME_SCALE: httpConfig.TIME_SCALE,
  INSTANCE: httpConfig.INSTANCE.default('terminal-simulator-0'),
  /** Keys, certificates and journals, one directory per terminal. */
  DATA_DIR: z.string().min(1),
  /** Where terminals enrol. */
  RETAIL_URL: z.url(),
  /** The mutual-TLS door, where terminals renew their certificates; without it they do not. */
  RETAIL_TLS_URL: z.url().optional(),
  /** PEM: authorities to trust at the platform's doors. */
  CA_FILE: z.string().min(1),
  /** Takes the place of the connectUrl told at enrolment. */
  CONNECT_URL: z.url().optional(),
  /** JSON: [{"serialNumber", "activationCode"?, "model"?}] */
  TERMINALS_FILE: z.string().min(1).optional(),
  /** `false` leaves the journal's durability to the operating system; for benches only. */
  JOURNAL_FSYNC: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true'),
};

export type SimulatorConfig = z.infer<z.ZodObject<typeof simulatorShape>>;

export const loadSimulatorConfig = (): SimulatorConfig => loadConfig(simulatorShape);
