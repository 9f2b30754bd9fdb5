import { eventually } from '@ppaas/testing';
import type { Child } from './child.ts';

const EVERY_MS = 100;
/** In a row, before a process gets nothing new: one slow answer is no answer of its own. */
const FAILURES = 3;

/** Asks processes whether they are ready, as an ingress does: whoever says no gets nothing new. */
export class Probes {
  /** How often in a row each was not ready; missing: it never was. */
  readonly #failures = new Map<Child, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(children: () => Iterable<Child>) {
    this.#timer = setInterval(() => {
      for (const child of children()) void this.#ask(child);
    }, EVERY_MS);
  }

  isReady(child: Child): boolean {
    return (this.#failures.get(child) ?? FAILURES) < FAILURES;
  }

  /** Resolves when all of them are known to be ready: until then they get nothing. */
  async know(children: readonly Child[]): Promise<void> {
    const areReady = async (): Promise<true | undefined> =>
      children.every((child) => this.isReady(child)) ? true : undefined;
    await eventually('the probes know all processes', areReady, 20_000);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #ask(child: Child): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${child.spec.port}/health/ready`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok === true) this.#failures.set(child, 0);
    else this.#failures.set(child, (this.#failures.get(child) ?? FAILURES) + 1);
  }
}
