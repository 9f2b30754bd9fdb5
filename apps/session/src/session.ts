import { CAUSES, causeWith } from '@ppaas/contracts';
import { z } from 'zod';

/** ServiceContent of the three calls (casp.005). */
export const LOGIN = 'AdministrativeSessionManagementLoginRequest';
export const LOGOUT = 'AdministrativeSessionManagementLogoutRequest';
export const DIAGNOSIS = 'AdministrativeSessionManagementDiagnosisRequest';

/** What the accept statement of this service adds to the common facts. */
const sessionFacts = z.object({
  /** Who holds the device; null = nobody. */
  session_pos_id: z.string().nullable(),
  session_pos_name: z.string().nullable(),
  /** The transaction service has an exchange of this id. */
  is_transaction_exchange: z.boolean(),
});
export type SessionFacts = z.infer<typeof sessionFacts>;

export type Objection = { readonly reason: 'Busy' | 'LoggedOut'; readonly info: string } | 'duplicate' | undefined;

export interface SessionCall {
  readonly kind: string;
  readonly posId: string;
  /** The POS wants the device even when another one holds it. */
  readonly isTakeover: boolean;
}

/** Why this service does not take a call; undefined = it goes to the device, whose answer decides. */
export function objection(facts: SessionFacts, call: SessionCall): Objection {
  if (facts.is_transaction_exchange) return 'duplicate';
  const isHolder = facts.session_pos_id === call.posId;
  if (call.kind === LOGIN && facts.session_pos_id !== null && !isHolder && !call.isTakeover) {
    return { reason: 'Busy', info: causeWith('sessionHeld', String(facts.session_pos_name)) };
  }
  if (call.kind === LOGOUT && !isHolder) {
    return {
      reason: 'LoggedOut',
      info: facts.session_pos_id === null ? CAUSES.noSession : CAUSES.sessionOfAnother,
    };
  }
  return undefined;
}

/** The objection by the row that the accept statement returned. */
export const objectionOf = (
  _facts: unknown,
  extra: Readonly<Record<string, unknown>>,
  request: { readonly kind: string; readonly posId: string; readonly isForced: boolean },
): Objection =>
  objection(sessionFacts.parse(extra), {
    kind: request.kind,
    posId: request.posId,
    isTakeover: request.isForced,
  });

/** The session that holds a device. */
export interface Holder {
  readonly sessionId: string;
  readonly posId: string;
}

/** What became of an exchange with the device. */
export interface Ending {
  readonly kind: string;
  readonly posId: string;
  /** The session it was made in; null for a first Login. */
  readonly sessionId: string | null;
  /** Made by the platform: the Login of a device that has restarted, the Logout of a session that ended without one. */
  readonly isOwn: boolean;
  /** done: the device says so; refused: it did nothing; unknown: nobody can say whether it did. */
  readonly verdict: 'done' | 'refused' | 'unknown';
  readonly reason: string | undefined;
}

/** A step that follows from an ending. The platform's picture (`open`) and the device's Login are kept alike by these alone. */
export type Step =
  | { readonly kind: 'open' }
  | { readonly kind: 'renew' }
  | { readonly kind: 'extend' }
  | { readonly kind: 'end'; readonly reason: 'logout' | 'takenOver' }
  /** The device has been told the open session again. */
  | { readonly kind: 'restored' }
  /** What the device holds is in doubt: tell it the open session again. */
  | { readonly kind: 'doubt' }
  | { readonly kind: 'restoreLater' }
  /** The device may hold a Login of this POS that is no session (any more): log it out. */
  | { readonly kind: 'leave' }
  /** The device holds no Login of this POS. */
  | { readonly kind: 'cleared' }
  /** The device holds the Login of the open session and no other. */
  | { readonly kind: 'clearedAll' }
  | { readonly kind: 'clearLater' };

/** @param open the session that holds the device now */
export function follow(open: Holder | null, ending: Ending): readonly Step[] {
  if (ending.isOwn) return ending.kind === LOGIN ? followRestore(open, ending) : followClearing(open, ending);
  const isMine = open !== null && open.posId === ending.posId;
  if (ending.verdict === 'unknown') {
    if (ending.kind === DIAGNOSIS) return [];
    return inDoubt(open, ending);
  }
  const isDone = ending.verdict === 'done';
  if (ending.kind === LOGIN) {
    if (!isDone) return [];
    if (isMine) return [{ kind: 'renew' }, { kind: 'clearedAll' }];
    if (open === null) return [{ kind: 'open' }, { kind: 'clearedAll' }];
    return [{ kind: 'end', reason: 'takenOver' }, { kind: 'open' }, { kind: 'clearedAll' }];
  }
  if (ending.kind === LOGOUT) {
    // A device that says LoggedOut holds no Login of this POS: what it says counts.
    if (!isDone && ending.reason !== 'LoggedOut') return [];
    return isMine ? [{ kind: 'end', reason: 'logout' }, { kind: 'cleared' }] : [];
  }
  return isDone && isMine ? [{ kind: 'extend' }] : [];
}

function followRestore(open: Holder | null, ending: Ending): readonly Step[] {
  const isStillOpen = open !== null && open.sessionId === ending.sessionId;
  if (isStillOpen && ending.verdict === 'done') return [{ kind: 'restored' }, { kind: 'clearedAll' }];
  if (isStillOpen) return [{ kind: 'restoreLater' }];
  return ending.verdict === 'refused' ? [] : inDoubt(open, ending);
}

/** The device may hold a Login of this POS now: an open session is told again, and whoever else is left there is logged out. */
function inDoubt(open: Holder | null, ending: Ending): readonly Step[] {
  const doubt: readonly Step[] = open === null ? [] : [{ kind: 'doubt' }];
  return open?.posId === ending.posId ? doubt : [{ kind: 'leave' }, ...doubt];
}

function followClearing(open: Holder | null, ending: Ending): readonly Step[] {
  if (ending.verdict === 'done')
    return open === null ? [{ kind: 'cleared' }] : [{ kind: 'cleared' }, { kind: 'doubt' }];
  return [{ kind: ending.reason === 'LoggedOut' ? 'cleared' : 'clearLater' }];
}

/** Why a session must end without a word of its holder; undefined = it may go on. */
export function endReason(session: {
  readonly isDeviceRemoved: boolean;
  readonly isPosDeregistered: boolean;
  readonly isExpired: boolean;
}): 'deviceRemoved' | 'posDeregistered' | 'expired' | undefined {
  if (session.isDeviceRemoved) return 'deviceRemoved';
  if (session.isPosDeregistered) return 'posDeregistered';
  return session.isExpired ? 'expired' : undefined;
}

/** When to tell the device again what it did not take: 1 s, doubling up to a minute. */
export const againAfterMs = (attempts: number, scale: number): number =>
  Math.round(Math.min(1_000 * 2 ** Math.min(attempts, 10), 60_000) * scale);
