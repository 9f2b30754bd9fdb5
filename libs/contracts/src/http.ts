import { z } from 'zod';
import { paymentMethod } from './device-channel.ts';
import { FAULT_CODES } from './errors.ts';
import { ROLES } from './roles.ts';

/** Audiences of access tokens. */
export const AUDIENCE = { retail: 'ppaas-retail', registry: 'ppaas-registry' } as const;

/** Claims of an access token (RFC 9068). `sub` = posId for a POS, also for one on a device; the client id for another program. */
export const accessTokenClaims = z.object({
  iss: z.string(),
  aud: z.enum([AUDIENCE.retail, AUDIENCE.registry]),
  sub: z.string(),
  client_id: z.string(),
  scope: z.string(),
  jti: z.string(),
  iat: z.number(),
  exp: z.number(),
  /** What a program of the scope `registry` may. */
  role: z.enum(ROLES).optional(),
  /** organisation (tenant); absent for a program of the platform */
  tid: z.uuid().optional(),
  /** merchant; absent for a program that is not narrowed to one */
  mid: z.uuid().optional(),
  /** The only stores that a program reaches; absent when it is not narrowed to some. */
  store_ids: z.array(z.uuid()).optional(),
  /** store */
  sid: z.uuid().optional(),
  /** the POS's Reference */
  sale_id: z.string().optional(),
  /** version of the POS's registration when the token was issued */
  ver: z.int().optional(),
  /** The device on which the POS software runs, and the only one it may drive. */
  device_id: z.string().optional(),
  /** The certificate that must come with the token (RFC 8705 §3.1). */
  cnf: z.object({ 'x5t#S256': z.string() }).optional(),
});
export type AccessTokenClaims = z.infer<typeof accessTokenClaims>;

/** Answer of `/oauth2/token` and `/retail/v1/getToken`; the last three members for a POS only. */
export const tokenAnswer = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
  scope: z.string(),
  sale_id: z.string().optional(),
  store_id: z.uuid().optional(),
  retail_url: z.string().optional(),
});

export const getTokenRequest = z.strictObject({
  applicationId: z.string().min(1).max(128),
  applicationKey: z.string().min(1).max(256),
});

export const listedDevice = z.object({
  deviceId: z.string(),
  name: z.string(),
  presence: z.enum(['ONLINE', 'OFFLINE', 'UNKNOWN']),
  state: z.enum(['IDLE', 'BUSY', 'MAINTENANCE']),
  lastSeenAt: z.iso.datetime().nullable(),
  hardware: z
    .object({ serialNumber: z.string(), model: z.string().nullable(), softwareVersion: z.string().nullable() })
    .nullable(),
  session: z.object({
    held: z.boolean(),
    byCaller: z.boolean(),
    posName: z.string().nullable(),
    expiresAt: z.iso.datetime().nullable(),
  }),
  paymentMethods: z.array(paymentMethod),
  services: z.array(z.string()),
});
/** Answer of `GET /retail/v1/payment-devices`. */
export const deviceListing = z.object({ storeId: z.uuid(), asOf: z.iso.datetime(), devices: z.array(listedDevice) });

/** The body of 202: an exchange that is not at its end. */
export const exchangeRunning = z.object({ exchangeId: z.string(), state: z.string(), acceptedAt: z.iso.datetime() });

export const enrolRequest = z.strictObject({
  activationCode: z.string().min(1).max(32),
  csr: z.string().min(1).max(8192),
});
export const enrolAnswer = z.object({
  certificate: z.string(),
  chain: z.string(),
  deviceId: z.string(),
  /** Of the device and its store, for the display of the hardware. */
  deviceName: z.string().optional(),
  storeName: z.string().optional(),
  connectUrl: z.string(),
});
export const renewRequest = z.strictObject({ csr: z.string().min(1).max(8192) });

/** RFC 9457. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  /** The members of the request that are not acceptable: JSON pointer (RFC 6901) and reason; `limit`: how few or many there may be. */
  errors: z
    .array(
      z.object({ pointer: z.string(), code: z.enum(FAULT_CODES), detail: z.string(), limit: z.number().optional() }),
    )
    .optional(),
});
export type Problem = z.infer<typeof problem>;
