import type { OnModuleDestroy } from '@nestjs/common';
import type { Log } from '@ppaas/messaging';

/** The order in which parts stop; room is left between them. */
export const STOP_ORDER = {
  http: 10,
  consumers: 20,
  waiters: 30,
  /** The calls that were held have their answers by now. */
  lastAnswers: 35,
  relays: 40,
  producers: 50,
  redis: 60,
  database: 70,
} as const;

interface Step {
  readonly order: number;
  readonly name: string;
  readonly stop: () => Promise<void>;
}

const STEP_LIMIT_MS = 15_000;

/** One place that knows in which order a process stops. `app.close()` runs it first. */
export class Shutdown implements OnModuleDestroy {
  private readonly steps: Step[] = [];
  private running: Promise<void> | undefined;
  private isDraining = false;

  constructor(private readonly log: Log) {}

  /** True from the first moment of stopping: readiness says no. */
  get isStopping(): boolean {
    return this.running !== undefined || this.isDraining;
  }

  onModuleDestroy(): Promise<void> {
    return this.run();
  }

  /** @param order Low stops first (`STOP_ORDER`). Steps of one order stop together. */
  register(order: number, name: string, stop: () => Promise<void>): void {
    this.steps.push({ order, name, stop });
  }

  /** Says "not ready" while the process still serves. */
  announce(): void {
    this.isDraining = true;
  }

  /** Stops everything once. A step that fails or takes longer than 15 s is logged and does not hold up the others. */
  run(): Promise<void> {
    this.running ??= this.stopAll();
    return this.running;
  }

  private async stopAll(): Promise<void> {
    const byOrder = Map.groupBy(this.steps, ({ order }) => order);
    for (const order of [...byOrder.keys()].sort((a, b) => a - b)) {
      await Promise.all((byOrder.get(order) ?? []).map((step) => this.stop(step)));
    }
  }

  private async stop({ name, stop }: Step): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`did not stop within ${STEP_LIMIT_MS} ms`)), STEP_LIMIT_MS);
    });
    try {
      await Promise.race([stop(), late]);
    } catch (error) {
      this.log.error({ err: error, step: name }, 'a part did not stop in order');
    } finally {
      clearTimeout(timer);
    }
  }
}
