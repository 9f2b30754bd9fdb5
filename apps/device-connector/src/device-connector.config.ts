import { baseConfig, loadConfig } from '@ppaas/service';
import { z } from 'zod';

export const connectorShape = {
  ...baseConfig,
  /** The door of the devices: wss with mutual TLS. 0 = any free one. */
  DEVICE_PORT: z.coerce.number().int().min(0).max(65_535),
  TLS_CERT_FILE: z.string().min(1),
  TLS_KEY_FILE: z.string().min(1),
  /** PEM bundle that client certificates must chain to. */
  DEVICE_CA_FILE: z.string().min(1),
  /** What one device may send. */
  DEVICE_FRAMES_PER_SECOND: z.coerce.number().int().min(1).default(20),
  DEVICE_BYTES_PER_MINUTE: z.coerce.number().int().min(1_024).default(262_144),
  /** New TCP connections per second, all devices together. */
  DEVICE_HANDSHAKES_PER_SECOND: z.coerce.number().int().min(1).default(200),
  /** How long a stopping process waits for running exchanges; their results come again after the reconnect. */
  DEVICE_DRAIN_MS: z.coerce.number().int().min(0).max(12_000).default(5_000),
};

export type ConnectorConfig = z.infer<z.ZodObject<typeof connectorShape>>;

/** Injection token. */
export const CONNECTOR_CONFIG = Symbol('ConnectorConfig');

export const loadConnectorConfig = (): ConnectorConfig => loadConfig(connectorShape);
