import { z } from 'zod';

/**
 * Requests and answers of `/registry/v1`, the operators' and the portal's API. Requests refuse unknown members.
 * `organisationId` is the tenant.
 */

const id = z.uuid();
/** Shown to people: no control characters, no space at the ends. */
export const entityName = z
  .string()
  .min(1)
  .max(70)
  .regex(/^(?!\s)[^\p{Cc}]*(?<!\s)$/u, 'control characters and spaces at the ends are not allowed');
export const deviceIdentifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,34}$/);
/** The POS's Reference = its saleId: what goes into InitiatingParty.Identification. */
export const posReference = z.string().regex(/^[\x21-\x7e](?:[\x20-\x7e]{0,33}[\x21-\x7e])?$/);

const cellName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/);
const sessionPolicy = z.enum(['IMPLICIT', 'LOGIN_REQUIRED']);
const hardwareRole = z.enum(['ACTIVE', 'STANDBY']);
/** Codes of payment methods; null = all that the device reports. */
const paymentMethodCodes = z.array(z.string().min(1).max(35)).max(50).nullable();
const common = { status: z.enum(['ACTIVE', 'REMOVED']), version: z.int(), createdAt: z.iso.datetime() };

export const createOrganisation = z.strictObject({ name: entityName, cell: cellName.optional() });
export const changeOrganisation = z.strictObject({ name: entityName.optional() });
export const putRetailApi = z.strictObject({ active: z.boolean() });
export const createMerchant = z.strictObject({ name: entityName });
export const createStore = z.strictObject({
  name: entityName,
  sessionPolicy: sessionPolicy.default('IMPLICIT'),
  paymentMethods: paymentMethodCodes.default(null),
});
export const changeStore = z.strictObject({
  name: entityName.optional(),
  sessionPolicy: sessionPolicy.optional(),
  paymentMethods: paymentMethodCodes.optional(),
});
export const createPos = z.strictObject({ name: entityName, reference: posReference });
export const createDevice = z.strictObject({
  name: entityName,
  deviceId: deviceIdentifier.optional(),
  paymentMethods: paymentMethodCodes.default(null),
});
export const changeDevice = z.strictObject({
  name: entityName.optional(),
  paymentMethods: paymentMethodCodes.optional(),
});
export const createActivationCode = z.strictObject({ role: hardwareRole.default('ACTIVE') });

export const organisation = z.object({
  organisationId: id,
  name: z.string(),
  retailApi: z.boolean(),
  cell: z.string(),
  ...common,
});
export const merchant = z.object({ merchantId: id, organisationId: id, name: z.string(), ...common });
export const store = z.object({
  storeId: id,
  merchantId: id,
  organisationId: id,
  name: z.string(),
  sessionPolicy,
  paymentMethods: paymentMethodCodes,
  ...common,
});
export const pointOfSale = z.object({
  posId: id,
  storeId: id,
  merchantId: id,
  organisationId: id,
  name: z.string(),
  reference: z.string(),
  saleId: z.string(),
  applicationId: z.string(),
  ...common,
  status: z.enum(['ACTIVE', 'DEREGISTERED']),
});
/** The only answer that carries the Key. */
export const createdPos = pointOfSale.extend({ applicationKey: z.string() });
export const hardware = z.object({
  serialNumber: z.string(),
  /** SHA-256 of the certificate's DER, lower-case hex. */
  thumbprint: z.string(),
  role: hardwareRole,
  status: z.enum(['VALID', 'REVOKED']),
  notAfter: z.iso.datetime(),
});
export const device = z.object({
  deviceId: z.string(),
  storeId: id,
  merchantId: id,
  organisationId: id,
  name: z.string(),
  paymentMethods: paymentMethodCodes,
  ...common,
});
/** `hardware`: one line per certificate, newest first. */
export const deviceWithHardware = device.extend({ hardware: z.array(hardware) });
export const activation = z.object({
  deviceId: z.string(),
  activationCode: z.string(),
  activationExpiresAt: z.iso.datetime(),
});
export const createdDevice = device.extend(activation.shape);
export const auditEntry = z.object({
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.string(),
  object: z.string(),
  organisationId: id.nullable(),
  detail: z.record(z.string(), z.unknown()),
});

/** A page of a collection: pass `next` as `cursor` for the one after it; null = the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });
export const pageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export type Organisation = z.infer<typeof organisation>;
export type Merchant = z.infer<typeof merchant>;
export type Store = z.infer<typeof store>;
export type PointOfSale = z.infer<typeof pointOfSale>;
export type CreatedPos = z.infer<typeof createdPos>;
export type Device = z.infer<typeof device>;
export type DeviceWithHardware = z.infer<typeof deviceWithHardware>;
export type CreatedDevice = z.infer<typeof createdDevice>;
export type Activation = z.infer<typeof activation>;
export type Hardware = z.infer<typeof hardware>;
export type AuditEntry = z.infer<typeof auditEntry>;
export interface Page<Item> {
  items: Item[];
  next: string | null;
}
export type PageQuery = z.infer<typeof pageQuery>;
