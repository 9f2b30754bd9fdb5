import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { TransactionKind, TransactionLine } from '@ppaas/contracts';

export const KINDS: Readonly<Record<TransactionKind, MessageDescriptor>> = {
  PAYMENT: msg`Payment`,
  REFUND: msg`Refund`,
  REVERSAL: msg`Reversal`,
  SESSION: msg`Session`,
  OTHER: msg`Other`,
};

export const ORIGINS: Readonly<Record<TransactionLine['origin'], MessageDescriptor>> = {
  POS: msg`Point of sale`,
  STAND_ALONE: msg`Stand-alone`,
};

export const DOUBTS = {
  ENQUIRED: msg`the device was asked what became of it`,
  CONTRADICTED: msg`contradicted by the device`,
} as const;

const ENTRY_MODES: Readonly<Record<string, MessageDescriptor>> = {
  EMVProximityReader: msg`contactless`,
  ProximityReader: msg`contactless`,
  ICC: msg`chip`,
  MagneticStripe: msg`magnetic stripe`,
  Physical: msg`typed in`,
  CardOnFile: msg`card on file`,
  QRCode: msg`QR code`,
};

/** What it was paid with, such as "VISA contactless"; undefined where nobody said. */
export function cardText(
  { brand, entryMode }: Pick<TransactionLine, 'brand' | 'entryMode'>,
  translate: (text: MessageDescriptor) => string,
): string | undefined {
  const mode = entryMode === null ? undefined : ENTRY_MODES[entryMode];
  const parts = [brand, mode === undefined ? entryMode : translate(mode)].filter((part) => part !== null);
  return parts.length === 0 ? undefined : parts.join(' ');
}
