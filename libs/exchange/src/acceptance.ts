import type { OutboxRow } from '@ppaas/messaging';
import type { NexoMessage, Vocabulary } from '@ppaas/nexo';
import type { AcceptFacts, AcceptInput, AcceptOutcome, acceptStatement } from './accept.store.ts';
import type { Exchange } from './exchange.ts';
import type { Refusal } from './refusal.ts';

/** A POS's request, read and found acceptable as a message. */
export interface ExchangeRequest {
  readonly request: NexoMessage;
  readonly posId: string;
  readonly tenantId: string;
  readonly saleId: string;
  readonly deviceId: string;
  readonly kind: string;
  readonly isExclusive: boolean;
  readonly requiredService: string | null;
  readonly needsMethod: boolean;
  readonly money: Pick<
    AcceptInput,
    'amount' | 'currency' | 'transactionReference' | 'transactionAt' | 'isSplit' | 'transactionType' | 'methods'
  >;
  readonly traceparent: string | null;
  readonly vocabulary: Vocabulary;
  /** The owner's own switch: what would stand in the way does not count, such as another's session at a takeover. */
  readonly isForced: boolean;
  /** What the owner tells of the acceptance, in the same commit. */
  readonly told: OutboxRow | null;
}

export type AcceptResult =
  /** New, or the same content again: wait for it. */
  | {
      readonly kind: 'running';
      readonly exchange: { readonly exchangeId: string; readonly state: string; readonly acceptedAt: Date };
      readonly isRepeat: boolean;
    }
  | { readonly kind: 'ended'; readonly exchange: Exchange; readonly isRepeat: boolean }
  /** The id belongs to another content, or was spent by a status request. */
  | { readonly kind: 'duplicate' };

/** The owner's accept statement. */
export type Accept = ReturnType<typeof acceptStatement>;
/** The owner's reasons not to accept, most telling first; `duplicate`: the id belongs to an exchange of another service. */
export type Refuse = (
  facts: AcceptFacts,
  extra: AcceptOutcome['extra'],
  request: ExchangeRequest,
) => Refusal | 'duplicate' | undefined;
