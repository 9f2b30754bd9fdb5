import type { OnApplicationBootstrap } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { Log } from '@ppaas/messaging';
import type { Pool } from 'pg';
import type { HttpConfig } from './config.ts';
import type { Metrics } from './metrics.ts';
import { CALM, CAUSES_OF_REFUSAL, IMPORTANCES, nextLevel, refusalOf } from './overload.ts';
import type { CauseOfRefusal, Importance } from './overload.ts';
import { Strain } from './strain.ts';

const LOOK_EVERY_MS = 1_000;
const RETRY_AFTER_SECONDS = 2;

/** There is too much to do for this call: nothing was started, and nothing is wrong that a log should tell of each. */
export class OverloadError extends DomainError {
  readonly retryAfterSeconds = RETRY_AFTER_SECONDS;

  constructor() {
    super('platform.unavailable', undefined, { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
}

/** Counts the calls that this process works on, looks once a second how it bears them, and refuses the least important first. */
export class Shedding implements OnApplicationBootstrap {
  private inFlight = 0;
  private level = CALM;
  private held = (): number => 0;
  private readonly strain: Strain;
  private looks: NodeJS.Timeout | undefined;
  private readonly refused;

  constructor(
    private readonly config: Pick<HttpConfig, 'IN_FLIGHT_MAX' | 'LOOP_DELAY_MAX_MS' | 'POOL_WAIT_MAX_MS'>,
    metrics: Metrics,
    private readonly log: Log,
    pool?: Pick<Pool, 'waitingCount' | 'connect'>,
  ) {
    this.strain = new Strain({ loopDelayMs: config.LOOP_DELAY_MAX_MS, poolWaitMs: config.POOL_WAIT_MAX_MS }, pool);
    this.refused = metrics.counter('ppaas_calls_refused_total', 'Calls refused because there was too much to do', [
      'importance',
      'cause',
    ]);
    for (const importance of IMPORTANCES)
      for (const cause of CAUSES_OF_REFUSAL) this.refused.inc({ importance, cause }, 0);
    metrics.gauge('ppaas_calls_in_flight', 'Calls that are worked on; those that only wait are not', [], (gauge) =>
      gauge.set(this.working),
    );
    metrics.gauge('ppaas_overload_level', 'Refused are: 1 reports, 2 listings too, 3 what is new too', [], (gauge) =>
      gauge.set(this.level.level),
    );
  }

  /** What a start takes is no strain. */
  onApplicationBootstrap(): void {
    this.strain.look();
    this.looks = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.looks.unref();
  }

  /** Takes a call in, until `leave`. @throws OverloadError nothing was started */
  enter(importance: Importance): void {
    const cause = this.causeAgainst(importance, this.working);
    if (cause !== undefined) throw this.refusal(importance, cause);
    this.inFlight += 1;
  }

  readonly leave = (): void => {
    this.inFlight -= 1;
  };

  /** Why a call that is in, because it may belong to what has begun, is to begin nothing new; undefined: it may. */
  whyNotStart(): CauseOfRefusal | undefined {
    return this.causeAgainst('start', this.working - 1);
  }

  refusal(importance: Importance, cause: CauseOfRefusal): OverloadError {
    this.refused.inc({ importance, cause });
    return new OverloadError();
  }

  /** @param held how many of the calls in flight only wait: they are no work, and have a bound of their own */
  leaveOut(held: () => number): void {
    this.held = held;
  }

  stop(): void {
    clearInterval(this.looks);
    this.strain.stop();
  }

  private get working(): number {
    // Session holds a call to its end, also when its caller has hung up and left.
    return Math.max(0, this.inFlight - this.held());
  }

  private causeAgainst(importance: Importance, inFlight: number): CauseOfRefusal | undefined {
    return refusalOf(importance, { inFlight, inFlightMax: this.config.IN_FLIGHT_MAX, level: this.level.level });
  }

  private look(): void {
    const strain = this.strain.look();
    const next = nextLevel(this.level, strain);
    if (next.level !== this.level.level) this.log.warn({ level: next.level, strain }, 'the level of overload');
    this.level = next;
  }
}
