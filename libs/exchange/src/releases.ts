import type { KafkaBus, OutgoingMessage } from '@ppaas/messaging';
import type { Logger } from '@ppaas/service';

/** Nobody waits for a release, so those of a moment go together. */
const GATHER_MS = 20;

/** Tells devices that their results are stored. Best effort: one that was not told sends its result again after the next Welcome. */
export class Releases {
  #waiting: OutgoingMessage<'deviceCommands'>[] = [];

  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly bus: KafkaBus,
    private readonly logger: Logger,
  ) {}

  add(instance: string, deviceId: string, exchangeId: string): void {
    this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS);
    const data = { deviceId, exchangeId };
    this.#waiting.push({ topic: 'deviceCommands', type: 'ReleaseResult', key: deviceId, instance, data });
  }

  /** Tells what waits, now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const releases = this.#waiting;
    this.#waiting = [];
    if (releases.length === 0) return;
    try {
      await this.bus.publish(releases);
    } catch (error) {
      const exchangeIds = releases.map(({ data }) => 'exchangeId' in data && data.exchangeId);
      this.logger.warn({ err: error, exchangeIds }, 'results could not be released; the devices will send them again');
    }
  }
}
