import { liveSession, liveSessionKey } from '@ppaas/contracts';
import type { ExchangeContext } from '@ppaas/exchange';
import { findLatest, findOpen } from './session.store.ts';
import type { SessionRow } from './session.store.ts';

/** Writes, or deletes (no value), unless a later fence is there. KEYS: the device's. ARGV: fence, value, life in ms. */
const PUT = `
  local current = redis.call('GET', KEYS[1])
  if current and cjson.decode(current).fence > tonumber(ARGV[1]) then return 0 end
  if ARGV[2] == '' then return redis.call('DEL', KEYS[1]) end
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  return 1`;

const LOOKS_MAX = 3;

/**
 * Who holds a device, for the listing. Best effort, after the commit: when Redis fails the listing uses what session events
 * told, and what Redis forgets is written again within seconds.
 */
export class LiveSessions {
  constructor(private readonly context: Pick<ExchangeContext, 'database' | 'redis' | 'cell' | 'logger'>) {}

  /** Brings the keys of these devices up to date. Never rejects, so nobody has to wait for it. */
  async refresh(deviceIds: readonly string[]): Promise<void> {
    const refreshed = [...new Set(deviceIds)].map((deviceId) =>
      this.#refresh(deviceId).catch((error: unknown) => this.#missed(error, deviceId)),
    );
    await Promise.all(refreshed);
  }

  /** Writes the key of every open session of the cell again. */
  async rewrite(): Promise<void> {
    for (const session of await findOpen(this.context.database.pool, this.context.cell)) await this.#put(session);
  }

  /** Reads again after writing: a change that another process committed meanwhile may have been overwritten. */
  async #refresh(deviceId: string): Promise<void> {
    let written: string | undefined;
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const session = await findLatest(this.context.database.pool, deviceId);
      if (session === undefined) return;
      const state = `${session.fence} ${session.expiresAt.toISOString()} ${String(session.endedAt)}`;
      if (state === written) return;
      await this.#put(session);
      written = state;
    }
  }

  async #put(session: SessionRow): Promise<void> {
    const lifeMs = session.expiresAt.getTime() - Date.now();
    const isHeld = session.endedAt === null && lifeMs > 0;
    const value = isHeld ? JSON.stringify(valueOf(session)) : '';
    await this.context.redis.commands.eval(PUT, 1, liveSessionKey(session.deviceId), session.fence, value, lifeMs);
  }

  #missed(error: unknown, deviceId: string): void {
    this.context.logger.warn({ err: error, deviceId }, 'the live session could not be written');
  }
}

const valueOf = ({ sessionId, posId, posName, fence, expiresAt }: SessionRow): unknown =>
  liveSession.parse({ sessionId, posId, posName, fence, expiresAt: expiresAt.toISOString() });
