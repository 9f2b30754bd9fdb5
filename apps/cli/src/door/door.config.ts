import { httpConfig } from '@ppaas/service';
import { z } from 'zod';

const { HOST, PORT, INSTANCE, LOG_LEVEL, DRAIN_MS } = httpConfig;

/** Where a service listens inside, without TLS: `http://auth:8080`. */
const place = z
  .url({ protocol: /^http$/ })
  .transform((text) => new URL(text))
  .transform(({ hostname, port }) => ({ host: hostname, port: Number(port || 80) }));

/** The environment of the mutual-TLS door. */
export const doorConfig = {
  HOST,
  /** Health and metrics; 0 = any free one. */
  PORT,
  INSTANCE,
  LOG_LEVEL,
  DRAIN_MS,
  /** The door itself. */
  DOOR_PORT: PORT,
  /** The public origin beside it, without TLS, where there is no gateway. */
  PUBLIC_PORT: PORT.optional(),
  TLS_CERT_FILE: z.string().min(1),
  TLS_KEY_FILE: z.string().min(1),
  /** PEM bundle that client certificates must chain to. */
  DEVICE_CA_FILE: z.string().min(1),
  /** What auth and the registry know as DOOR_TOKEN. */
  DOOR_TOKEN_FILE: z.string().min(1),
  AUTH_URL: place,
  REGISTRY_URL: place,
  SESSION_URL: place,
  TRANSACTION_URL: place,
};
