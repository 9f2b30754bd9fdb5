import type { Child } from './child.ts';

const EVERY_MS = 100;

/** Asks processes whether they are ready, as an ingress does: whoever says no gets nothing new. */
export class Probes {
  readonly #ready = new Set<Child>();
  readonly #timer: NodeJS.Timeout;

  constructor(children: () => Iterable<Child>) {
    this.#timer = setInterval(() => {
      for (const child of children()) void this.#ask(child);
    }, EVERY_MS);
  }

  isReady(child: Child): boolean {
    return this.#ready.has(child);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #ask(child: Child): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${child.spec.port}/health/ready`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok === true) this.#ready.add(child);
    else this.#ready.delete(child);
  }
}
