import { CAUSES } from '@ppaas/contracts';
import type { Address, EndState, Exchange, ExchangeState } from './exchange.ts';
import { isEnd } from './exchange.ts';
import type { ExchangeTimes } from './times.ts';

/** What a device's journal says of itself, as the Hello of the connection told it. */
export interface JournalClaim {
  readonly epoch: number;
  readonly serialNumber: string;
  readonly journalId: string;
  readonly oldestSequence: number;
}

/**
 * Does `NotFound` prove that the exchange was never started? Only from the hardware it was dispatched to, with the journal of
 * then still whole from the sequence of then on, asked behind the command in the same mailbox or over a later connection.
 */
export function isNotFoundProof(address: Address, claim: JournalClaim): boolean {
  return (
    claim.serialNumber === address.serialNumber &&
    claim.journalId === address.journalId &&
    claim.oldestSequence <= address.journalSequence + 1 &&
    claim.epoch >= address.epoch
  );
}

/** What a result of the device does to an exchange. */
export type ResultDecision =
  | { readonly kind: 'complete'; readonly state: EndState }
  /** The same result again: nothing to do but release it. */
  | { readonly kind: 'repeat' }
  /** Another outcome after an end: stored and alarmed, the answer already given stands. */
  | { readonly kind: 'contradiction' }
  /** A result for an exchange that was not sent to this device. */
  | { readonly kind: 'foreign' };

/** A device's result is always recorded: late, from an old connection, from a revoked device. Only a foreign one is not. */
export function decideResult(
  exchange: Exchange,
  outcome: EndState,
  from: { readonly deviceId: string },
): ResultDecision {
  if (exchange.deviceId !== from.deviceId || exchange.address === null) return { kind: 'foreign' };
  if (!isEnd(exchange.state)) return { kind: 'complete', state: outcome };
  return exchange.state === outcome ? { kind: 'repeat' } : { kind: 'contradiction' };
}

/** What an enquiry's answer does. */
export type EnquiryDecision =
  | { readonly kind: 'complete'; readonly state: EndState }
  | { readonly kind: 'inProgress' }
  | { readonly kind: 'attention'; readonly reason: string }
  | { readonly kind: 'none' };

/**
 * @param now by Postgres' clock, as every instant an exchange has
 * @param said the device's word: the outcome it repeats, IN_PROGRESS, NOT_FOUND or FAILED (the enquiry itself failed)
 */
export function decideEnquiry(
  exchange: Exchange,
  said: EndState | 'IN_PROGRESS' | 'NOT_FOUND' | 'FAILED',
  claim: JournalClaim,
  now: Date,
  times: ExchangeTimes,
): EnquiryDecision {
  if (isEnd(exchange.state) || exchange.address === null) return { kind: 'none' };
  if (said === 'FAILED') return { kind: 'none' };
  if (said === 'IN_PROGRESS') {
    const ageMs = now.getTime() - exchange.acceptedAt.getTime();
    const isTooLong = exchange.state === 'UNKNOWN' && ageMs >= times.attentionOnlineMs;
    return isTooLong ? { kind: 'attention', reason: CAUSES.noEnd } : { kind: 'inProgress' };
  }
  if (said !== 'NOT_FOUND') return { kind: 'complete', state: said };
  if (isNotFoundProof(exchange.address, claim)) return { kind: 'complete', state: 'NOT_STARTED' };
  if (exchange.state === 'NEEDS_ATTENTION') return { kind: 'none' };
  return {
    kind: 'attention',
    reason: claim.serialNumber === exchange.address.serialNumber ? CAUSES.journalBroken : CAUSES.hardwareExchanged,
  };
}

/** The live connection of a device, as far as recovery needs it. */
export interface RouteView {
  readonly connected: boolean;
  readonly instance: string;
  readonly epoch: number;
  /** For how long an answer could have come: since the connection, or since the end of an outage of ours if that was later. */
  readonly backMs: number;
}

