import { randomUUID } from 'node:crypto';
import type { NexoMessage } from '@ppaas/nexo';

export interface PaymentInput {
  readonly saleId: string;
  readonly deviceId: string;
  readonly exchangeIdentification?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly reference?: string;
  readonly methods?: readonly string[];
  /** TransactionDateTime. */
  readonly at?: string;
  readonly isSplit?: boolean;
}

interface Envelope {
  readonly saleId: string;
  readonly deviceId: string;
  readonly exchangeIdentification?: string;
}

/** Whole, so that it is known as a random id: digits in a part of one can look like a card number. */
const newId = (): string => randomUUID().replaceAll('-', '');

const header = (
  messageFunction: string,
  { saleId, deviceId, exchangeIdentification }: Envelope,
): Record<string, unknown> => ({
  MessageFunction: messageFunction,
  ProtocolVersion: '5.0',
  ExchangeIdentification: exchangeIdentification ?? newId(),
  CreationDateTime: new Date().toISOString(),
  InitiatingParty: { Identification: saleId, Type: 'Merchant' },
  RecipientParty: { Identification: deviceId, Type: 'OriginatingPOI' },
});

const around = ({ saleId, deviceId }: Envelope): Record<string, unknown> => ({
  Environment: { POI: { Identification: { Identification: deviceId } } },
  Context: { SaleContext: { SaleIdentification: saleId } },
});

const message = (value: unknown): NexoMessage => value as NexoMessage;

/** A payment request (casp.001, FinancialPaymentRequest) with sane defaults. */
export function aPayment(input: PaymentInput): NexoMessage {
  return message({
    SaleToPOIServiceRequest: {
      Header: header('SaleFinancialServiceRequest', input),
      ServiceRequest: {
        ...around(input),
        ...(input.isSplit && {
          Context: { SaleContext: { SaleIdentification: input.saleId, SplitPayment: true } },
        }),
        ServiceContent: 'FinancialPaymentRequest',
        PaymentRequest: {
          PaymentTransaction: {
            TransactionType: 'CardPayment',
            TransactionIdentification: {
              TransactionDateTime: input.at ?? '2026-01-01T10:00:00.000Z',
              TransactionReference: input.reference ?? newId(),
            },
            TransactionDetails: { Currency: input.currency ?? 'EUR', TotalAmount: input.amount ?? '12.50' },
            ...(input.methods && { CardProgrammeProposed: input.methods }),
          },
        },
      },
    },
  });
}

/** A message status request (casp.014) about an exchange of a POS. */
export function aStatusRequest(input: Envelope & { readonly about: string; readonly of?: string }): NexoMessage {
  return message({
    SaleToPOIMessageStatusRequest: {
      Header: header('MessageStatusRequest', input),
      StatusRequest: {
        ...around(input),
        MessageStatusRequestData: {
          ExchangeIdentification: input.about,
          InitiatingParty: { Identification: input.of ?? input.saleId, Type: 'Merchant' },
        },
      },
    },
  });
}

/** An abort (casp.011) of an exchange. */
export function anAbort(input: Envelope & { readonly about: string }): NexoMessage {
  return message({
    SaleToPOIAbort: {
      Header: header('Abort', input),
      Abort: { ...around(input), SystemAbort: { ExchangeIdentification: input.about, AbortReason: 'cashier' } },
    },
  });
}

/** A session request (casp.005): login, logout or diagnosis. */
export function aSessionRequest(
  input: Envelope & {
    readonly kind: 'Login' | 'Logout' | 'Diagnosis';
    readonly attributes?: Readonly<Record<string, unknown>>;
  },
): NexoMessage {
  const block = {
    Login: {
      LoginRequest: {
        LoginDateTime: new Date().toISOString(),
        SaleSoftware: [{ Type: 'SaleComponent', Identification: { Identification: 'TestPOS' } }],
        CashierLanguage: 'en',
        ...input.attributes,
      },
    },
    Logout: { LogoutRequest: { MaintenanceAllowed: false } },
    Diagnosis: { DiagnosisRequest: { HostDiagnosisFlag: false } },
  }[input.kind];
  return message({
    SaleToPOISessionManagementRequest: {
      Header: header('SessionManagementRequest', input),
      SessionManagementRequest: {
        ...around(input),
        ServiceContent: `AdministrativeSessionManagement${input.kind}Request`,
        ...block,
      },
    },
  });
}
