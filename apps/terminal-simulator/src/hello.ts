import type { Hello } from '@ppaas/contracts';
import type { JournalState } from './journal.ts';
import { PAYMENT_METHODS } from './payment-method.ts';
import { SERVICES, SOFTWARE_VERSION } from './service.ts';

/** The terminal's first words on a connection. */
export function helloOf(terminal: {
  readonly options: { readonly serialNumber: string; readonly model: string };
  readonly journal: { readonly state: JournalState };
  readonly bootId: string;
  readonly isBusy: boolean;
}): Hello {
  const { serialNumber, model } = terminal.options;
  const { journalId, oldestSequence, journalSequence } = terminal.journal.state;
  return {
    serialNumber,
    model,
    softwareVersion: SOFTWARE_VERSION,
    protocolVersions: ['5.0', '5.1'],
    paymentMethods: [...PAYMENT_METHODS],
    services: SERVICES,
    capabilities: {
      printer: true,
      display: true,
      cardReading: ['ICC', 'EMVProximityReader', 'MagneticStripe', 'QRCode'],
    },
    state: terminal.isBusy ? 'Busy' : 'Idle',
    bootId: terminal.bootId,
    journalId,
    oldestSequence,
    journalSequence,
  };
}
