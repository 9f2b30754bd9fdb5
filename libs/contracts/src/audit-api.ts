import { z } from 'zod';
import { pageQuery } from './registry-api.ts';

/** `/registry/v1/audit`: the trail of what people and programs did. */

const id = z.uuid();

export const auditEntry = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  actor: z.string(),
  address: z.string().nullable(),
  action: z.string(),
  object: z.string(),
  organisationId: id.nullable(),
  detail: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
});

/** `actor`, `action` and `object`: part of it. `sort`: `-at`: newest first. */
export const auditQuery = pageQuery.extend({
  organisationId: id.optional(),
  actor: z.string().max(254).optional(),
  action: z.string().max(64).optional(),
  object: z.string().max(100).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  sort: z.enum(['at', '-at']).default('at'),
});
export const auditScope = z.strictObject({ organisationId: id.optional() });
/** What holding every entry of a trail against its hash came to. `fault` null: it holds. */
export const auditVerification = z.object({
  organisationId: id.nullable(),
  entries: z.int(),
  fault: z.string().nullable(),
  checkedAt: z.iso.datetime(),
});

export type AuditVerification = z.infer<typeof auditVerification>;
export type AuditEntry = z.infer<typeof auditEntry>;
