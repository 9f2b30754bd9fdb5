import { Inject, Injectable } from '@nestjs/common';
import { liveSession, liveSessionKey, presence, presenceKey } from '@ppaas/contracts';
import { Logger, Redis } from '@ppaas/service';
import type { z } from 'zod';
import type { LiveState } from './listing.ts';

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
      return deviceIds.map((_id, at) => ({
        presence: this.parse(presence, values[at]),
        session: this.parse(liveSession, values[at + deviceIds.length]),
      }));
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
