import { z } from 'zod';
import { pageQuery } from './registry-api.ts';
import { ROLES } from './roles.ts';
import { MIN_PASSWORD_LENGTH } from './sign-in.ts';

/** Requests and answers of `/auth/v1`: who may use the portal, and who is signed in. Requests refuse unknown members. */

const id = z.uuid();
const when = z.iso.datetime();
const typedDomain = z.string().trim().toLowerCase().min(1).max(63);
const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
const personName = z
  .string()
  .trim()
  .min(1)
  .max(70)
  .regex(/^[^\p{Cc}]*$/u, 'control characters are not allowed');
export const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `must have at least ${MIN_PASSWORD_LENGTH} characters`)
  .max(200);
const shownPassword = z.string().min(1).max(200);
const totpCode = z.string().regex(/^\d{6}$/, 'must be 6 digits');

export const signInRequest = z.strictObject({ organisation: typedDomain, email, password: shownPassword });
/** `code` of the authenticator, or one of the recovery codes. */
export const secondFactorRequest = z.union([
  z.strictObject({ code: totpCode }),
  z.strictObject({ recoveryCode: z.string().trim().min(1).max(32) }),
]);
/** Of the two the one that the person's account has: `code` with a second factor, `password` without. */
export const stepUpRequest = z.union([z.strictObject({ code: totpCode }), z.strictObject({ password: shownPassword })]);
/** What a sign-in waits for; with SIGNED_IN it is complete. */
export const signInStep = z.object({ step: z.enum(['SECOND_FACTOR', 'SIGNED_IN']) });

/** Who is signed in, in what role and how far it reaches; null = not narrowed. */
export const signedIn = z.object({
  signInId: id,
  userId: id,
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  organisationId: id.nullable(),
  organisationName: z.string(),
  merchantId: id.nullable(),
  storeIds: z.array(id).nullable(),
  hasSecondFactor: z.boolean(),
  /** When the second factor (the password where there is none) was last shown. */
  provenAt: when,
  csrfToken: z.string(),
});
export type SignedIn = z.infer<typeof signedIn>;

/** A browser in which the person is signed in. */
export const signInPlace = z.object({
  signInId: id,
  isThis: z.boolean(),
  address: z.string(),
  userAgent: z.string(),
  createdAt: when,
  lastSeenAt: when,
});
export type SignInPlace = z.infer<typeof signInPlace>;
export const signInPlaces = z.object({ items: z.array(signInPlace) });

export const changePassword = z.strictObject({ password: shownPassword, newPassword });
/** `secret`: base32, for people who cannot scan; `uri`: what the QR code says. */
export const newSecondFactor = z.object({ secret: z.string(), uri: z.string() });
export const confirmSecondFactor = z.strictObject({ code: totpCode });
/** Shown once; each opens the door once in place of the authenticator. */
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const requestReset = z.strictObject({ organisation: typedDomain, email });
const linkToken = z.string().min(1).max(128);
export const linkQuestion = z.strictObject({ token: linkToken });
export const link = z.object({
  purpose: z.enum(['INVITATION', 'RESET']),
  email: z.string(),
  name: z.string(),
  organisation: z.string(),
});
export const useLink = z.strictObject({ token: linkToken, newPassword });

/** Role and reach as the API takes them. */
export const standing = {
  role: z.enum(ROLES),
  merchantId: id.nullable(),
  storeIds: z.array(id).min(1).max(50).nullable(),
};
/** `organisationId` null: one of the platform's own people. */
export const inviteUser = z.strictObject({
  organisationId: id.nullable(),
  email,
  name: personName,
  role: standing.role,
  merchantId: standing.merchantId.default(null),
  storeIds: standing.storeIds.default(null),
});
export const changeUser = z.strictObject({
  name: personName.optional(),
  role: standing.role.optional(),
  merchantId: standing.merchantId.optional(),
  storeIds: standing.storeIds.optional(),
});
export const portalUser = z.object({
  userId: id,
  organisationId: id.nullable(),
  email: z.string(),
  name: z.string(),
  ...standing,
  storeIds: z.array(id).nullable(),
  status: z.enum(['INVITED', 'ACTIVE', 'REMOVED']),
  hasSecondFactor: z.boolean(),
  lastSignInAt: when.nullable(),
  createdAt: when,
  version: z.int(),
});
export type PortalUser = z.infer<typeof portalUser>;
/** `q`: part of the name or of the address. */
export const userQuery = pageQuery.extend({
  organisationId: id.optional(),
  q: z.string().trim().max(70).optional(),
  role: standing.role.optional(),
  status: portalUser.shape.status.exclude(['REMOVED']).optional(),
});
export type UserFilter = Omit<z.infer<typeof userQuery>, 'cursor' | 'limit'>;

/** A message that the sandbox keeps instead of sending it. */
export const sandboxMail = z.object({
  mailId: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  at: when,
});
export type SandboxMail = z.infer<typeof sandboxMail>;
export const sandboxMails = z.object({ items: z.array(sandboxMail) });
