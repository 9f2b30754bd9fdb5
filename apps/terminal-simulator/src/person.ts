import type { ProgressStage } from '@ppaas/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import { compareAmounts } from './amount.ts';
import type { SyntheticCard } from './payment-method.ts';
import type { Action, View } from './screen-view.ts';
import type { Screen } from './screen.ts';
import type { Shopper, ShopperEnd } from './shopper.ts';

/** The PIN of every test card; any other is wrong. It is compared and forgotten: never kept, told or logged. */
const TEST_PIN = '1234';
const PIN_ATTEMPTS = 3;
/** A contactless card needs no PIN up to here. */
const CONTACTLESS_LIMIT = '50.00';
/** Long enough to be seen. */
const AUTHORISING_MS = 800;

type Sale = Omit<Extract<View, { screen: 'present' }>, 'screen' | 'cards'>;
type Heard = Action | 'aborted' | 'stopped' | 'too late';

/** A person at the terminal's page: the terminal waits for what they do, as long as it waits for anybody. */
export class PersonShopper implements Shopper {
  readonly #screen: Screen;
  readonly #sale: Sale;
  readonly #cards: readonly SyntheticCard[];
  readonly #limitMs: number;
  #heard: ((what: Heard) => void) | undefined;

  /** @param limitMs how long the terminal waits in all */
  constructor(screen: Screen, sale: Sale, cards: readonly SyntheticCard[], limitMs: number) {
    this.#screen = screen;
    this.#sale = sale;
    this.#cards = cards;
    this.#limitMs = limitMs;
  }

  async play(tell: (stage: ProgressStage) => void): Promise<ShopperEnd> {
    const timer = setTimeout(() => this.#heard?.('too late'), this.#limitMs);
    this.#screen.listen((action) => this.#heard?.(action));
    try {
      tell('Displayed');
      const card = await this.#present();
      if ('how' in card) return card;
      tell('CardPresented');
      const end = this.#needsPin(card) ? await this.#enterPin(card, tell) : { how: 'paid' as const, card };
      if (end.how !== 'paid') return end;
      tell('Authorising');
      this.#screen.show({ screen: 'authorising', ...this.#sale });
      await pause(AUTHORISING_MS);
      return end;
    } finally {
      clearTimeout(timer);
      this.#screen.listen(undefined);
    }
  }

  abort(): boolean {
    const isInTime = this.#heard !== undefined;
    this.#heard?.('aborted');
    return isInTime;
  }

  stop(): void {
    this.#heard?.('stopped');
  }

  async #present(): Promise<SyntheticCard | ShopperEnd> {
    this.#screen.show({ screen: 'present', ...this.#sale, cards: this.#cards });
    for (;;) {
      const heard = await this.#next();
      const end = endOf(heard, 'no card was presented in time');
      if (end !== undefined) return end;
      if (typeof heard === 'string' || heard.do !== 'card') continue;
      const card = this.#cards.find(({ brand, entryMode }) => brand === heard.brand && entryMode === heard.how);
      if (card !== undefined) return card;
    }
  }

  #needsPin({ entryMode }: SyntheticCard): boolean {
    if (entryMode === 'ICC') return true;
    return entryMode === 'EMVProximityReader' && compareAmounts(this.#sale.amount, CONTACTLESS_LIMIT) > 0;
  }

  async #enterPin(card: SyntheticCard, tell: (stage: ProgressStage) => void): Promise<ShopperEnd> {
    for (let attemptsLeft = PIN_ATTEMPTS; attemptsLeft > 0; attemptsLeft -= 1) {
      tell('PinEntry');
      this.#screen.show({ screen: 'pin', ...this.#sale, card, attemptsLeft });
      let pin: string | undefined;
      while (pin === undefined) {
        const heard = await this.#next();
        const end = endOf(heard, 'no PIN was entered in time');
        if (end !== undefined) return end;
        if (typeof heard !== 'string' && heard.do === 'pin') pin = heard.pin;
      }
      if (pin === TEST_PIN) return { how: 'paid', card };
    }
    return { how: 'wrong-pin', card };
  }

  #next(): Promise<Heard> {
    return new Promise((resolve) => {
      this.#heard = (what) => {
        this.#heard = undefined;
        resolve(what);
      };
    });
  }
}

function endOf(heard: Heard, tooLate: string): ShopperEnd | undefined {
  if (heard === 'aborted' || heard === 'stopped') return { how: heard };
  if (heard === 'too late') return { how: 'cancelled', why: tooLate };
  return heard.do === 'cancel' ? { how: 'cancelled', why: 'cancelled by the shopper' } : undefined;
}
