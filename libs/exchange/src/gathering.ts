interface Entry<In, Out> {
  readonly item: In;
  readonly since: number;
  readonly resolve: (out: Out) => void;
  readonly reject: (error: unknown) => void;
}

/** Two, so that one that waits for a lock does not hold up everybody. */
export const GATHERED = { atOnce: 2, most: 64 } as const;

/**
 * Calls that arrive in one turn of the event loop, or while others are under way, go together: a busy instance makes larger
 * batches instead of more of them, and a quiet one waits for nothing.
 */
export class Gathering<In, Out> {
  #waiting: Entry<In, Out>[] = [];
  #underWay = 0;
  #isScheduled = false;

  /** @param run answers in the order of its items; when it fails for several, each half is tried by itself */
  constructor(
    private readonly run: (items: readonly In[]) => Promise<readonly Out[]>,
    private readonly options: {
      /** Batches under way at the same time. */
      readonly atOnce: number;
      readonly most: number;
      /** Items of one key never share a batch. */
      readonly key: (item: In) => string;
      /** Failures that say nothing of the single item: each of the batch gets it. */
      readonly isCommon: (error: unknown) => boolean;
      /** What has waited longer for its batch is given up before it is begun; default: never. */
      readonly patience?: { readonly ms: number; readonly tooLate: () => Error };
    },
  ) {}

  /** @throws what `run` throws for this item */
  add(item: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, since: performance.now(), resolve, reject });
      if (this.#isScheduled) return;
      this.#isScheduled = true;
      setImmediate(() => {
        this.#isScheduled = false;
        this.#next();
      });
    });
  }

  #next(): void {
    this.#giveUp();
    while (this.#waiting.length > 0 && this.#underWay < this.options.atOnce) {
      this.#underWay += 1;
      void this.#perform(this.#take()).finally(() => {
        this.#underWay -= 1;
        this.#next();
      });
    }
  }

  #giveUp(): void {
    const { patience } = this.options;
    if (patience === undefined) return;
    const oldest = performance.now() - patience.ms;
    const late = this.#waiting.filter(({ since }) => since < oldest);
    if (late.length === 0) return;
    this.#waiting = this.#waiting.filter(({ since }) => since >= oldest);
    for (const { reject } of late) reject(patience.tooLate());
  }

  #take(): Entry<In, Out>[] {
    const taken = new Map<string, Entry<In, Out>>();
    const left: Entry<In, Out>[] = [];
    for (const entry of this.#waiting) {
      const key = this.options.key(entry.item);
      if (taken.has(key) || taken.size >= this.options.most) left.push(entry);
      else taken.set(key, entry);
    }
    this.#waiting = left;
    return [...taken.values()];
  }

  async #perform(entries: readonly Entry<In, Out>[]): Promise<void> {
    try {
      const outs = await this.run(entries.map(({ item }) => item));
      if (outs.length !== entries.length)
        throw new Error(`${outs.length} answers to ${entries.length} items of a batch`);
      for (const [index, out] of outs.entries()) entries[index]?.resolve(out);
    } catch (error) {
      if (entries.length === 1 || this.options.isCommon(error)) {
        for (const { reject } of entries) reject(error);
        return;
      }
      // One after the other: a batch that fails must not become a crowd.
      const half = Math.ceil(entries.length / 2);
      await this.#perform(entries.slice(0, half));
      await this.#perform(entries.slice(half));
    }
  }
}
