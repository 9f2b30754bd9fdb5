import { requestOf } from '@ppaas/exchange';
import type { Completed, Exchange } from '@ppaas/exchange';
import type { OutgoingMessage } from '@ppaas/messaging';
import { responseOf } from '@ppaas/nexo';
import type { PoolClient } from 'pg';
import { clearLater, findAttempts, forgetLeftover, forgetLeftovers, leaveBehind } from './leftover.store.ts';
import { ended, extended, opened, restored } from './session.events.ts';
import { attributesOf } from './session-message.ts';
import {
  endSession,
  extendSessions,
  insertSession,
  lockOpen,
  renewSession,
  restoreAgain,
  restoredSession,
} from './session.store.ts';
import type { SessionRow } from './session.store.ts';
import type { SessionTimes } from './session.times.ts';
import { againAfterMs, follow } from './session.ts';
import type { Ending, Step } from './session.ts';

/** A device that refuses to be logged out so often is left to the next Login. */
const CLEARINGS_MAX = 10;

/** The platform's own exchanges have no fingerprint: no POS sent them. */
export const isOwn = (exchange: Exchange): boolean => exchange.fingerprint === null;

/** What became of an exchange, for the domain. */
export function endingOf({ exchange, state, answer }: Completed): Ending {
  const reason = responseOf(answer)?.ResponseReason;
  const isUnknown = state !== 'NOT_STARTED' && reason === 'UnreachableHost';
  return {
    kind: exchange.kind,
    posId: exchange.posId,
    sessionId: exchange.sessionId,
    isOwn: isOwn(exchange),
    verdict: state === 'APPROVED' ? 'done' : isUnknown ? 'unknown' : 'refused',
    reason,
  };
}

/** Changes of the sessions that commit together with the ends of their exchanges. @returns what is told because of them */
export async function applyEnds(
  client: PoolClient,
  completed: readonly Completed[],
  times: SessionTimes,
): Promise<OutgoingMessage[]> {
  const told: OutgoingMessage[] = [];
  for (const one of completed) {
    const open = await lockOpen(client, one.exchange.deviceId);
    for (const step of follow(open ?? null, endingOf(one))) {
      told.push(...(await take(client, step, one.exchange, open, times)));
    }
  }
  return told;
}

async function take(
  client: PoolClient,
  step: Step,
  exchange: Exchange,
  open: SessionRow | undefined,
  times: SessionTimes,
): Promise<OutgoingMessage[]> {
  const bootId = exchange.address?.bootId ?? '';
  const { deviceId, posId } = exchange;
  const sessionId = open?.sessionId ?? '';
  switch (step.kind) {
    case 'open': {
      const attributes = attributesOf(requestOf(exchange));
      return [opened(await insertSession(client, { ...exchange, bootId, attributes }, times.lifeMs))];
    }
    case 'renew': {
      const attributes = attributesOf(requestOf(exchange));
      const renewed = await renewSession(client, sessionId, { bootId, attributes }, times.lifeMs);
      if (renewed === undefined) return [];
      return open?.bootId === bootId ? [extended(renewed)] : [extended(renewed), restored(renewed)];
    }
    case 'extend': {
      return (await extendSessions(client, [sessionId], times.lifeMs)).map(extended);
    }
    case 'end': {
      const over = await endSession(client, sessionId, step.reason);
      return over === undefined ? [] : [ended(over, step.reason)];
    }
    case 'restored': {
      const again = await restoredSession(client, sessionId, bootId);
      return again === undefined ? [] : [restored(again)];
    }
    case 'doubt':
      await restoreAgain(client, sessionId, 0, true);
      return [];
    case 'restoreLater':
      await restoreAgain(client, sessionId, againAfterMs(open?.failures ?? 0, times.scale), false);
      return [];
    case 'leave':
      await leaveBehind(client, { ...exchange, bootId });
      return [];
    case 'cleared':
      await forgetLeftover(client, deviceId, posId);
      return [];
    case 'clearedAll':
      await forgetLeftovers(client, deviceId);
      return [];
    case 'clearLater': {
      const attempts = await findAttempts(client, deviceId, posId);
      if (attempts === undefined) return [];
      if (attempts >= CLEARINGS_MAX) await forgetLeftover(client, deviceId, posId);
      else await clearLater(client, deviceId, posId, againAfterMs(attempts, times.scale));
      return [];
    }
  }
}