/** The sweeper's next move for an exchange whose time has come. `nextMs`: when to look again. */
export type SweepAction =
  | { readonly kind: 'dispatch' }
  | { readonly kind: 'giveUp' }
  | { readonly kind: 'abort'; readonly nextMs: number }
  | { readonly kind: 'unknown'; readonly cause: string; readonly enquire: boolean; readonly nextMs: number }
  | { readonly kind: 'enquire'; readonly nextMs: number }
  | { readonly kind: 'attention'; readonly reason: string }
  | { readonly kind: 'wait'; readonly nextMs: number }
  /** Until something happens. */
  | { readonly kind: 'rest' };

/** Delay until the enquiry after this one: doubles from `enquiryMs` to `enquiryMaxMs`, ± 20 %. */
export function enquiryDelayMs(enquiries: number, times: ExchangeTimes, random: number): number {
  const base = Math.min(times.enquiryMs * 2 ** Math.min(enquiries, 10), times.enquiryMaxMs);
  return Math.round(base * (0.8 + 0.4 * random));
}

/**
 * Decides what to do with an unfinished exchange. Silence after dispatch is UNKNOWN, never a failure, and only the enquiry is ever repeated.
 * @param now by Postgres' clock, as every instant an exchange has: the clocks of the instances may differ
 * @param random 0..1, for the jitter
 */
export function decideSweep(
  exchange: Pick<Exchange, 'state' | 'acceptedAt' | 'enquiries' | 'abortRequestedAt'>,
  route: RouteView | null,
  now: Date,
  times: ExchangeTimes,
  random: number,
): SweepAction {
  const ageMs = now.getTime() - exchange.acceptedAt.getTime();
  const isOnline = route !== null && route.connected;
  const untilAttentionMs = times.attentionOnlineMs - ageMs;
  const delayMs = enquiryDelayMs(exchange.enquiries, times, random);
  const nextMs = untilAttentionMs > 0 ? Math.min(delayMs, untilAttentionMs) : delayMs;
  switch (exchange.state) {
    case 'ACCEPTED':
      // Aborted while its command was under way, which has come back unwritten.
      if (exchange.abortRequestedAt !== null) return { kind: 'giveUp' };
      return ageMs >= times.acceptedMs ? { kind: 'giveUp' } : { kind: 'dispatch' };
    case 'DISPATCHING':
      if (ageMs < times.ackMs) return { kind: 'wait', nextMs: times.ackMs - ageMs };
      return { kind: 'unknown', cause: CAUSES.noAcknowledgement, enquire: isOnline, nextMs };
    case 'DISPATCHED':
    case 'IN_PROGRESS':
      if (ageMs < times.abortMs) return { kind: 'wait', nextMs: times.abortMs - ageMs };
      if (ageMs < times.silenceMs) return { kind: 'abort', nextMs: times.silenceMs - ageMs };
      return { kind: 'unknown', cause: CAUSES.noAnswer, enquire: isOnline, nextMs };
    case 'UNKNOWN': {
      if (!isOnline) {
        if (ageMs >= times.attentionOfflineMs) return { kind: 'attention', reason: CAUSES.notBack };
        return { kind: 'wait', nextMs: times.attentionOfflineMs - ageMs };
      }
      if (ageMs >= times.attentionOnlineMs && route.backMs >= times.reconcileMs) {
        return { kind: 'attention', reason: CAUSES.silentOnline };
      }
      return { kind: 'enquire', nextMs };
    }
    // A person is asked, and a device that came back with its journal may know better: it is asked as well, for a while.
    case 'NEEDS_ATTENTION':
      return isOnline && route.backMs < times.reconcileMs ? { kind: 'enquire', nextMs: delayMs } : { kind: 'rest' };
    default:
      return { kind: 'rest' };
  }
}

/** Furthest of two states on the way to an end, for batches of acknowledgements and progress. */
export function furthest(a: ExchangeState, b: ExchangeState): ExchangeState {
  const order: readonly ExchangeState[] = ['ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS'];
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
