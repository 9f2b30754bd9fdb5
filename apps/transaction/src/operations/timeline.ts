import { CAUSES, HOPS, readCause } from '@ppaas/contracts';
import type { Cause, Hop, Lane, TimelineHop, TransactionState } from '@ppaas/contracts';

/** A change of state of an exchange, and why. */
export interface Change {
  readonly at: Date;
  readonly state: string;
  readonly cause: string;
}
/** What was seen of an exchange on its way, by the clock of whoever saw it. */
export interface Seen {
  readonly at: Date;
  readonly hop: Hop;
  readonly detail?: string | undefined;
}
export interface Happened {
  /** Oldest first; the first is the acceptance, or the refusal. */
  readonly history: readonly Change[];
  readonly seen: readonly Seen[];
  readonly contradictions: readonly { readonly at: Date; readonly said: { readonly state: string } }[];
}

const LANES: Readonly<Record<Hop, Lane>> = {
  ACCEPTED: 'PLATFORM',
  REFUSED: 'PLATFORM',
  DISPATCHED: 'PLATFORM',
  DELIVERED: 'CONNECTOR',
  COMMAND_REFUSED: 'CONNECTOR',
  ACKNOWLEDGED: 'DEVICE',
  DISPLAYED: 'DEVICE',
  CARD_PRESENTED: 'DEVICE',
  PIN_ENTRY: 'DEVICE',
  AUTHORISING: 'DEVICE',
  ANSWERED: 'DEVICE',
  LATE_ANSWER: 'DEVICE',
  CONTRADICTED: 'PLATFORM',
  REPEATED: 'POS',
  STATUS_ASKED: 'POS',
  ABORT_ASKED: 'POS',
  ABORT_SENT: 'PLATFORM',
  ENQUIRED: 'PLATFORM',
  ENQUIRY_ANSWERED: 'DEVICE',
  DEVICE_LOST: 'CONNECTOR',
  DEVICE_BACK: 'CONNECTOR',
  UNKNOWN: 'PLATFORM',
  NEEDS_ATTENTION: 'PLATFORM',
  RESOLVED: 'PLATFORM',
  DONE: 'PLATFORM',
  TOLD: 'POS',
  TOLD_RUNNING: 'POS',
  HUNG_UP: 'POS',
};
const MESSAGES: Partial<Readonly<Record<Hop, string>>> = {
  ACCEPTED: 'request',
  REFUSED: 'request',
  DELIVERED: 'deviceRequest',
  ANSWERED: 'deviceAnswer',
  TOLD: 'answer',
};
const STAGES: Readonly<Record<string, Hop>> = {
  Displayed: 'DISPLAYED',
  CardPresented: 'CARD_PRESENTED',
  PinEntry: 'PIN_ENTRY',
  Authorising: 'AUTHORISING',
};

interface Row {
  readonly at: Date;
  readonly hop: Hop;
  readonly state: string | null;
  readonly detail: string | null;
  readonly message: string | null;
}

const ENDS: readonly string[] = ['APPROVED', 'PARTIAL', 'DECLINED', 'CANCELLED', 'NOT_STARTED'];

/** Ends that are another step than that the outcome was stored. */
const HOPS_OF_ENDS: Partial<Readonly<Record<Cause, Hop>>> = { resolved: 'RESOLVED', commandRefused: 'COMMAND_REFUSED' };

function hopOfChange({ state, cause }: Change, isFirst: boolean): Hop {
  if (state === 'ACCEPTED') return 'ACCEPTED';
  if (state === 'DISPATCHING') return 'DISPATCHED';
  if (state === 'DISPATCHED') return 'ACKNOWLEDGED';
  if (state === 'IN_PROGRESS') return STAGES[cause] ?? 'ENQUIRY_ANSWERED';
  if (state === 'UNKNOWN' || state === 'NEEDS_ATTENTION') return state;
  if (isFirst) return 'REFUSED';
  const known = readCause(cause)?.cause;
  return (known && HOPS_OF_ENDS[known]) ?? 'DONE';
}

/** What a state changed to says nothing new where the step itself was seen. */
const isSeenBetter = (hop: Hop, seen: readonly Seen[]): boolean =>
  LANES[hop] === 'DEVICE' && seen.some((one) => one.hop === hop);

/**
 * The steps of an exchange, oldest first. Several clocks made the times: a step that nothing can have come before is not shown
 * before the acceptance, and the answer that ended it not after its end.
 */
export function timelineOf({ history, seen, contradictions }: Happened): TimelineHop[] {
  const begin = history[0]?.at ?? new Date(0);
  const end = history.find(({ state }) => ENDS.includes(state));
  const rows: Row[] = [];
  for (const [index, change] of history.entries()) {
    const hop = hopOfChange(change, index === 0);
    if (isSeenBetter(hop, seen)) continue;
    rows.push({ at: change.at, hop, state: change.state, detail: change.cause, message: MESSAGES[hop] ?? null });
  }
  const isEndedByDevice = end?.cause === CAUSES.answered;
  let isAnswered = false;
  for (const one of once(seen).toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const isLate = one.hop === 'ANSWERED' && (isEndedByDevice ? isAnswered : end !== undefined && one.at > end.at);
    const hop = isLate ? 'LATE_ANSWER' : one.hop;
    const at = latest(begin, isEndedByDevice && hop === 'ANSWERED' ? earliest(one.at, end.at) : one.at);
    if (hop === 'ANSWERED') isAnswered = true;
    rows.push({ at, hop, state: null, detail: one.detail ?? null, message: MESSAGES[hop] ?? null });
  }
  for (const [index, { at, said }] of contradictions.entries())
    rows.push({ at, hop: 'CONTRADICTED', state: null, detail: said.state, message: `lateAnswer-${index + 1}` });
  return inOrder(rows);
}

/** What was handled a second time was seen a second time. */
const once = (seen: readonly Seen[]): Seen[] => [
  ...new Map(seen.map((one) => [`${one.hop} ${one.at.getTime()}`, one])).values(),
];

const latest = (a: Date, b: Date): Date => (a > b ? a : b);
const earliest = (a: Date, b: Date): Date => (a < b ? a : b);

function inOrder(rows: readonly Row[]): TimelineHop[] {
  const sorted = rows.toSorted((a, b) => a.at.getTime() - b.at.getTime() || HOPS.indexOf(a.hop) - HOPS.indexOf(b.hop));
  return sorted.map(({ at, hop, state, detail, message }, index) => ({
    at: at.toISOString(),
    lane: LANES[hop],
    hop,
    state: state as TransactionState | null,
    detail,
    sinceLastMs: at.getTime() - (sorted[index - 1]?.at ?? at).getTime(),
    message,
  }));
}

/** How long it took, milliseconds; null: not known. `shopperMs`: from the amount on the display until the card is authorised. */
export interface Durations {
  readonly totalMs: number | null;
  readonly shopperMs: number | null;
  readonly hostMs: number | null;
}

export function durationsOf(timeline: readonly TimelineHop[]): Durations {
  const first = (...hops: readonly Hop[]): number | undefined => {
    const found = timeline.find(({ hop }) => hops.includes(hop));
    return found && Date.parse(found.at);
  };
  const between = (from: number | undefined, to: number | undefined): number | null =>
    from === undefined || to === undefined ? null : Math.max(0, to - from);
  const authorising = first('AUTHORISING');
  const answered = first('ANSWERED');
  return {
    totalMs: between(first('ACCEPTED'), first('DONE', 'RESOLVED', 'COMMAND_REFUSED')),
    shopperMs: between(first('DISPLAYED'), authorising ?? answered),
    hostMs: between(authorising, answered),
  };
}
