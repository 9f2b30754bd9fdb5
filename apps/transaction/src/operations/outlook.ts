import type { Outlook } from '@ppaas/contracts';

/** What the sweeper would do with an exchange at an instant; `wait` until another one, or `rest`. */
export interface Plan {
  readonly kind: 'dispatch' | 'giveUp' | 'abort' | 'unknown' | 'enquire' | 'attention' | 'wait' | 'rest';
  readonly nextMs?: number;
}

/** An exchange that is not at its end, as its page needs it. */
export interface Open {
  readonly state: string;
  readonly at: Date;
  readonly history: readonly { readonly at: Date; readonly cause: string }[];
  readonly next_action_at: Date | null;
  readonly enquiries: number;
  readonly is_dispatched: boolean;
  readonly route: { readonly connected: boolean } | null;
}

type Action = NonNullable<Outlook['next']>['action'];
const ACTIONS: Readonly<Record<Exclude<Plan['kind'], 'wait' | 'rest'>, Action>> = {
  dispatch: 'DISPATCH',
  giveUp: 'GIVE_UP',
  abort: 'ABORT',
  unknown: 'DECLARE_UNKNOWN',
  enquire: 'ENQUIRE',
  attention: 'CALL_PERSON',
};
/** Waits that follow each other before something happens: the acknowledgement's, then the answer's. */
const WAITS_MAX = 3;

/**
 * What is known of an open exchange, what happens next, and what a person may do.
 * @param planAt what the platform does at an instant if nothing happens until then
 * @param attentionMs after how long a person is called, by whether the device is online
 */
export function outlookOf(
  open: Open,
  planAt: (instant: Date) => Plan,
  attentionMs: { readonly online: number; readonly offline: number },
): Outlook {
  const { state, at, history, next_action_at: nextActionAt, route } = open;
  const last = history.at(-1);
  const isOnline = route?.connected ?? null;
  const called = new Date(at.getTime() + (isOnline === true ? attentionMs.online : attentionMs.offline));
  return {
    cause: last?.cause ?? '',
    since: (last?.at ?? at).toISOString(),
    isDeviceOnline: isOnline,
    mayBePaid: open.is_dispatched,
    next: nextActionAt === null ? null : nextOf(nextActionAt, planAt),
    enquiries: open.enquiries,
    personCalledAt: state === 'NEEDS_ATTENTION' ? null : called.toISOString(),
    may: mayOf(state, isOnline === true),
  };
}

function nextOf(from: Date, planAt: (instant: Date) => Plan): Outlook['next'] {
  let instant = from;
  for (let waits = 0; waits <= WAITS_MAX; waits += 1) {
    const { kind, nextMs } = planAt(instant);
    if (kind === 'rest') return null;
    if (kind !== 'wait') return { action: ACTIONS[kind], at: instant.toISOString() };
    instant = new Date(instant.getTime() + (nextMs ?? 0));
  }
  return null;
}

function mayOf(state: string, isOnline: boolean): Outlook['may'] {
  if (state === 'NEEDS_ATTENTION') return isOnline ? ['RESOLVE'] : ['RESOLVE', 'RECONNECT_DEVICE'];
  if (state === 'UNKNOWN') return isOnline ? ['WAIT', 'ABORT_AT_POS'] : ['RECONNECT_DEVICE', 'WAIT'];
  return ['WAIT', 'ABORT_AT_POS'];
}
