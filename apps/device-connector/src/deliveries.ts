/** When an exchange was written to the socket and acknowledged, ISO 8601. */
export interface DeliverySteps {
  readonly exchangeId: string;
  readonly deliveredAt?: string;
  readonly acknowledgedAt?: string;
}

/** What was written to a device and has no answer yet. */
export class Deliveries {
  readonly #running = new Map<string, Omit<DeliverySteps, 'exchangeId'>>();

  constructor(private readonly clock: { now(): Date }) {}

  get count(): number {
    return this.#running.size;
  }

  has(exchangeId: string): boolean {
    return this.#running.has(exchangeId);
  }

  begin(exchangeId: string): void {
    this.#running.set(exchangeId, { deliveredAt: this.clock.now().toISOString() });
  }

  /** Acknowledged again after that was told, it says nothing new. @returns false for what was not written here */
  acknowledge(exchangeId: string): boolean {
    const steps = this.#running.get(exchangeId);
    if (steps?.deliveredAt !== undefined)
      this.#running.set(exchangeId, { acknowledgedAt: this.clock.now().toISOString(), ...steps });
    return steps !== undefined;
  }

  /** What has not been told yet; it is told once. */
  tell(exchangeId: string): DeliverySteps {
    const steps = this.#running.get(exchangeId);
    if (steps !== undefined) this.#running.set(exchangeId, {});
    return { exchangeId, ...steps };
  }

  end(exchangeId: string): DeliverySteps {
    const steps = this.#running.get(exchangeId);
    this.#running.delete(exchangeId);
    return { exchangeId, ...steps };
  }
}
