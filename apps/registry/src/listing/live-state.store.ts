import { Inject, Injectable } from '@nestjs/common';
import { liveSession, liveSessionKey, presence, presenceKey } from '@ppaas/contracts';
import { Logger, Redis } from '@ppaas/service';
import type { z } from 'zod';
import type { LiveState } from './listing.ts';

/** Redis may come back empty; until the connectors have said again who is connected, what is missing says nothing. */
const SETTLING_MS = 5_000;

/** Presence and sessions as they stand in Redis. When it fails, the listing says so (UNKNOWN) and uses what events told. */
@Injectable()
export class LiveStateStore {
  constructor(
    private readonly redis: Redis,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async read(deviceIds: readonly string[]): Promise<readonly LiveState[]> {
    if (deviceIds.length === 0) return [];
    try {
      const keys = [...deviceIds.map(presenceKey), ...deviceIds.map(liveSessionKey)];
      const values = await this.redis.commands.mget(keys);
      const isSettled = this.redis.returnedForMs() > SETTLING_MS;
      return deviceIds.map((_id, at) => {
        const found = this.parse(presence, values[at]);
        if (found === null && !isSettled) return 'unreachable';
        return { presence: found, session: this.parse(liveSession, values[at + deviceIds.length]) };
      });
    } catch (error) {
      this.logger.warn({ err: error }, 'the listing does without Redis');
      return deviceIds.map(() => 'unreachable');
    }
  }

  private parse<Schema extends z.ZodType>(schema: Schema, text: string | null | undefined): z.infer<Schema> | null {
    if (text === null || text === undefined) return null;
    return schema.parse(JSON.parse(text));
  }
}
