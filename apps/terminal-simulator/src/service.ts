import type { SettledFacts } from './journal.ts';
import type { JsonObject } from './json.ts';
import { answerTo, failure, type Message } from './message.ts';
import { totalsAnswer } from './report.ts';
import { reversalAnswer } from './reversal.ts';
import { sessionAnswer, type OpenLogin } from './session.ts';
import type { TerminalParts } from './terminal-parts.ts';

export const SOFTWARE_VERSION = '1.0.0';

/** Requests that the terminal answers with more than UnavailableService. */
export const SERVICES = [
  'FinancialPaymentRequest',
  'FinancialReversalRequest',
  'AdministrativeSessionManagementLoginRequest',
  'AdministrativeSessionManagementLogoutRequest',
  'AdministrativeSessionManagementDiagnosisRequest',
  'AdministrativeReportGetTotalsRequest',
  'ReportRequest',
];

export interface Served {
  readonly message: JsonObject;
  readonly facts?: SettledFacts;
  readonly login: OpenLogin | undefined;
}

/** The answer to a request that needs no shopper. */
export function serve(terminal: TerminalParts, message: Message, isBusy: boolean): Served {
  const { login, journal, options } = terminal;
  const now = options.now();
  if (message.root === 'SaleToPOISessionManagementRequest') {
    const { serialNumber } = options;
    return sessionAnswer(message, { login, isBusy, serialNumber, softwareVersion: SOFTWARE_VERSION, now });
  }
  if (message.serviceContent === 'FinancialReversalRequest') {
    return { ...reversalAnswer(message, journal.state, { poiReference: terminal.newReference(), now }), login };
  }
  if (message.serviceContent === 'AdministrativeReportGetTotalsRequest') {
    return { message: totalsAnswer(message, journal.state, now), login };
  }
  return { message: answerTo(message, failure('UnavailableService', 'not a service of this terminal'), now), login };
}
