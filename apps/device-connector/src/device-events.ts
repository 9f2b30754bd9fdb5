import { Inject, Injectable } from '@nestjs/common';
import { deviceEventTopics, type DataOf, type TypeName } from '@ppaas/contracts';
import { Logger } from '@ppaas/service';
import { KafkaBus, type OutgoingMessage } from '@ppaas/messaging';

type Events = 'deviceEvents';

const RETRY_MS = 1_000;
/** An hour: an outage that lasts longer needs a person anyway. */
const MAX_TRIES = 3_600;

/** Says on the device topics what happens at the sockets. */
@Injectable()
export class DeviceEvents {
  private readonly pending = new Set<Promise<void>>();
  private isStopping = false;

  constructor(
    @Inject(KafkaBus) private readonly bus: KafkaBus,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** Resolves when the broker has it; calls keep their order. @throws Error when it is not certain that it arrived */
  publish<T extends TypeName<Events>>(
    type: T,
    data: DataOf<Events, T> & { readonly deviceId: string },
    traceparent?: string,
  ): Promise<void> {
    const tenantId = 'tenantId' in data && typeof data.tenantId === 'string' ? { tenantId: data.tenantId } : {};
    // The pair of type and data is one of the union: both come from the same T.
    const message = { type, key: data.deviceId, data, ...tenantId, ...(traceparent && { traceparent }) };
    const [first, ...more] = deviceEventTopics(type, data).map(
      (topic) => ({ ...message, topic }) as unknown as OutgoingMessage<Events>,
    );
    if (first === undefined) return Promise.resolve();
    if (type !== 'ExchangeAcknowledged') return this.bus.publish([first, ...more]);
    // Session's copy only keeps a session: no shopper's payment is cut off because of it.
    this.bus.publish(more).catch((error: unknown) => this.logger.warn({ err: error }, 'a copy of an Ack was not told'));
    return this.bus.publish([first]);
  }

  /**
   * Tries again in the background until the broker has it: for what no device will say again.
   * @param arrived called when it has
   */
  publishSurely<T extends TypeName<Events>>(
    type: T,
    data: DataOf<Events, T> & { readonly deviceId: string },
    arrived: () => void,
  ): void {
    const attempt = (left: number): void => {
      const publishing = this.publish(type, data).then(arrived, (error: unknown) => {
        if (left === 0 || this.isStopping)
          return this.logger.error({ err: error, type, data }, 'an event was given up');
        setTimeout(() => attempt(left - 1), RETRY_MS).unref();
      });
      this.pending.add(publishing);
      void publishing.finally(() => this.pending.delete(publishing));
    };
    attempt(MAX_TRIES);
  }

  /** Waits for what is under way. */
  async flush(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.pending);
  }
}
