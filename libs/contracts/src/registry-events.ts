import { z } from 'zod';

const id = z.uuid();
const status = z.enum(['ACTIVE', 'REMOVED']);

/** Payment method codes that are allowed here; null = all that the device reports. */
const allowedMethods = z.array(z.string().min(1).max(35)).nullable();

/**
 * What the registry says of its entities. Each event carries the entity's whole state, so that the last record
 * per key is enough (the topic is compacted) and a consumer's projection is an upsert guarded by `version`.
 */
export const registryEvents = {
  /** key: tenantId */
  OrganisationChanged: z.object({
    tenantId: id,
    name: z.string(),
    /** What its people type to sign in; missing in what was told before there was a portal. */
    domain: z.string().optional(),
    status,
    /** Subscribed to the Retail API. */
    retailApi: z.boolean(),
    /** The cell that serves this organisation. */
    cell: z.string(),
    /** New exchanges of all its POS in a second, in each instance; null or missing: as the cell is configured. */
    exchangesPerSecond: z.int().positive().nullable().optional(),
    /** The cell's own origin for tills; null or missing: the platform's. */
    retailUrl: z.url().nullable().optional(),
    /** Where the cell's devices connect; missing in what was told before there were cells. */
    connectUrl: z.url().optional(),
    version: z.int(),
  }),
  /** key: storeId */
  StoreChanged: z.object({
    storeId: id,
    merchantId: id,
    tenantId: id,
    name: z.string(),
    status,
    /** IMPLICIT: a sale without Login is allowed. LOGIN_REQUIRED: it is answered LoggedOut. */
    sessionPolicy: z.enum(['IMPLICIT', 'LOGIN_REQUIRED']),
    paymentMethods: allowedMethods,
    /** Neither the store nor its merchant is taken out of the organisation's subscription. Told since it can be. */
    retailApi: z.boolean().optional(),
    version: z.int(),
  }),
  /** key: posId */
  PosChanged: z.object({
    posId: id,
    storeId: id,
    merchantId: id,
    tenantId: id,
    name: z.string(),
    /** The POS's Reference: what goes into InitiatingParty.Identification. */
    saleId: z.string().min(1).max(35),
    status: z.enum(['ACTIVE', 'DEREGISTERED']),
    version: z.int(),
  }),
  /** key: `credential:<posId>`; for auth only. The Key itself is never on a topic. */
  PosCredentialChanged: z.object({
    posId: id,
    applicationId: z.string(),
    /** HMAC-SHA-256 of the Key, base64url, newest first; empty when deregistered. */
    verifiers: z.array(z.object({ hmac: z.string(), pepperVersion: z.int(), expiresAt: z.iso.datetime().nullable() })),
    version: z.int(),
  }),
  /** A Key was shown again, or a new one made: who answers for the POS is told. key: `keyShown:<posId>` */
  PosKeyShown: z.object({
    posId: id,
    posName: z.string(),
    tenantId: id,
    merchantId: id,
    storeId: id,
    storeName: z.string(),
    /** E-mail address of the person, client id of the program. */
    actor: z.string(),
    address: z.string().nullable(),
    at: z.iso.datetime(),
    /** A new one was made. Told since that is. */
    isNew: z.boolean().optional(),
  }),
  /** key: deviceId */
  DeviceChanged: z.object({
    deviceId: z.string().min(1).max(35),
    storeId: id,
    merchantId: id,
    tenantId: id,
    name: z.string(),
    status,
    paymentMethods: allowedMethods,
    version: z.int(),
  }),
  /** key: `certificate:<thumbprint>`. Names in the certificate are ignored: this row says whose it is. */
  CertificateChanged: z.object({
    /** SHA-256 of the DER, lower-case hex. */
    thumbprint: z.string().regex(/^[0-9a-f]{64}$/),
    deviceId: z.string().min(1).max(35),
    tenantId: id,
    serialNumber: z.string().min(1).max(64),
    /** A standby's results count, but it gets no payments. */
    role: z.enum(['ACTIVE', 'STANDBY']),
    status: z.enum(['VALID', 'REVOKED']),
    notAfter: z.iso.datetime(),
    version: z.int(),
  }),
} as const;
