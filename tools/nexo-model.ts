// The shape of the model file, and the few things the generator adds to it: what the lenient profile relaxes,
// which members are cardholder secrets, which spellings peers use for a code.

export interface ModelField {
  readonly json: string | null;
  readonly xml: string;
  readonly type: string | null;
  readonly min: number;
  readonly max: number;
}

export interface ModelType {
  readonly kind: 'object' | 'choice' | 'enum' | 'simple' | 'simpleContent';
  readonly fields?: readonly ModelField[];
  readonly codes?: readonly { readonly code: string; readonly name: string }[];
  readonly xsBase?: string;
  readonly base?: string;
  readonly attrs?: readonly (readonly [string, string, string])[];
  readonly pattern?: string;
  readonly minLength?: string;
  readonly maxLength?: string;
  readonly totalDigits?: string;
  readonly fractionDigits?: string;
  readonly minInclusive?: string;
}

export interface Model {
  readonly version: string;
  readonly messages: readonly {
    readonly id: string;
    readonly jsonRoot: string;
    readonly xmlRoot: string;
    readonly type: string;
  }[];
  readonly types: Readonly<Record<string, ModelType>>;
}

const bodies = [
  'ServiceRequest4',
  'ServiceResponse5',
  'ReconciliationRequest4',
  'ReconciliationResponse5',
  'SessionManagementRequest4',
  'SessionManagementResponse4',
  'AdministrativeRequest4',
  'AdministrativeResponse4',
  'ReportRequest4',
  'ReportResponse4',
  'SystemAbort4',
  'SystemEventNotification4',
  'MessageStatusRequest4',
  'MessageStatusResponse5',
];

const envelope = ['Environment', 'Context'];

interface Relaxations {
  /** Members that the lenient profile does not ask for. */
  readonly optional: Readonly<Record<string, readonly string[]>>;
  /** Of those, the ones that the canonical form always holds, because reading fills them in. */
  readonly filledIn: readonly string[];
  /** `Owner.Member` → members of that member's component that are not asked for there. */
  readonly within: Readonly<Record<string, readonly string[]>>;
  /** Other spellings of a member. */
  readonly memberAlias: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const relaxations: Relaxations = {
  optional: {
    ...Object.fromEntries(bodies.map((body) => [body, envelope])),
    CardPaymentTransaction112: ['POIIdentification'],
    OutputBarcode1: ['QRCodeEncodingMode'],
  },
  filledIn: envelope,
  within: { 'ReversalRequest3.ReversalTransaction': ['TransactionIdentification', 'TransactionDetails'] },
  memberAlias: {
    ServiceResponse5: { FinancialReversalResponse: 'ReversalResponse' },
    ResponseType11: { Result: 'Response' },
  },
};

/** Members whose content never enters the platform: plain and private card data, tracks, PIN data. */
export const sensitiveMembers: Readonly<Record<string, 'pan' | 'track' | 'pin' | 'sensitive'>> = {
  'PaymentCard31.PrivateCardData': 'sensitive',
  'PaymentCard31.PlainCardData': 'sensitive',
  'Vehicle1.DriverOrVehicleCard': 'sensitive',
  'MobileData3.SensitiveMobileData': 'sensitive',
  'Check1.CheckTrackData2': 'track',
  'CardholderAuthentication14.CardholderOnLinePIN': 'pin',
  'DeviceSecureInputRequest3.CardholderPIN': 'pin',
  'DeviceSecureInputResponse3.CardholderPIN': 'pin',
};

const aliases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ReversalReason1Code: { Malfunction: 'Malfuntion' },
  RetailerService2Code: {
    ReversalRequest: 'FinancialReversalRequest',
    ReconciliationRequest: 'FinancialReconciliationRequest',
  },
  Response11Code: { Failed: 'Failure', PartialApproved: 'Success', PART: 'Success' },
};

/** Spellings of a code that peers use, accepted by the lenient profile. */
export const aliasesOf = (codeSet: string): Readonly<Record<string, string>> => aliases[codeSet] ?? {};

/** Components with a rule that the model does not express → the function in libs/nexo/src/component-rules.ts. */
export const componentRules: Readonly<Record<string, string>> = {
  ActionMessage8: 'barcode',
  ContentInformationType25: 'contentType',
  ContentInformationType26: 'contentType',
  ContentInformationType28: 'contentType',
  PaymentReceipt3: 'receipt',
  ReportTransactionRequest1: 'block',
};
