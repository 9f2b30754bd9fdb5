import type { Interaction } from './interactions.ts';
import type { InteractionResult } from './journal.ts';
import type { EntryMode, SyntheticCard } from './payment-method.ts';
import type { Script } from './script.ts';

/** What a sale shows from its first screen to its last. Amounts as in the message, in major units. */
interface OfSale {
  readonly amount: string;
  readonly currency: string;
  /** Keyed in at the terminal: no point of sale asked for it. */
  readonly isStandAlone: boolean;
}

/** What the display shows. */
export type View =
  | { readonly screen: 'idle' }
  /** The script pays: nothing to do for a person. */
  | (OfSale & { readonly screen: 'scripted' })
  | (OfSale & { readonly screen: 'present'; readonly cards: readonly SyntheticCard[] })
  | (OfSale & { readonly screen: 'pin'; readonly card: SyntheticCard; readonly attemptsLeft: number })
  | (OfSale & { readonly screen: 'authorising' })
  | (OfSale & {
      readonly screen: 'result';
      readonly result: InteractionResult | 'REFUSED';
      readonly text: string;
      /** The shopper's receipt, plain text; null when there is none. */
      readonly receipt: string | null;
    });

/** What a person does at the terminal. */
export type Action =
  | { readonly do: 'card'; readonly brand: string; readonly how: EntryMode }
  | { readonly do: 'pin'; readonly pin: string }
  | { readonly do: 'cancel' }
  /** Away with the result. */
  | { readonly do: 'done' };

/** Everything that the page shows, sent anew with each change. */
export interface Snapshot {
  readonly serialNumber: string;
  readonly deviceId: string | null;
  readonly deviceName: string;
  readonly storeName: string;
  readonly isConnected: boolean;
  readonly isPowered: boolean;
  /** Who is logged in. */
  readonly login: string | null;
  readonly view: View;
  /** What was set and is next; null: whoever has the page open is the shopper. */
  readonly script: Script | null;
  /** The newest first. */
  readonly journal: readonly Interaction[];
}
