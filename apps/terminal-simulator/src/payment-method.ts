import type { PaymentMethod } from '@ppaas/contracts';

/** How a card comes into the terminal (CardDataReading, nexo): tapped, inserted, swiped, or a code that is shown. */
export type EntryMode = 'EMVProximityReader' | 'ICC' | 'MagneticStripe' | 'QRCode';

/** A synthetic card: its number exists only in this masked form. */
export interface SyntheticCard {
  readonly brand: string;
  readonly maskedPan: string;
  readonly entryMode: EntryMode;
}

/** What the terminal reports in its Hello; a method's code is what a POS puts into CardProgrammeProposed. */
export const PAYMENT_METHODS: readonly PaymentMethod[] = [
  { code: 'VISA', name: 'Visa', brands: ['VISA'] },
  { code: 'MASTERCARD', name: 'Mastercard', brands: ['MASTERCARD', 'MAESTRO'] },
  { code: 'QRWALLET', name: 'QR code wallet', brands: ['QRWALLET'] },
];

const CARDS: Readonly<Record<string, SyntheticCard>> = {
  VISA: { brand: 'VISA', maskedPan: '476173******0119', entryMode: 'EMVProximityReader' },
  MASTERCARD: { brand: 'MASTERCARD', maskedPan: '541333******0036', entryMode: 'ICC' },
  QRWALLET: { brand: 'QRWALLET', maskedPan: '', entryMode: 'QRCode' },
};

const READERS: readonly EntryMode[] = ['EMVProximityReader', 'ICC', 'MagneticStripe'];

/**
 * The card that the shopper will use.
 * @param proposed the POS's CardProgrammeProposed; empty = any method.
 * @returns undefined when the terminal has none of the proposed methods.
 */
export function chooseCard(proposed: readonly string[]): SyntheticCard | undefined {
  if (proposed.length === 0) return CARDS['VISA'];
  const code = proposed.find((wish) => PAYMENT_METHODS.some((method) => method.code === wish));
  return code === undefined ? undefined : CARDS[code];
}

/** What a person has in the wallet for a sale: each card of the proposed methods, by each way into the terminal. */
export function walletFor(proposed: readonly string[]): SyntheticCard[] {
  const codes = PAYMENT_METHODS.map(({ code }) => code).filter(
    (code) => proposed.length === 0 || proposed.includes(code),
  );
  return codes.flatMap((code) => {
    const card = CARDS[code];
    if (card === undefined) return [];
    return card.maskedPan === '' ? [card] : READERS.map((entryMode) => ({ ...card, entryMode }));
  });
}
