import { z } from 'zod';
import { entityName, pageQuery } from './registry-api.ts';
import { standing } from './sign-in-api.ts';

/** Requests and answers of `/auth/v1/api-clients`: programs that call the API by themselves (RFC 6749 §4.4). */

const id = z.uuid();
const when = z.iso.datetime();

/** What a client id of a program looks like. */
export const API_CLIENT_ID = /^api_[0-9a-f]{32}$/;

/** `organisationId` null: a program of the platform. */
export const newApiClient = z.strictObject({
  organisationId: id.nullable(),
  name: entityName,
  role: standing.role,
  merchantId: standing.merchantId.default(null),
  storeIds: standing.storeIds.default(null),
});
export const apiClient = z.object({
  clientId: z.string().regex(API_CLIENT_ID),
  organisationId: id.nullable(),
  name: z.string(),
  ...standing,
  storeIds: z.array(id).nullable(),
  /** Who made it: e-mail address of a person, client id of a program. */
  createdBy: z.string(),
  createdAt: when,
  /** When it last got a token, and the address it asked from. */
  lastUsedAt: when.nullable(),
  lastUsedFrom: z.string().nullable(),
});
export type ApiClient = z.infer<typeof apiClient>;
/** The only answer in which the secret stands. */
export const madeApiClient = apiClient.extend({ clientSecret: z.string() });
export type MadeApiClient = z.infer<typeof madeApiClient>;
export const apiClientQuery = pageQuery.extend({ organisationId: id.optional() });
