/** One card interaction as a terminal's journal tells it: the ground truth of money. */
export interface Interaction {
  readonly interactionId: string;
  /** The channel's exchange id; null for a sale nobody asked for. */
  readonly exchangeIdentification: string | null;
  readonly saleId: string | null;
  readonly saleTransactionReference: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly result: string | null;
}

/** One exchange as the platform's database holds it. */
export interface BookedExchange {
  /** Which service owns the row. */
  readonly service: 'transaction' | 'session';
  readonly exchangeId: string;
  readonly exchangeIdentification: string;
  readonly posId: string;
  readonly storeId: string;
  readonly deviceId: string;
  readonly kind: string;
  readonly state: string;
  readonly amount: string | null;
  readonly currency: string | null;
  /** An answer is stored. */
  readonly isAnswered: boolean;
  /** It was meant for a device: false for what was refused as it came. */
  readonly isAddressed: boolean;
  /** Outcomes that a device told after another end. */
  readonly contradictions: readonly string[];
  readonly acceptedAt: Date;
  readonly completedAt: Date | null;
}

/** What a POS was told, once. */
export interface Told {
  readonly posId: string;
  /** The exchange it is about. */
  readonly exchangeIdentification: string;
  readonly by: 'financial' | 'resource' | 'status';
  /** HTTP status; 0 = no answer came. */
  readonly status: number;
  readonly body: string;
  /** How the question was written: answers are compared byte for byte within one vocabulary. */
  readonly vocabulary: string;
  /** What it says about the exchange; undefined where it says nothing (a problem, a 202 or no answer). */
  readonly outcome: string | undefined;
  readonly askedAt: number;
  readonly toldAt: number;
}

/** `ExchangeCompleted` as it was published. `id` is the sender's own: the same when it was delivered again. */
export interface CompletedEvent {
  readonly exchangeId: string;
  readonly id: string;
  readonly state: string;
}

/** All that is known after a run. */
export interface Books {
  readonly interactions: readonly Interaction[];
  readonly exchanges: readonly BookedExchange[];
  readonly told: readonly Told[];
  readonly events: readonly CompletedEvent[];
  /** Rows that wait in each service's outbox. */
  readonly outbox: Readonly<Record<string, number>>;
}
