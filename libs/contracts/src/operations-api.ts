import { z } from 'zod';
import { END_STATES, OPEN_STATES } from './exchange-states.ts';
import { pageQuery } from './registry-api.ts';

/**
 * Requests and answers of `/operations/v1`: what was sold, how each sale went, and what waits for a person. Amounts are decimal
 * texts; times RFC 3339 UTC.
 */

const instant = z.iso.datetime();
const decimal = z.string().regex(/^\d{1,13}(?:\.\d{1,5})?$/, 'must be a decimal number, such as 24.50');
const message = z.record(z.string(), z.unknown());

/** `FAILED` is of stand-alone sales only: over without money, perhaps with a card interaction. */
export const transactionState = z.enum([...OPEN_STATES, ...END_STATES, 'FAILED']);
/** `SESSION`: a Login, Logout or Diagnosis, which only its own page shows. */
export const transactionKind = z.enum(['PAYMENT', 'REFUND', 'REVERSAL', 'SESSION', 'OTHER']);
/** Who began it: a point of sale, or the shop at the device itself. */
export const transactionOrigin = z.enum(['POS', 'STAND_ALONE']);

/**
 * What of a sale gives people to think: the device had to be asked what became of it, or it has said something else than the
 * answer that was given.
 */
export const transactionDoubt = z.enum(['ENQUIRED', 'CONTRADICTED']);

/**
 * What sales can be sorted by: what never changes, or reading page after page would miss some and show others twice. `-`: the
 * latest, or highest, first. What has no amount comes before the lowest.
 */
export const transactionSort = z.enum(['at', '-at', 'amount', '-amount']);

/** Several values of one filter, joined by commas. */
const oneOrMore = <Values extends Readonly<Record<string, string>>>(values: z.ZodEnum<Values>) =>
  z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(values));

const transactionFilter = {
  organisationId: z.uuid().optional(),
  merchantId: z.uuid().optional(),
  storeId: z.uuid().optional(),
  posId: z.uuid().optional(),
  deviceId: z.string().min(1).max(35).optional(),
  state: oneOrMore(transactionState).optional(),
  kind: oneOrMore(transactionKind).optional(),
  origin: transactionOrigin.optional(),
  doubt: transactionDoubt.optional(),
  /** From this instant on; `to` is the first one after. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  amount: decimal.optional(),
  minAmount: decimal.optional(),
  maxAmount: decimal.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
    .optional(),
  /** The beginning of a TransactionReference or an ExchangeIdentification, or all of it. */
  reference: z.string().trim().min(1).max(70).optional(),
  /** What somebody types: an exchange id, the beginning of a reference, or an amount. */
  q: z.string().trim().min(1).max(70).optional(),
};
export const transactionQuery = pageQuery.extend({ ...transactionFilter, sort: transactionSort.default('-at') });
export const transactionExportQuery = z.strictObject(transactionFilter);
/** The sales that wait, of a part of what the caller reaches. */
export const workListQuery = pageQuery.extend({
  organisationId: z.uuid().optional(),
  merchantId: z.uuid().optional(),
  storeId: z.uuid().optional(),
  sort: transactionSort.default('at'),
});

/** How far a sale is at the device, as the device told it last. */
export const transactionStage = z.enum(['DISPLAYED', 'CARD_PRESENTED', 'PIN_ENTRY', 'AUTHORISING']);

/** One line of the list. Names are those of now; null: not known. */
export const transactionLine = z.object({
  /** Opaque: the path of its page. */
  exchangeId: z.string(),
  origin: transactionOrigin,
  kind: transactionKind,
  /** ServiceContent, or MessageFunction where the message has none. */
  service: z.string(),
  state: transactionState,
  /** While it is `IN_PROGRESS`; null: it is not, or nobody has told. */
  stage: transactionStage.nullable(),
  /** What was asked for; of a stand-alone sale what was authorised. */
  amount: z.string().nullable(),
  /** Where it is not `amount`: of a part approval. */
  authorisedAmount: z.string().nullable(),
  currency: z.string().nullable(),
  /** TransactionReference. */
  reference: z.string().nullable(),
  exchangeIdentification: z.string().nullable(),
  organisationId: z.uuid(),
  merchantId: z.uuid().nullable(),
  storeId: z.uuid().nullable(),
  storeName: z.string().nullable(),
  posId: z.uuid().nullable(),
  posName: z.string().nullable(),
  saleId: z.string().nullable(),
  deviceId: z.string(),
  deviceName: z.string().nullable(),
  /** Of the hardware it ran on. */
  serialNumber: z.string().nullable(),
  /** As the answer says it, such as `VISA` and `EMVProximityReader`. */
  brand: z.string().nullable(),
  entryMode: z.string().nullable(),
  /** The device has said something else after the end. */
  isContradicted: z.boolean(),
  /** When it was accepted, or sold. */
  at: instant,
  completedAt: instant.nullable(),
});

/** What the platform does next by itself. */
export const nextAction = z.enum(['DISPATCH', 'GIVE_UP', 'ABORT', 'DECLARE_UNKNOWN', 'ENQUIRE', 'CALL_PERSON']);
/** What a person may do meanwhile: abort at the till, bring the device back, or say what became of it. */
export const personsAct = z.enum(['WAIT', 'ABORT_AT_POS', 'RECONNECT_DEVICE', 'RESOLVE']);
/** Of a sale that is not at its end: what is known, what happens next and when, what a person can do. */
export const outlook = z.object({
  /** Why it is in its state, in the platform's words. */
  cause: z.string(),
  since: instant,
  /** null: the device has never been connected. */
  isDeviceOnline: z.boolean().nullable(),
  /** Its payment may have been carried out: it is never sent again. */
  mayBePaid: z.boolean(),
  /** null: nothing until the device or a person does something. */
  next: z.object({ action: nextAction, at: instant }).nullable(),
  enquiries: z.int(),
  /** When a person is called at the latest. */
  personCalledAt: instant.nullable(),
  may: z.array(personsAct),
});

