import { LONG } from '@ppaas/nexo';
import { z } from 'zod';
import { END_STATES, OPEN_STATES } from './exchange.ts';
import type { Exchange } from './exchange.ts';

const instant = z.string().transform((text) => new Date(text));

/** The connection an exchange goes to. */
export const address = z.object({
  instance: z.string(),
  epoch: z.int(),
  serialNumber: z.string(),
  bootId: z.string(),
  journalId: z.string(),
  journalSequence: z.int(),
  notAfter: z.string(),
});

/** `row_to_json` of a row of `exchange`. */
const row = z.object({
  exchange_id: z.string(),
  exchange_identification: z.string(),
  tenant_id: z.string(),
  store_id: z.string(),
  pos_id: z.string(),
  sale_id: z.string(),
  device_id: z.string(),
  cell: z.string(),
  kind: z.string(),
  is_exclusive: z.boolean(),
  state: z.enum([...OPEN_STATES, ...END_STATES]),
  version: z.int(),
  address: address.nullable(),
  request: z.string().nullable(),
  answer: z.string().nullable(),
  fingerprint: z.string().nullable(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  transaction_reference: z.string().nullable(),
  offered_methods: z.array(z.string()).nullable(),
  session_id: z.string().nullable(),
  traceparent: z.string().nullable(),
  vocabulary: z
    .object({ names: z.enum(['long', 'code']), amounts: z.enum(['string', 'number']), document: z.boolean() })
    .nullable(),
  accepted_at: instant,
  enquiries: z.int(),
  abort_requested_at: instant.nullable(),
});

/** @throws ZodError when the row is not what the migration says */
export function toExchange(value: unknown): Exchange {
  const r = row.parse(value);
  return {
    exchangeId: r.exchange_id,
    exchangeIdentification: r.exchange_identification,
    tenantId: r.tenant_id,
    storeId: r.store_id,
    posId: r.pos_id,
    saleId: r.sale_id,
    deviceId: r.device_id,
    cell: r.cell,
    kind: r.kind,
    isExclusive: r.is_exclusive,
    state: r.state,
    version: r.version,
    address: r.address,
    request: r.request,
    answer: r.answer,
    fingerprint: r.fingerprint,
    amount: r.amount,
    currency: r.currency,
    transactionReference: r.transaction_reference,
    offeredMethods: r.offered_methods,
    sessionId: r.session_id,
    traceparent: r.traceparent,
    vocabulary: r.vocabulary ?? LONG,
    acceptedAt: r.accepted_at,
    enquiries: r.enquiries,
    abortRequestedAt: r.abort_requested_at,
  };
}
