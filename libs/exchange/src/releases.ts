import type { OutgoingMessage } from '@ppaas/messaging';
import type { ExchangeContext } from './exchange-context.ts';

/** Nobody waits for a release, so those of a moment go together. */
const GATHER_MS = 20;

/** Tells devices that their results are stored. Best effort: one that was not told sends its result again after the next Welcome. */
export class Releases {
  #waiting: OutgoingMessage<'deviceCommands'>[] = [];

  constructor(private readonly context: Pick<ExchangeContext, 'bus' | 'logger'>) {}

  add(instance: string, deviceId: string, exchangeId: string): void {
    if (this.#waiting.length === 0) setTimeout(() => void this.#publish(), GATHER_MS);
    const data = { deviceId, exchangeId };
    this.#waiting.push({ topic: 'deviceCommands', type: 'ReleaseResult', key: deviceId, instance, data });
  }

  async #publish(): Promise<void> {
    const { bus, logger } = this.context;
    const releases = this.#waiting;
    this.#waiting = [];
    try {
      await bus.publish(releases);
    } catch (error) {
      const exchangeIds = releases.map(({ data }) => 'exchangeId' in data && data.exchangeId);
      logger.warn({ err: error, exchangeIds }, 'results could not be released; the devices will send them again');
    }
  }
}
