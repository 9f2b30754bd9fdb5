/**
 * One message per call of the retail API. `{saleId}` and `{deviceId}` stand for what the token answer and the listing
 * told; everything else may be sent as it is.
 */
const header = (messageFunction: string, exchangeIdentification: string) => ({
  MessageFunction: messageFunction,
  ProtocolVersion: '5.0',
  ExchangeIdentification: exchangeIdentification,
  CreationDateTime: '2026-01-15T10:00:00.000Z',
  InitiatingParty: { Identification: '{saleId}', Type: 'Merchant' },
  RecipientParty: { Identification: '{deviceId}', Type: 'OriginatingPOI' },
});
const surroundings = {
  Environment: { POI: { Identification: { Identification: '{deviceId}' } } },
  Context: { SaleContext: { SaleIdentification: '{saleId}' } },
};

export const NEXO_EXAMPLES = {
  session: {
    SaleToPOISessionManagementRequest: {
      Header: header('SessionManagementRequest', 'example-login-1'),
      SessionManagementRequest: {
        ...surroundings,
        ServiceContent: 'AdministrativeSessionManagementLoginRequest',
        LoginRequest: {
          LoginDateTime: '2026-01-15T11:00:00+01:00',
          SaleSoftware: [
            {
              Type: 'SaleComponent',
              Identification: {
                ProviderIdentification: 'Example Tills',
                Identification: 'ExamplePOS',
                SerialNumber: 'EX-1',
              },
              Status: { VersionNumber: '1.0.0' },
            },
          ],
          SaleTerminalData: { TerminalEnvironment: 'Attended' },
          CashierLanguage: 'en',
        },
      },
    },
  },
  financial: {
    SaleToPOIServiceRequest: {
      Header: header('SaleFinancialServiceRequest', 'example-sale-1'),
      ServiceRequest: {
        ...surroundings,
        ServiceContent: 'FinancialPaymentRequest',
        PaymentRequest: {
          PaymentTransaction: {
            TransactionType: 'CardPayment',
            TransactionIdentification: {
              TransactionDateTime: '2026-01-15T11:00:10.000+01:00',
              TransactionReference: 'TICKET-1001',
            },
            TransactionDetails: { Currency: 'EUR', TotalAmount: '24.50' },
          },
        },
      },
    },
  },
  status: {
    SaleToPOIMessageStatusRequest: {
      Header: header('MessageStatusRequest', 'example-status-1'),
      StatusRequest: {
        ...surroundings,
        MessageStatusRequestData: {
          ExchangeIdentification: 'example-sale-1',
          InitiatingParty: { Identification: '{saleId}', Type: 'Merchant' },
        },
      },
    },
  },
  abort: {
    SaleToPOIAbort: {
      Header: header('Abort', 'example-abort-1'),
      Abort: {
        ...surroundings,
        SystemAbort: { ExchangeIdentification: 'example-sale-1', AbortReason: 'Cashier cancelled' },
      },
    },
  },
} as const;
