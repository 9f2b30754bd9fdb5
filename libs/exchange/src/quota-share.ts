import type { Pulses } from '@ppaas/service';
import type { Quotas } from './quotas.ts';

/** As often as instances say that they are there. */
const LOOK_EVERY_MS = 2_000;

interface Sharing {
  readonly cell: string;
  readonly service: string;
  /** This one, which is there even before it has been heard of. */
  readonly instance: string;
}

/**
 * Keeps what each instance gives of the quotas to its part, however many there are: by their pulses, so that no sale asks Redis.
 * While Redis is away the last number counts: neither nothing nor everything is let in.
 * @returns ends it
 */
export function shareQuotas(
  pulses: Pick<Pulses, 'read'>,
  quotas: Pick<Quotas, 'shareAmong'>,
  { cell, service, instance }: Sharing,
): () => void {
  const look = async (): Promise<void> => {
    const heard = await pulses.read(cell);
    if (heard === null) return;
    const ours = heard.filter((pulse) => pulse.service === service);
    quotas.shareAmong(new Set([...ours.map((pulse) => pulse.instance), instance]).size);
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
  void look();
  return () => clearInterval(timer);
}
