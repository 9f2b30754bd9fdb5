import { hash } from 'node:crypto';
import { END_STATES, OPEN_STATES, base32 } from '@ppaas/contracts';
import type { EndState, ExchangeState, OpenState } from '@ppaas/contracts';
import type { Vocabulary } from '@ppaas/nexo';

export { END_STATES, OPEN_STATES };
export type { EndState, ExchangeState, OpenState };

/**
 * The life of an exchange as data: from → to. Whatever is not here cannot happen. Back to ACCEPTED goes what was provably
 * never written to a device that we had just sent away: it waits for the device's next connection.
 */
export const TRANSITIONS: Readonly<Record<ExchangeState, readonly ExchangeState[]>> = {
  ACCEPTED: ['DISPATCHING', 'CANCELLED', 'NOT_STARTED'],
  DISPATCHING: ['ACCEPTED', 'DISPATCHED', 'IN_PROGRESS', ...END_STATES, 'UNKNOWN'],
  DISPATCHED: ['IN_PROGRESS', ...END_STATES, 'UNKNOWN'],
  IN_PROGRESS: [...END_STATES, 'UNKNOWN'],
  UNKNOWN: ['ACCEPTED', 'IN_PROGRESS', ...END_STATES, 'NEEDS_ATTENTION'],
  NEEDS_ATTENTION: [...END_STATES],
  APPROVED: [],
  PARTIAL: [],
  DECLINED: [],
  CANCELLED: [],
  NOT_STARTED: [],
};

export const isEnd = (state: ExchangeState): state is EndState => TRANSITIONS[state].length === 0;

/** The states from which `to` may be entered: the compare side of the compare-and-set. */
export function statesBefore(to: ExchangeState): ExchangeState[] {
  return (Object.keys(TRANSITIONS) as ExchangeState[]).filter((from) => TRANSITIONS[from].includes(to));
}

/** States that hold the device: one exclusive exchange at a time (mirrored by a partial unique index). */
export const HOLDING_STATES: readonly ExchangeState[] = [
  'ACCEPTED',
  'DISPATCHING',
  'DISPATCHED',
  'IN_PROGRESS',
  'UNKNOWN',
];

/** Which service owns the exchange: the first letter of its id on the device channel. */
export type ExchangeOwner = 'T' | 'S';

/**
 * The id of an exchange on the device channel: owner + 26 characters of base32 of SHA-256(posId, ExchangeIdentification).
 * It can be computed again after a lost row, and two tills with the same counter cannot collide.
 */
export function channelId(owner: ExchangeOwner, posId: string, exchangeIdentification: string): string {
  const digest = hash('sha256', `${posId}\0${exchangeIdentification}`, 'buffer');
  return owner + base32(digest).slice(0, 26);
}

/** The connection an exchange is addressed to and the journal as the device told it then. */
export interface Address {
  readonly instance: string;
  readonly epoch: number;
  readonly serialNumber: string;
  /** The boot of the device in which it is carried out, if at all. */
  readonly bootId: string;
  readonly journalId: string;
  readonly journalSequence: number;
  /** ISO 8601; null while the exchange is not dispatched. */
  readonly notAfter: string;
}

/** An exchange as decisions need it. */
export interface Exchange {
  readonly exchangeId: string;
  readonly exchangeIdentification: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly posId: string;
  readonly saleId: string;
  readonly deviceId: string;
  readonly cell: string;
  /** ServiceContent, or MessageFunction where the message has none. */
  readonly kind: string;
  readonly isExclusive: boolean;
  readonly state: ExchangeState;
  readonly version: number;
  readonly address: Address | null;
  /** Canonical nexo message as the POS sent it; null for an id that a status request has spent. */
  readonly request: string | null;
  /** Canonical nexo answer with the POS's own header; null while there is none. */
  readonly answer: string | null;
  /** Hex SHA-256 of the business content; null for a spent id. */
  readonly fingerprint: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly transactionReference: string | null;
  /** Put into the message for the device; null: what the POS proposed stands. */
  readonly offeredMethods: readonly string[] | null;
  readonly sessionId: string | null;
  readonly acceptedAt: Date;
  readonly enquiries: number;
  readonly abortRequestedAt: Date | null;
  readonly traceparent: string | null;
  /** How the POS writes: its answers are written likewise. */
  readonly vocabulary: Vocabulary;
}