/** Where something happens. */
export const lane = z.enum(['POS', 'PLATFORM', 'CONNECTOR', 'DEVICE']);
export const HOPS = [
  'ACCEPTED',
  'REFUSED',
  'DISPATCHED',
  'DELIVERED',
  'COMMAND_REFUSED',
  'ACKNOWLEDGED',
  'DISPLAYED',
  'CARD_PRESENTED',
  'PIN_ENTRY',
  'AUTHORISING',
  'ANSWERED',
  'LATE_ANSWER',
  'CONTRADICTED',
  'REPEATED',
  'STATUS_ASKED',
  'ABORT_ASKED',
  'ABORT_SENT',
  'ENQUIRED',
  'ENQUIRY_ANSWERED',
  'DEVICE_LOST',
  'DEVICE_BACK',
  'UNKNOWN',
  'NEEDS_ATTENTION',
  'RESOLVED',
  'DONE',
  'TOLD',
  'TOLD_RUNNING',
  'HUNG_UP',
] as const;
/** One step of a sale. */
export const timelineHop = z.object({
  at: instant,
  lane,
  hop: z.enum(HOPS),
  /** The state it brought, if any. */
  state: transactionState.nullable(),
  /** What the platform or the device said of it, in words. */
  detail: z.string().nullable(),
  /** Since the hop before; 0 where two clocks differ by a moment. */
  sinceLastMs: z.int(),
  /** The `name` of the message that went. */
  message: z.string().nullable(),
});

/** A nexo message as it went, without card data, in several spellings: what each member means is the same in all of them. */
export const shownMessage = z.object({
  /** `request`, `deviceRequest`, `deviceAnswer`, `answer`, or `lateAnswer-1` and so on. */
  name: z.string(),
  from: lane,
  to: lane,
  at: instant.nullable(),
  /** With long names. */
  long: message,
  /** With 4-letter codes. */
  codes: message,
  /** As the till writes and reads; null: of the device's messages, or of a till of which that is not known. */
  till: message.nullable(),
});

export const resolutionFacts = z.object({
  outcome: z.enum(['APPROVED', 'PARTIAL', 'DECLINED']),
  amount: z.string().nullable(),
  reason: z.string(),
  actor: z.string(),
  at: instant,
});

export const transactionDetail = transactionLine.extend({
  /** In which vocabulary the till writes; null for a stand-alone sale. */
  vocabulary: z
    .object({ names: z.enum(['long', 'code']), amounts: z.enum(['string', 'number']), document: z.boolean() })
    .nullable(),
  sessionId: z.uuid().nullable(),
  /** W3C traceparent of the call. */
  traceparent: z.string().nullable(),
  maskedPan: z.string().nullable(),
  authorisationCode: z.string().nullable(),
  /** The device's own reference. */
  poiReference: z.string().nullable(),
  /** `ResponseReason` and text of the answer, where it says no. */
  responseReason: z.string().nullable(),
  responseText: z.string().nullable(),
  /** From acceptance to the end; of that, what the shopper took at the device, and the time after it until the answer. */
  durations: z.object({ totalMs: z.int().nullable(), shopperMs: z.int().nullable(), hostMs: z.int().nullable() }),
  outlook: outlook.nullable(),
  attentionReason: z.string().nullable(),
  resolution: resolutionFacts.nullable(),
  messages: z.array(shownMessage),
  timeline: z.array(timelineHop),
});

/** A line of the work list, and why it is on it. `since`: when it got there. */
export const workItem = transactionLine.extend({ reason: z.string(), since: instant, outlook });
/** `count`: of all pages together. */
export const workList = z.object({ items: z.array(workItem), next: z.string().nullable(), count: z.int() });

/** A person says what became of a sale that nobody else can tell. `amount`: what was paid, of a part approval only. */
export const resolutionRequest = z
  .strictObject({
    outcome: z.enum(['APPROVED', 'PARTIAL', 'DECLINED']),
    amount: decimal.optional(),
    /** Why the person is sure; kept with the sale and in the audit trail. */
    reason: z.string().trim().min(3).max(500),
  })
  .refine(({ outcome, amount }) => (outcome === 'PARTIAL') === (amount !== undefined), {
    path: ['amount'],
    message: 'is for PARTIAL, and PARTIAL needs one',
  });

export type TransactionState = z.infer<typeof transactionState>;
export type TransactionStage = z.infer<typeof transactionStage>;
export type TransactionKind = z.infer<typeof transactionKind>;
export type TransactionSort = z.infer<typeof transactionSort>;
export type TransactionFilter = z.infer<typeof transactionExportQuery>;
export type TransactionLine = z.infer<typeof transactionLine>;
export type TransactionDetail = z.infer<typeof transactionDetail>;
export type Outlook = z.infer<typeof outlook>;
export type Lane = z.infer<typeof lane>;
export type Hop = (typeof HOPS)[number];
export type TimelineHop = z.infer<typeof timelineHop>;
export type ShownMessage = z.infer<typeof shownMessage>;
export type ResolutionRequest = z.infer<typeof resolutionRequest>;
export type ResolutionFacts = z.infer<typeof resolutionFacts>;
export type WorkItem = z.infer<typeof workItem>;
export type WorkList = z.infer<typeof workList>;
