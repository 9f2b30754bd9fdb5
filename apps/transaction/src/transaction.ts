import { CAUSES, causeWith } from '@ppaas/contracts';
import { paymentFacts } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { z } from 'zod';

/** What the accept statement of this service adds to the common facts. */
const transactionFacts = z.object({
  /** The session that holds the device. */
  session_pos_id: z.string().nullable(),
  session_pos_name: z.string().nullable(),
  session_policy: z.string(),
  /** An earlier exchange that looks like the same sale under another id. */
  earlier_exchange: z.string().nullable(),
  earlier_state: z.string().nullable(),
  /** The session service has an exchange of this id. */
  is_session_exchange: z.boolean(),
});
export type TransactionFacts = z.infer<typeof transactionFacts>;

export type Objection =
  | { readonly reason: 'NotAllowed' | 'LoggedOut' | 'Busy'; readonly info: string }
  | 'duplicate'
  | undefined;

/** Why this service does not take an exchange; undefined = no objection of its own. */
export function objection(facts: TransactionFacts, posId: string): Objection {
  if (facts.is_session_exchange) return 'duplicate';
  if (facts.earlier_exchange !== null) {
    return {
      reason: 'NotAllowed',
      info: causeWith('sameSale', `${facts.earlier_exchange} (${String(facts.earlier_state)})`),
    };
  }
  if (facts.session_pos_id !== null && facts.session_pos_id !== posId) {
    return { reason: 'Busy', info: causeWith('sessionHeld', String(facts.session_pos_name)) };
  }
  if (facts.session_pos_id === null && facts.session_policy === 'LOGIN_REQUIRED') {
    return { reason: 'LoggedOut', info: CAUSES.sessionNeeded };
  }
  return undefined;
}

/** The objection by the row that the accept statement returned. */
export const objectionOf = (
  _facts: unknown,
  extra: Readonly<Record<string, unknown>>,
  request: { readonly posId: string },
): Objection => objection(transactionFacts.parse(extra), request.posId);

/** The same moment in one spelling: a till that repeats a sale may write its time otherwise. Unreadable: as it is. */
function instantOf(dateTime: string): string {
  const instant = new Date(dateTime);
  return Number.isNaN(instant.getTime()) ? dateTime : instant.toISOString();
}

/** The money of a request, as columns. Only a payment has any. */
export function moneyOf(request: NexoMessage): {
  readonly amount: string | null;
  readonly currency: string | null;
  readonly transactionReference: string | null;
  readonly transactionAt: string | null;
  readonly isSplit: boolean;
  readonly transactionType: string | null;
  readonly methods: readonly string[];
} {
  const facts = paymentFacts(request);
  if (facts === undefined)
    return {
      amount: null,
      currency: null,
      transactionReference: null,
      transactionAt: null,
      isSplit: false,
      transactionType: null,
      methods: [],
    };
  const { amount, currency, transactionReference, transactionDateTime, isSplit, transactionType, methods } = facts;
  const transactionAt = instantOf(transactionDateTime);
  return { amount, currency, transactionReference, transactionAt, isSplit, transactionType, methods };
}
