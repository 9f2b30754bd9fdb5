import { base32 } from '@ppaas/contracts';
import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../json.ts';

/** Ids as the platform makes them: T or S and 26 characters of base32; Q for enquiries and aborts. */
export const newId = (owner: 'T' | 'S' | 'Q'): string => owner + base32(randomBytes(17)).slice(0, 26);

interface Ask {
  readonly exchangeId: string;
  readonly deviceId: string;
  readonly saleId?: string;
}

const header = (messageFunction: string, { exchangeId, deviceId, saleId = 'TILL-1' }: Ask): JsonObject => ({
  MessageFunction: messageFunction,
  ProtocolVersion: '5.0',
  ExchangeIdentification: exchangeId,
  CreationDateTime: new Date().toISOString(),
  InitiatingParty: { Identification: saleId, Type: 'Merchant' },
  RecipientParty: { Identification: deviceId, Type: 'OriginatingPOI' },
});

const around = ({ deviceId, saleId = 'TILL-1' }: Ask): JsonObject => ({
  Environment: { POI: { Identification: { Identification: deviceId } } },
  Context: { SaleContext: { SaleIdentification: saleId } },
});

export const payment = (ask: Ask & { readonly amount?: string; readonly methods?: readonly string[] }): JsonObject => ({
  SaleToPOIServiceRequest: {
    Header: header('SaleFinancialServiceRequest', ask),
    ServiceRequest: {
      ...around(ask),
      ServiceContent: 'FinancialPaymentRequest',
      PaymentRequest: {
        PaymentTransaction: {
          TransactionType: 'CardPayment',
          TransactionIdentification: {
            TransactionDateTime: new Date().toISOString(),
            TransactionReference: `R-${ask.exchangeId.slice(0, 20)}`,
          },
          TransactionDetails: { Currency: 'EUR', TotalAmount: ask.amount ?? '12.50' },
          ...(ask.methods === undefined ? {} : { CardProgrammeProposed: ask.methods }),
        },
      },
    },
  },
});

export const reversal = (ask: Ask & { readonly poiReference: string; readonly dateTime: string }): JsonObject => ({
  SaleToPOIServiceRequest: {
    Header: header('SaleFinancialServiceRequest', ask),
    ServiceRequest: {
      ...around(ask),
      ServiceContent: 'FinancialReversalRequest',
      ReversalRequest: {
        ReversalTransaction: {
          TransactionType: 'CardPayment',
          TransactionIdentification: {
            TransactionDateTime: new Date().toISOString(),
            TransactionReference: `V-${ask.exchangeId.slice(0, 20)}`,
          },
          OriginalTransaction: {
            TransactionIdentification: { TransactionDateTime: ask.dateTime, TransactionReference: ask.poiReference },
            POIIdentification: { Identification: ask.deviceId },
          },
          TransactionDetails: { Currency: 'EUR', TotalAmount: '12.50' },
        },
        ReversalReason: 'MerchantCancellation',
      },
    },
  },
});

const SESSION_BLOCKS: Readonly<Record<'Login' | 'Logout' | 'Diagnosis', () => JsonObject>> = {
  Login: () => ({
    LoginRequest: {
      LoginDateTime: new Date().toISOString(),
      SaleSoftware: [{ Type: 'SaleComponent', Identification: { Identification: 'conformance' } }],
      CashierLanguage: 'en',
    },
  }),
  Logout: () => ({ LogoutRequest: { MaintenanceAllowed: false } }),
  Diagnosis: () => ({ DiagnosisRequest: { HostDiagnosisFlag: false } }),
};

export const session = (ask: Ask & { readonly what: 'Login' | 'Logout' | 'Diagnosis' }): JsonObject => ({
  SaleToPOISessionManagementRequest: {
    Header: header('SessionManagementRequest', ask),
    SessionManagementRequest: {
      ...around(ask),
      ServiceContent: `AdministrativeSessionManagement${ask.what}Request`,
      ...SESSION_BLOCKS[ask.what](),
    },
  },
});

export const balance = (ask: Ask): JsonObject => ({
  SaleToPOIServiceRequest: {
    Header: header('SaleFinancialServiceRequest', ask),
    ServiceRequest: {
      ...around(ask),
      ServiceContent: 'FinancialBalanceInquiryRequest',
      BalanceInquiryRequest: {},
    },
  },
});

export const enquiry = (ask: Ask & { readonly about: string }): JsonObject => ({
  SaleToPOIMessageStatusRequest: {
    Header: header('MessageStatusRequest', ask),
    StatusRequest: {
      ...around(ask),
      MessageStatusRequestData: {
        ExchangeIdentification: ask.about,
        InitiatingParty: { Identification: ask.saleId ?? 'TILL-1', Type: 'Merchant' },
      },
    },
  },
});

export const abort = (ask: Ask & { readonly about: string }): JsonObject => ({
  SaleToPOIAbort: {
    Header: header('Abort', ask),
    Abort: { ...around(ask), SystemAbort: { ExchangeIdentification: ask.about, AbortReason: 'cashier cancelled' } },
  },
});
