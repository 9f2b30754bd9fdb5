import type { MessageRoot } from './generated/types.ts';

/** One kind of service inside a message: what ServiceContent says and the block that must then be there (protocol 2.7). */
export interface ServiceContentInfo {
  readonly root: MessageRoot;
  readonly serviceContent: string;
  /** The 4-letter code. */
  readonly code: string;
  /** The one block that belongs to it; none for answers without content. */
  readonly block?: string;
  /** ServiceContent of the paired answer (code with the last letter Q → P), for requests that have one. */
  readonly answerServiceContent?: string;
}

type Line = readonly [serviceContent: string, code: string, block?: string];

const pair = (
  requestRoot: MessageRoot,
  answerRoot: MessageRoot,
  lines: readonly { readonly request: Line; readonly answer?: Line }[],
): ServiceContentInfo[] => [
  ...lines.map(({ request, answer }) => ({
    ...info(requestRoot, request),
    ...(answer ? { answerServiceContent: answer[0] } : {}),
  })),
  ...lines.flatMap(({ answer }) => (answer ? [info(answerRoot, answer)] : [])),
];

const info = (root: MessageRoot, [serviceContent, code, block]: Line): ServiceContentInfo => ({
  root,
  serviceContent,
  code,
  ...(block ? { block } : {}),
});

/** Financial services are named alike: Financial<Name>Request holds <Name>Request. */
const financial = (name: string, request: string, answer: string, hasAnswerBlock = true) => ({
  request: [`Financial${name}Request`, request, `${name}Request`] as const,
  answer: [`Financial${name}Response`, answer, ...(hasAnswerBlock ? [`${name}Response`] : [])] as unknown as Line,
});

const session = (name: string, request: string, answer: string, hasAnswerBlock = true) => ({
  request: [`AdministrativeSessionManagement${name}Request`, request, `${name}Request`] as const,
  answer: [
    `AdministrativeSessionManagement${name}Response`,
    answer,
    ...(hasAnswerBlock ? [`${name}Response`] : []),
  ] as unknown as Line,
});

export const SERVICE_CONTENT: readonly ServiceContentInfo[] = [
  ...pair('SaleToPOIServiceRequest', 'SaleToPOIServiceResponse', [
    financial('Payment', 'FSPQ', 'FSPP'),
    financial('Reversal', 'FSRQ', 'FSRP'),
    financial('BalanceInquiry', 'FSIQ', 'FSIP'),
    financial('Loyalty', 'FSLQ', 'FSLP'),
    financial('StoredValue', 'FSVQ', 'FSVP'),
    financial('Batch', 'FSBQ', 'FSBP'),
    financial('EnableService', 'FSEQ', 'FSEP', false),
    financial('CardAcquisition', 'FSAQ', 'FSAP'),
  ]),
  ...pair('SaleToPOISessionManagementRequest', 'SaleToPOISessionManagementResponse', [
    session('Login', 'SMIQ', 'SMIP'),
    session('Logout', 'SMOQ', 'SMOP', false),
    session('Diagnosis', 'SMDQ', 'SMDP'),
  ]),
  ...pair('SaleToPOIReportRequest', 'SaleToPOIReportResponse', [
    {
      request: ['AdministrativeReportTransactionRequest', 'RPTQ', 'ReportTransactionRequest'],
      answer: ['AdministrativeReportTransactionResponse', 'RPTP', 'ReportTransactionResponse'],
    },
    {
      request: ['AdministrativeReportGetTotalsRequest', 'RPAQ', 'ReportGetTotalsRequest'],
      answer: ['AdministrativeReportGetTotalsResponse', 'RPAP', 'ReportGetTotalsResponse'],
    },
  ]),
  ...pair('SaleToPOIDeviceRequest', 'SaleToPOIDeviceResponse', [
    {
      request: ['DeviceDisplayRequest', 'DDYQ', 'DisplayRequest'],
      answer: ['DeviceDisplayResponse', 'DDYP', 'DisplayResponse'],
    },
    {
      request: ['DeviceInputRequest', 'DINQ', 'InputRequest'],
      answer: ['DeviceInputResponse', 'DINP', 'InputResponse'],
    },
    {
      request: ['DevicePrintRequest', 'DPRQ', 'PrintRequest'],
      answer: ['DevicePrintResponse', 'DPRP', 'PrintResponse'],
    },
    { request: ['DevicePlaySoundRequest', 'DSOQ', 'PlayResourceRequest'], answer: ['DevicePlaySoundResponse', 'DSOP'] },
    {
      request: ['DeviceSecureInputRequest', 'DSIQ', 'SecureInputRequest'],
      answer: ['DeviceSecureInputResponse', 'DSIP', 'SecureInputResponse'],
    },
    {
      request: ['DeviceInitialisationCardReaderRequest', 'DCIQ', 'InitialisationCardReaderRequest'],
      answer: ['DeviceInitialisationCardReaderResponse', 'DCIP', 'InitialisationCardReaderResponse'],
    },
    {
      request: ['DeviceSendApplicationProtocolDataUnitCardReaderRequest', 'DCAQ', 'CardReaderAPDURequest'],
      answer: [
        'DeviceSendApplicationProtocolDataUnitCardReaderResponse',
        'DCAP',
        'CardReaderApplicationProtocolDataUnitResponse',
      ],
    },
    {
      request: ['DevicePowerOffCardReaderRequest', 'DCPQ', 'PowerOffCardReaderRequest'],
      answer: ['DevicePowerOffCardRequestResponse', 'DCPP'],
    },
    {
      request: ['DeviceTransmissionMessageRequest', 'DCOQ', 'TransmissionRequest'],
      answer: ['DeviceTransmissionMessageResponse', 'DCOP', 'TransmissionResponse'],
    },
    { request: ['DeviceInputNotification', 'DINO', 'InputNotification'] },
  ]),
];

interface RootServices {
  readonly byContent: ReadonlyMap<string, ServiceContentInfo>;
  readonly blocks: readonly string[];
}

const services = new Map<string, RootServices>();
for (const root of new Set(SERVICE_CONTENT.map((row) => row.root))) {
  const rows = SERVICE_CONTENT.filter((row) => row.root === root);
  services.set(root, {
    byContent: new Map(rows.map((row) => [row.serviceContent, row])),
    blocks: rows.flatMap((row) => (row.block ? [row.block] : [])),
  });
}

/** The services that a message can carry; undefined for messages without ServiceContent. */
export const servicesOf = (root: string): RootServices | undefined => services.get(root);
