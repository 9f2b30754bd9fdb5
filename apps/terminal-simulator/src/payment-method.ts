import type { PaymentMethod } from '@ppaas/contracts';

/** A synthetic card: its number exists only in this masked form. */
export interface SyntheticCard {
  readonly brand: string;
  readonly maskedPan: string;
  readonly entryMode: 'EMVProximityReader' | 'ICC' | 'QRCode';
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
