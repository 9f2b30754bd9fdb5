import { z } from 'zod';
import { paymentMethod } from './device-channel.ts';

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

/** What people of an organisation type to say that they belong to it. */
export const organisationDomain = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'must be lower-case letters, digits and hyphens');
const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false; // that is how it says so
  }
};
/** Name of the IANA database, such as `Europe/Paris`. */
export const timeZone = z.string().max(64).refine(isTimeZone, 'is not the name of a time zone');
/** Of a store, in the merchant's own books. */
const storeReference = entityName.max(35).nullable();

/** Without `domain` one is made from the name. */
export const createOrganisation = z.strictObject({
  name: entityName,
  domain: organisationDomain.optional(),
  cell: cellName.optional(),
});
/** `showKeysOnce`: Keys are not kept after they were shown; those that are kept are forgotten. */
export const changeOrganisation = z.strictObject({
  name: entityName.optional(),
  showKeysOnce: z.boolean().optional(),
});
export const putOrganisationCell = z.strictObject({ cell: cellName });
/** New exchanges (sales, logins, …) of all its points of sale in a second, in each instance; null: as its cell is configured. */
export const putQuota = z.strictObject({ exchangesPerSecond: z.int().min(1).max(100_000).nullable() });
/** Where a cell's doors are. `retailUrl` null: its tills call the platform's own origin. */
export const putCell = z.strictObject({
  retailUrl: z.url({ protocol: /^https?$/ }).nullable(),
  connectUrl: z.url({ protocol: /^wss$/ }),
});
export const putRetailApi = z.strictObject({ active: z.boolean() });
export const createMerchant = z.strictObject({ name: entityName });
export const changeMerchant = createMerchant.partial();
export const createStore = z.strictObject({
  name: entityName,
  reference: storeReference.default(null),
  sessionPolicy: sessionPolicy.default('IMPLICIT'),
  paymentMethods: paymentMethodCodes.default(null),
  timeZone: timeZone.default('UTC'),
});
export const changeStore = z.strictObject({
  name: entityName.optional(),
  reference: storeReference.optional(),
  sessionPolicy: sessionPolicy.optional(),
  paymentMethods: paymentMethodCodes.optional(),
  timeZone: timeZone.optional(),
  showKeysOnce: z.boolean().optional(),
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
  domain: z.string(),
  showKeysOnce: z.boolean(),
  retailApi: z.boolean(),
  cell: z.string(),
  ...putQuota.shape,
  ...common,
});
export const cell = z.object({ name: cellName, retailUrl: z.url().nullable(), connectUrl: z.url() });
/** How far an organisation's move has come, as transaction knows it, or session. */
export const organisationCells = z.object({
  organisationId: id,
  /** Which serves it. */
  cell: z.string(),
  work: z.array(
    z.object({
      cell: z.string(),
      /** Also those that were sent away from there and are not back yet. */
      connectedDevices: z.int(),
      /**
       * Those of the service, sales or session calls, that are not at their end. Not counted are those that wait for a person, and
       * after a minute those that wait for a device which is away: the cell that serves the organisation looks after these.
       */
      runningExchanges: z.int(),
      /** Committed there and not told yet. */
      waitingMessages: z.int(),
    }),
  ),
});
/** `retailApi` of a merchant or a store takes it out of the organisation's subscription; it is on where all are. */
export const merchant = z.object({
  merchantId: id,
  organisationId: id,
  name: z.string(),
  retailApi: z.boolean(),
  ...common,
});
/** `showKeysOnce`: Keys are shown once although the organisation keeps them; where the organisation shows them once, so do all stores. */
export const store = z.object({
  storeId: id,
  merchantId: id,
  organisationId: id,
  name: z.string(),
  reference: z.string().nullable(),
  sessionPolicy,
  paymentMethods: paymentMethodCodes,
  timeZone: z.string(),
  showKeysOnce: z.boolean(),
  retailApi: z.boolean(),
  ...common,
});
/** A line of the list of stores. `devicesOnline` null: it cannot be told at the moment. */
export const storeSummary = store.extend({
  merchantName: z.string(),
  merchantRetailApi: z.boolean(),
  pointsOfSale: z.int(),
  devices: z.int(),
  devicesOnline: z.int().nullable(),
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
  /** When it last asked for a token, to the minute, and from where. */
  lastUsedAt: z.iso.datetime().nullable(),
  lastUsedAddress: z.string().nullable(),
  /** When it first listed the devices of its store, and when a sale of it was first over. */
  firstListedAt: z.iso.datetime().nullable(),
  firstSaleAt: z.iso.datetime().nullable(),
});
/** One Key of a POS, without the Key. `isKept`: it can be shown again. */
export const posKey = z.object({
  keyVersion: z.int(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  isKept: z.boolean(),
});
/** `keys`: newest first; two while one replaces the other. */
export const posWithKeys = pointOfSale.extend({ keys: z.array(posKey) });
export const createdPos = pointOfSale.extend({ applicationKey: z.string() });
export const MAX_OVERLAP_SECONDS = 7 * 24 * 3_600;
/** For how long the former Key goes on beside the new one; 0: it ends at once, and its tokens with it. */
export const rotateKey = z.strictObject({ overlapSeconds: z.int().min(0).max(MAX_OVERLAP_SECONDS) });
/** A Key, in the answer that makes it or shows it. */
export const shownKey = z.object({ applicationId: z.string(), applicationKey: z.string(), keyVersion: z.int() });
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
/**
 * `hardware`: one line per certificate, newest first. `reportedMethods`: what the device says that it takes, before its
 * store and its own row narrow it; null: it was never seen. `storeMethods`: what the store allows; null: all.
 */
export const deviceWithHardware = device.extend({
  hardware: z.array(hardware),
  reportedMethods: z.array(paymentMethod).nullable(),
  storeMethods: paymentMethodCodes,
});
export const activation = z.object({
  deviceId: z.string(),
  activationCode: z.string(),
  activationExpiresAt: z.iso.datetime(),
});
export const createdDevice = device.extend(activation.shape);
/** `hash` covers the entry and `previousHash`, the hash of the one before it in the organisation's chain. */
/** A page of a collection: pass `next` as `cursor` for the one after it; null = the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });
export const pageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** As many as a page has, joined by commas. */
export const someIds = z
  .string()
  .max(3_699)
  .transform((text) => text.split(','))
  .pipe(z.array(id).max(100));
/** Part of the name, or of the reference where there is one. */
const partOfName = z.string().trim().max(70).optional();
/** In each of these the collection's own id narrows it to some: what they are called, in one question. */
export const organisationQuery = pageQuery.extend({ q: partOfName, organisationId: someIds.optional() });
export const merchantQuery = pageQuery.extend({ q: partOfName, merchantId: someIds.optional() });
export const storeQuery = pageQuery.extend({
  q: partOfName,
  storeId: someIds.optional(),
  merchantId: id.optional(),
  organisationId: id.optional(),
});
export const posQuery = pageQuery.extend({
  q: partOfName,
  posId: someIds.optional(),
  status: pointOfSale.shape.status.optional(),
});

export type Organisation = z.infer<typeof organisation>;
export type OrganisationCells = z.infer<typeof organisationCells>;
export type Cell = z.infer<typeof cell>;
export type Merchant = z.infer<typeof merchant>;
export type Store = z.infer<typeof store>;
export type StoreSummary = z.infer<typeof storeSummary>;
export type PosKey = z.infer<typeof posKey>;
export type PosWithKeys = z.infer<typeof posWithKeys>;
export type ShownKey = z.infer<typeof shownKey>;
export type PointOfSale = z.infer<typeof pointOfSale>;
export type CreatedPos = z.infer<typeof createdPos>;
export type Device = z.infer<typeof device>;
export type DeviceWithHardware = z.infer<typeof deviceWithHardware>;
export type CreatedDevice = z.infer<typeof createdDevice>;
export type Activation = z.infer<typeof activation>;
export type Hardware = z.infer<typeof hardware>;
export interface Page<Item> {
  items: Item[];
  next: string | null;
}
export type PageQuery = z.infer<typeof pageQuery>;
