import { Inject, Injectable } from '@nestjs/common';
import { presence, presenceKey, supersededChannel, type Presence } from '@ppaas/contracts';
import { Logger, Redis } from '@ppaas/service';

/** Takes or renews the claim unless a higher epoch holds it. Answers whether it did, and what stood there before. */
const CLAIM = `
local held = redis.call('GET', KEYS[1])
if held and cjson.decode(held).epoch > tonumber(ARGV[1]) then return {0, held} end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return {1, held or ''}`;

/** Deletes the claim only when it is still this epoch's. */
const RELEASE = `
local held = redis.call('GET', KEYS[1])
if held and cjson.decode(held).epoch == tonumber(ARGV[1]) then return redis.call('DEL', KEYS[1]) end
return 0`;

/** A connector. */
type Place = Pick<Presence, 'cell' | 'instance'>;

/** Who has to go because another connection of the same hardware is newer. */
export interface Superseded {
  readonly deviceId: string;
  readonly serialNumber: string;
  /** Connections below this epoch close. */
  readonly epoch: number;
}

/**
 * Presence in Redis: for the listing and for finding the older of two connections. When Redis fails the listing says
 * UNKNOWN, the next heartbeat claims again, and commands are not touched: they go by epoch.
 */
@Injectable()
export class PresenceClaims {
  constructor(
    @Inject(Redis) private readonly redis: Redis,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** @returns the claim of a higher epoch when there is one, so that the caller can give way */
  async claim(deviceId: string, value: Presence, lifeMs: number): Promise<Presence | undefined> {
    try {
      const [taken, before] = (await this.redis.commands.eval(
        CLAIM,
        1,
        presenceKey(deviceId),
        value.epoch,
        JSON.stringify(value),
        Math.round(lifeMs),
      )) as [number, string];
      const held = before === '' ? undefined : presence.parse(JSON.parse(before));
      if (taken === 0) return held;
      const isOfAnother = held?.instance !== value.instance || held.cell !== value.cell;
      if (held !== undefined && held.serialNumber === value.serialNumber && isOfAnother) {
        this.tell(held, { deviceId, serialNumber: value.serialNumber, epoch: value.epoch });
      }
    } catch (error) {
      this.logger.warn({ err: error, deviceId }, 'presence could not be claimed');
    }
    return undefined;
  }

  async release(deviceId: string, epoch: number): Promise<void> {
    try {
      await this.redis.commands.eval(RELEASE, 1, presenceKey(deviceId), epoch);
    } catch (error) {
      // The claim ends by itself after 45 s.
      this.logger.warn({ err: error, deviceId }, 'presence could not be released');
    }
  }

  /** Listens for newer connections elsewhere of hardware that is connected here. */
  onSuperseded(at: Place, listener: (who: Superseded) => void): () => void {
    return this.redis.subscribe(supersededChannel(at.cell, at.instance), (payload) =>
      listener(JSON.parse(payload) as Superseded),
    );
  }

  /** Redis is back, and may have forgotten who is connected here. */
  onForgotten(listener: () => void): void {
    this.redis.onReturn(listener);
  }

  private tell(at: Place, who: Superseded): void {
    this.redis.publish(supersededChannel(at.cell, at.instance), JSON.stringify(who));
  }
}
