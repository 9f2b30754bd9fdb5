import type { CommittedRow, OutboxRow } from '@ppaas/messaging';
import type { Vocabulary } from '@ppaas/nexo';
import { z } from 'zod';
import type { Exchange } from './exchange.ts';
import { statement } from './accept-statement.ts';
import type { AcceptExtension } from './accept-statement.ts';
import { address, toExchange } from './exchange-row.ts';
import type { Queryable } from './queryable.ts';

/** What a POS asks to be accepted. */
export interface AcceptInput {
  readonly exchangeId: string;
  readonly exchangeIdentification: string;
  readonly posId: string;
  readonly deviceId: string;
  readonly kind: string;
  /** Holds the device until its end. */
  readonly isExclusive: boolean;
  /** Canonical message as the POS sent it. */
  readonly request: string;
  /** Canonical message for the device: our exchange id, InitiatingParty = saleId. */
  readonly deviceMessage: string;
  /** Hex SHA-256 of the business content. */
  readonly fingerprint: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly transactionReference: string | null;
  readonly transactionAt: string | null;
  readonly isSplit: boolean;
  /** Of a payment: CardPayment, Refund … */
  readonly transactionType: string | null;
  /** Payment method codes the POS proposes; empty = all that are allowed. */
  readonly methods: readonly string[];
  readonly traceparent: string | null;
  /** How the POS wrote it, so that the exchange resource answers likewise. */
  readonly vocabulary: Vocabulary;
  /** The outbox row's shard and headers; its topic and value depend on the route. */
  readonly shard: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Facts every acceptance is decided on, read in the statement that accepts. */
const facts = z.object({
  tenant_id: z.string(),
  merchant_id: z.string(),
  store_id: z.string(),
  sale_id: z.string(),
  pos_name: z.string(),
  pos_status: z.string(),
  retail_api: z.boolean(),
  cell: z.string(),
  /** null: as the cell is configured */
  exchanges_per_second: z.int().nullable(),
  session_policy: z.string(),
  /** null: no such device in this store */
  device_id: z.string().nullable(),
  connected: z.boolean(),
  /** Not connected because it was sent away, and back in a moment. */
  is_expected: z.boolean(),
  boot_id: z.string().nullable(),
  services: z.array(z.string()),
  /** Reported by the device, narrowed by store and device. */
  allowed_methods: z.array(z.string()),
  /** The exclusive exchange that holds the device. */
  busy_pos_id: z.string().nullable(),
  busy_exchange_identification: z.string().nullable(),
});
export type AcceptFacts = z.infer<typeof facts>;

export interface AcceptOutcome {
  /** The exchange as it was accepted; null: it was not, and `existing` or `facts` say why. */
  readonly inserted: Exchange | null;
  /** The row that has this id already. */
  readonly existing: Exchange | null;
  /** null: the POS is not known (yet). */
  readonly facts: AcceptFacts | null;
  /** The service's own columns. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** What the statement is told of the place it runs in, the same for every call. */
export interface AcceptTerms {
  readonly commandLifeMs: number;
  readonly ackMs: number;
}

/** One call for acceptance. */
export interface AcceptCall extends AcceptInput {
  /** The service the device must have named in Hello, or null. */
  readonly requiredService: string | null;
  /** At least one payment method must remain. */
  readonly needsMethod: boolean;
  /** The owner's own switch, such as a takeover. */
  readonly isForced: boolean;
  /** What is told of the acceptance, in the same commit. */
  readonly told: OutboxRow | null;
}

const dispatchedRow = z
  .object({
    id: z.string(),
    cell: z.string(),
    shard: z.int(),
    key: z.string(),
    topic: z.string(),
    headers: z.record(z.string(), z.string()),
    value: z.string(),
  })
  .transform((row): CommittedRow => ({ ...row, expired: false }));

const insertedRow = z.object({
  state: z.enum(['ACCEPTED', 'DISPATCHING']),
  address,
  offered_methods: z.array(z.string()).nullable(),
  session_id: z.string().nullable(),
  accepted_at: z.string(),
});

export interface Acceptances {
  /** In the order of the calls. */
  readonly outcomes: AcceptOutcome[];
  /** What is in the outbox now, for the relay. */
  readonly dispatched: CommittedRow[];
}

/** Builds the acceptance of one service. `calls` have different exchange ids. */
export function acceptStatement(
  extension: AcceptExtension,
): (db: Queryable, calls: readonly AcceptCall[], terms: AcceptTerms) => Promise<Acceptances> {
  const name = `accept-${extension.name}`;
  const text = statement(extension);
  return async (db, calls, { commandLifeMs, ackMs }) => {
    const values = [`[${calls.map(toInput).join(',')}]`, commandLifeMs, ackMs];
    const { rows } = await db.query({ name, text, values });
    return {
      outcomes: calls.map((call, index) => toOutcome(call, rows[index] ?? {})),
      dispatched: rows.slice(calls.length).map((row) => dispatchedRow.parse(row)),
    };
  };
}

/** The messages are JSON texts already, and are stored as they are. */
function toInput(call: AcceptCall): string {
  const members = JSON.stringify({
    exchange_id: call.exchangeId,
    exchange_identification: call.exchangeIdentification,
    pos_id: call.posId,
    device_id: call.deviceId,
    kind: call.kind,
    is_exclusive: call.isExclusive,
    fingerprint: call.fingerprint,
    amount: call.amount,
    currency: call.currency,
    transaction_reference: call.transactionReference,
    transaction_at: call.transactionAt,
    is_split: call.isSplit,
    transaction_type: call.transactionType,
    methods: call.methods,
    traceparent: call.traceparent,
    vocabulary: call.vocabulary,
    shard: call.shard,
    headers: call.headers,
    required_service: call.requiredService,
    needs_method: call.needsMethod,
    is_forced: call.isForced,
    told: call.told,
  });
  return `${members.slice(0, -1)},"request":${call.request},"device_message":${call.deviceMessage}}`;
}

function toOutcome(call: AcceptCall, row: Record<string, unknown>): AcceptOutcome {
  const known = row.facts == null ? null : facts.parse(row.facts);
  return {
    inserted: row.inserted == null || known === null ? null : acceptedExchange(call, known, row.inserted),
    existing: row.existing == null ? null : toExchange(row.existing),
    facts: known,
    extra: z.record(z.string(), z.unknown()).parse(row.facts ?? {}),
  };
}

/** The row as it was inserted. */
function acceptedExchange(call: AcceptCall, known: AcceptFacts, row: unknown): Exchange {
  const inserted = insertedRow.parse(row);
  const { exchangeId, exchangeIdentification, posId, deviceId, kind, isExclusive, request, fingerprint } = call;
  const { amount, currency, transactionReference, traceparent, vocabulary } = call;
  return {
    ...{ exchangeId, exchangeIdentification, posId, deviceId, kind, isExclusive, request, fingerprint },
    ...{ amount, currency, transactionReference, traceparent, vocabulary },
    tenantId: known.tenant_id,
    storeId: known.store_id,
    saleId: known.sale_id,
    cell: known.cell,
    state: inserted.state,
    version: 1,
    address: inserted.address,
    answer: null,
    offeredMethods: inserted.offered_methods,
    sessionId: inserted.session_id,
    acceptedAt: new Date(inserted.accepted_at),
    enquiries: 0,
    abortRequestedAt: null,
  };
}
