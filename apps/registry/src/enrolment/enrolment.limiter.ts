import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import { Redis } from '@ppaas/service';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RegistryConfig } from '../registry.config.ts';
import { REGISTRY_CONFIG } from '../registry.symbols.ts';

const HOUR_SECONDS = 3_600;

/** Those of one address that are at this instance. */
interface Queue {
  readonly running: Set<Promise<unknown>>;
  /** Ends when the last one that came is let in or refused. */
  turn: Promise<unknown>;
  /** How many have not ended. */
  length: number;
}

/** Failed enrolments per address. Counted in Redis; while that fails, each instance counts for itself. */
@Injectable()
export class EnrolmentLimits {
  private readonly failures: RateLimiterRedis;
  private readonly queues = new Map<string, Queue>();

  constructor(redis: Redis, @Inject(REGISTRY_CONFIG) config: RegistryConfig) {
    const options = {
      keyPrefix: `${config.CELL}:limit:enrol`,
      points: config.ENROL_FAILURES_PER_HOUR,
      duration: HOUR_SECONDS,
    };
    this.failures = new RateLimiterRedis({
      ...options,
      storeClient: redis.commands,
      insuranceLimiter: new RateLimiterMemory(options),
    });
  }

  /**
   * Runs an attempt and counts it when it fails for the caller's fault. Only as many run at once as may still fail: the others
   * wait for their turn, so that many guesses at the same time are not more guesses.
   * @throws DomainError request.tooMany
   */
  async attempt<Result>(address: string, work: () => Promise<Result>): Promise<Result> {
    const queue = this.queues.get(address) ?? { running: new Set(), turn: Promise.resolve(), length: 0 };
    this.queues.set(address, queue);
    queue.length += 1;
    try {
      // One after the other is let in: nobody else begins between what is read of an address and what is made of it.
      const admitted = queue.turn.then(() => this.admit(address, queue));
      queue.turn = admitted.catch(() => undefined);
      await admitted;
      return await this.run(queue, () => this.counted(address, work));
    } finally {
      queue.length -= 1;
      if (queue.length === 0) this.queues.delete(address);
    }
  }

  /** Waits until one more may fail. */
  private async admit(address: string, { running }: Queue): Promise<void> {
    for (;;) {
      // Before it is read what failed: whoever ends meanwhile is counted in one of the two.
      const begun = running.size;
      const used = await this.failures.get(address);
      const failed = used?.consumedPoints ?? 0;
      if (failed >= this.failures.points) {
        const retryAfterSeconds = Math.max(1, Math.ceil((used?.msBeforeNext ?? 0) / 1000));
        throw new DomainError('request.tooMany', 'Too many failed enrolments', { retryAfterSeconds });
      }
      if (failed + begun < this.failures.points) return;
      if (running.size > 0) await Promise.race(running);
    }
  }

  private run<Result>({ running }: Queue, work: () => Promise<Result>): Promise<Result> {
    const attempt = work();
    const ended: Promise<unknown> = attempt.catch(() => undefined).then(() => running.delete(ended));
    running.add(ended);
    return attempt;
  }

  private async counted<Result>(address: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError && error.code !== 'platform.unavailable') await this.count(address);
      throw error;
    }
  }

  private async count(address: string): Promise<void> {
    try {
      await this.failures.consume(address);
    } catch (reason) {
      // Over the limit with this one: the next attempt is refused.
      if (!(reason instanceof RateLimiterRes)) throw reason;
    }
  }
}
