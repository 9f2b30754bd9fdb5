import { CAUSES } from '@ppaas/contracts';
import { createHash } from 'node:crypto';
import { Sweeper, channelId, outboxRow } from '@ppaas/exchange';
import type { ExchangeContext, OwnExchange } from '@ppaas/exchange';
import type { NexoMessage } from '@ppaas/nexo';
import { findClearable, forgetRebooted, leaveBehind } from './leftover.store.ts';
import type { Leftover } from './leftover.store.ts';
import { LiveSessions } from './live-session.store.ts';
import { ended } from './session.events.ts';
import { loginAgain, logoutFor } from './session-message.ts';
import { endSession } from './session.store.ts';
import type { SessionRow } from './session.store.ts';
import type { SessionTimes } from './session.times.ts';
import { LOGIN, LOGOUT } from './session.ts';
import { findRestorable, lockEndable } from './sweep.store.ts';
import type { Restorable } from './sweep.store.ts';

const BATCH = 100;

/**
 * Ends the sessions whose time has come and keeps what the devices hold in line with them: Login again after a restart of the
 * device, Logout after an end that was no logout. Killing it only delays.
 */
export class SessionSweeper {
  readonly #live: LiveSessions;
  /** Dispatches what this sweeper has accepted, without waiting for the next turn of the engine's own. */
  readonly #dispatcher: Sweeper;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isNudged = false;
  #isStopped = false;
  #rewrittenAt = performance.now();

  constructor(
    private readonly context: ExchangeContext,
    private readonly times: SessionTimes,
  ) {
    this.#live = new LiveSessions(context);
    this.#dispatcher = new Sweeper(context);
  }

  start(): void {
    this.#run();
  }

  /** Something has changed that may be due now. */
  nudge(): void {
    this.#isNudged = true;
    if (this.#running === undefined) this.#run();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #run(): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#isNudged = false;
    this.#running = this.sweep()
      .catch((error: unknown) => this.context.logger.warn({ err: error }, 'the sweep failed; the next one goes on'))
      .finally(() => {
        this.#running = undefined;
        if (this.#isStopped) return;
        this.#timer = setTimeout(() => this.#run(), this.#isNudged ? 0 : this.times.sweepMs);
      });
  }

  /** One pass over what is due. */
  async sweep(): Promise<void> {
    const { database, cell } = this.context;
    while ((await this.#end()) === BATCH);
    await forgetRebooted(database.pool, cell);
    const restorable = await findRestorable(database.pool, cell, BATCH);
    const clearable = await findClearable(database.pool, cell, BATCH);
    let isAccepted = false;
    for (const one of restorable) if (await this.#accept({ ...restoring(one), cell })) isAccepted = true;
    for (const one of clearable) if (await this.#accept({ ...clearing(one), cell })) isAccepted = true;
    if (isAccepted) await this.#dispatcher.sweep();
    if (performance.now() - this.#rewrittenAt < this.times.rewriteMs) return;
    this.#rewrittenAt = performance.now();
    await this.#live.rewrite();
  }

  /** @returns how many were due */
  async #end(): Promise<number> {
    const { database, cell, store, relay } = this.context;
    const rows = await database.transaction(async (client) => {
      const due = await lockEndable(client, cell, BATCH, this.times.graceMs);
      const outbox = [];
      for (const { session, reason } of due) {
        const over = await endSession(client, session.sessionId, reason);
        if (over === undefined) continue;
        outbox.push(outboxRow(this.context, ended(over, reason)));
        // A device that was removed gets no commands any more.
        if (reason !== 'deviceRemoved') await leaveBehind(client, { ...session, cell });
      }
      await store.insertOutbox(client, outbox);
      return outbox;
    });
    relay.nudge([...new Set(rows.map((row) => row.shard))]);
    void this.#live.refresh(rows.map((row) => row.key));
    return rows.length;
  }

  #accept(own: OwnExchange): Promise<boolean> {
    const { store, database } = this.context;
    return store.insertAccepted(database.pool, own);
  }
}

/** It belongs to the cell whose sweeper makes it. */
type Own = Omit<OwnExchange, 'cell'>;

/** The Login that tells a device its session again. */
function restoring({ session, bootId }: Restorable): Own {
  const hash = createHash('sha256').update(bootId).digest('hex').slice(0, 8);
  const exchangeIdentification = `restore-${session.fence}-${hash}-${session.restores}`;
  const { saleId, deviceId, attributes } = session;
  const message = loginAgain({ now: new Date().toISOString(), exchangeIdentification, saleId, deviceId, attributes });
  return own(session, exchangeIdentification, LOGIN, message, session.sessionId);
}

/** The Logout of a session that ended without one. */
function clearing(left: Leftover): Own {
  const exchangeIdentification = `platform-${left.number}`;
  const { saleId, deviceId } = left;
  const message = logoutFor({ now: new Date().toISOString(), exchangeIdentification, saleId, deviceId });
  return own(left, exchangeIdentification, LOGOUT, message, null);
}

function own(
  of: SessionRow | Leftover,
  exchangeIdentification: string,
  kind: string,
  message: NexoMessage,
  sessionId: string | null,
): Own {
  const { deviceId, tenantId, storeId, posId, saleId } = of;
  return {
    // Not in any POS's namespace: none can take the id before.
    exchangeId: channelId('S', `platform:${deviceId}`, exchangeIdentification),
    exchangeIdentification,
    tenantId,
    storeId,
    posId,
    saleId,
    deviceId,
    kind,
    request: JSON.stringify(message),
    sessionId,
    cause: CAUSES.byPlatform,
  };
}
