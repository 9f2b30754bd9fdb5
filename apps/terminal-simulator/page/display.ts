import type { Action, Snapshot, View } from '../src/screen-view.js';
import { button, make, money } from './elements.ts';

/** What has been keyed in and is not sent yet. */
export interface Keyed {
  /** Digits of an amount in minor units while a sale is keyed in; null otherwise. */
  amount: string | null;
  currency: string;
  pin: string;
  brand: string | null;
}

export interface Hands {
  readonly keyed: Keyed;
  act(action: Action): void;
  /** Draws again after something was keyed in. */
  redraw(): void;
}

const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF'];
const WAYS = { EMVProximityReader: 'Tap', ICC: 'Insert', MagneticStripe: 'Swipe', QRCode: 'Show code' } as const;
const VERDICTS = {
  APPROVED: ['✓ Approved', 'good'],
  PARTIAL: ['✓ Part approved', 'good'],
  DECLINED: ['✕ Declined', 'bad'],
  CANCELLED: ['✕ Cancelled', 'bad'],
  INTERRUPTED: ['✕ Interrupted', 'bad'],
  REFUSED: ['✕ Refused', 'bad'],
} as const;

const text = (content: string, className = ''): HTMLElement => make('p', { textContent: content, className });
const space = (): HTMLElement => make('div', { className: 'grow' });

/** Minor units as an amount with two decimals. */
export const amountOf = (digits: string): string => {
  const padded = digits.padStart(3, '0');
  return `${padded.slice(0, -2)}.${padded.slice(-2)}`;
};

/** The elements of what the display shows now. */
export function displayOf(snapshot: Snapshot, hands: Hands): HTMLElement[] {
  const { view } = snapshot;
  switch (view.screen) {
    case 'idle':
      return hands.keyed.amount === null ? idle(snapshot, hands) : keyIn(hands);
    case 'scripted':
      return [...head(view), space(), text('The script plays the shopper.', 'quiet'), space()];
    case 'present':
      return present(view, hands);
    case 'pin':
      return enterPin(view, hands);
    case 'authorising':
      return [...head(view), space(), text('Please wait', 'verdict'), text('Authorising', 'quiet'), space()];
    case 'result':
      return result(view, hands);
  }
}

function idle({ storeName, deviceName, login, script }: Snapshot, { keyed, redraw }: Hands): HTMLElement[] {
  const start = button('New sale', () => {
    keyed.amount = '';
    redraw();
  });
  const isScripted = script !== null && script.shopper === 'script';
  return [
    text(storeName, 'store'),
    text(deviceName, 'quiet'),
    space(),
    text('Ready', 'verdict'),
    text(login === null ? 'No till is logged in' : `Till ${login} is logged in`, 'quiet'),
    ...(isScripted ? [text('A script was set: it plays the shopper until it is cleared.', 'quiet')] : []),
    space(),
    start,
  ];
}

function keyIn({ keyed, redraw }: Hands): HTMLElement[] {
  const currency = make('select', {
    name: 'currency',
    onchange: () => {
      keyed.currency = currency.value;
      redraw();
    },
  });
  currency.append(
    ...CURRENCIES.map((code) => make('option', { value: code, selected: code === keyed.currency }, code)),
  );
  return [
    text('New sale', 'quiet'),
    text(money(amountOf(keyed.amount ?? ''), keyed.currency), 'amount'),
    make('label', {}, 'Currency ', currency),
    space(),
    text('Key in the amount, then OK', 'quiet'),
  ];
}

const head = (sale: Extract<View, { amount: string }>): HTMLElement[] => [
  text(sale.isStandAlone ? 'Sale keyed in here' : 'Sale of the till', 'quiet'),
  text(money(sale.amount, sale.currency), 'amount'),
];

function present(view: Extract<View, { screen: 'present' }>, { keyed, act, redraw }: Hands): HTMLElement[] {
  const brands = [...new Map(view.cards.map((card) => [card.brand, card])).values()];
  const chosen = brands.some(({ brand }) => brand === keyed.brand) ? keyed.brand : (brands[0]?.brand ?? null);
  const choices = brands.map(({ brand, maskedPan }) =>
    make(
      'label',
      {},
      make('input', {
        type: 'radio',
        name: 'card',
        value: brand,
        checked: brand === chosen,
        onchange: () => {
          keyed.brand = brand;
          redraw();
        },
      }),
      `${brand} ${maskedPan}`.trim(),
    ),
  );
  const ways = view.cards
    .filter(({ brand }) => brand === chosen)
    .map(({ brand, entryMode }) => button(WAYS[entryMode], () => act({ do: 'card', brand, how: entryMode }), 'main'));
  return [
    ...head(view),
    text('Present card', 'verdict'),
    make('fieldset', {}, make('legend', { textContent: 'Test card' }), ...choices),
    make('div', { className: 'row' }, ...ways),
    space(),
    text('Tapped cards need a PIN above 50.00', 'quiet'),
  ];
}

function enterPin(view: Extract<View, { screen: 'pin' }>, { keyed }: Hands): HTMLElement[] {
  const isWrong = view.attemptsLeft < 3;
  const dots = make('p', { className: 'dots', textContent: '●'.repeat(keyed.pin.length) });
  dots.setAttribute('aria-label', `${keyed.pin.length} digits entered`);
  dots.setAttribute('role', 'img');
  return [
    ...head(view),
    text('Enter PIN', 'verdict'),
    dots,
    ...(isWrong ? [text(`Wrong PIN, ${view.attemptsLeft} left`, 'bad')] : []),
    space(),
    text(`${view.card.brand} ${view.card.maskedPan}`, 'quiet'),
    text('The test cards’ PIN is 1234', 'quiet'),
  ];
}

function result(view: Extract<View, { screen: 'result' }>, { act }: Hands): HTMLElement[] {
  const [verdict, className] = VERDICTS[view.result];
  return [
    ...head(view),
    text(verdict, `verdict ${className}`),
    ...(view.text === '' ? [] : [text(view.text, 'quiet')]),
    ...(view.receipt === null ? [] : [make('pre', { className: 'receipt', textContent: view.receipt })]),
    space(),
    button('Done', () => act({ do: 'done' }), 'main'),
  ];
}
