/** Enquiries whose answers are still expected; the oldest goes when there are more. */
const MAX_QUERIES = 1_000;

/** Which exchange each enquiry asked about. */
export class OpenQueries {
  readonly #asked = new Map<string, string>();

  ask(queryId: string, exchangeId: string): void {
    const [oldest] = this.#asked.size >= MAX_QUERIES ? this.#asked.keys() : [];
    if (oldest !== undefined) this.#asked.delete(oldest);
    this.#asked.set(queryId, exchangeId);
  }

  /** @returns the exchange that was asked about, once */
  take(queryId: string): string | undefined {
    const exchangeId = this.#asked.get(queryId);
    this.#asked.delete(queryId);
    return exchangeId;
  }
}
