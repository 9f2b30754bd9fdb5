import { ROOTS, type RootRow } from './generated/messages.ts';
import type { Header41, MessageRoot, NexoMessage, RetailerMessage1Code } from './generated/types.ts';

/** Who sends the message: the Sale System, the POI System, or either. */
export type Direction = 'sale-to-poi' | 'poi-to-sale' | 'either';

export interface MessageInfo {
  readonly caspId: string;
  readonly root: MessageRoot;
  /** The member beside Header that holds the content. */
  readonly body: string;
  readonly messageFunction: RetailerMessage1Code;
  readonly direction: Direction;
  /** The paired answer, where there is one. */
  readonly answerRoot?: MessageRoot;
}

type Said = Pick<MessageInfo, 'messageFunction' | 'direction' | 'answerRoot'>;

/** Pairing and direction of the 17 messages (protocol 2.1), which the model does not hold. */
const SAID: Readonly<Record<MessageRoot, Said>> = {
  SaleToPOIServiceRequest: request('SaleFinancialServiceRequest', 'SaleToPOIServiceResponse'),
  SaleToPOIServiceResponse: answer('SaleFinancialServiceResponse'),
  SaleToPOIReconciliationRequest: request('SaleFinancialReconciliationRequest', 'SaleToPOIReconciliationResponse'),
  SaleToPOIReconciliationResponse: answer('SaleFinancialReconciliationResponse'),
  SaleToPOISessionManagementRequest: request('SessionManagementRequest', 'SaleToPOISessionManagementResponse'),
  SaleToPOISessionManagementResponse: answer('SessionManagementResponse'),
  SaleToPOIAdministrativeRequest: request('AdminRequest', 'SaleToPOIAdministrativeResponse'),
  SaleToPOIAdministrativeResponse: answer('AdminResponse'),
  SaleToPOIReportRequest: request('ReportRequest', 'SaleToPOIReportResponse'),
  SaleToPOIReportResponse: answer('ReportResponse'),
  SaleToPOIAbort: { messageFunction: 'Abort', direction: 'sale-to-poi' },
  SaleToPOIEventNotification: { messageFunction: 'EventNotification', direction: 'either' },
  SaleToPOIMessageRejection: { messageFunction: 'Rejection', direction: 'either' },
  SaleToPOIMessageStatusRequest: request('MessageStatusRequest', 'SaleToPOIMessageStatusResponse'),
  SaleToPOIMessageStatusResponse: answer('MessageStatusResponse'),
  SaleToPOIDeviceRequest: {
    messageFunction: 'DeviceRequest',
    direction: 'either',
    answerRoot: 'SaleToPOIDeviceResponse',
  },
  SaleToPOIDeviceResponse: { messageFunction: 'DeviceResponse', direction: 'either' },
};

function request(messageFunction: RetailerMessage1Code, answerRoot: MessageRoot): Said {
  return { messageFunction, direction: 'sale-to-poi', answerRoot };
}

function answer(messageFunction: RetailerMessage1Code): Said {
  return { messageFunction, direction: 'poi-to-sale' };
}

/** The 17 messages of casp .03 in the order of their casp ids. */
export const MESSAGES: readonly MessageInfo[] = ROOTS.map(({ caspId, root, body }) => ({
  caspId,
  root,
  body,
  ...SAID[root],
}));

const rows = new Map<string, RootRow>(ROOTS.map((row) => [row.root, row]));
const infos = new Map<string, MessageInfo>(MESSAGES.map((info) => [info.root, info]));

export const rowNamed = (root: string): RootRow | undefined => rows.get(root);

/** @throws TypeError when it is none of the 17. */
export function infoOf(root: string): MessageInfo {
  const info = infos.get(root);
  if (!info) throw new TypeError(`not a message of the standard: ${root.slice(0, 60)}`);
  return info;
}

export function rowOf(message: NexoMessage): RootRow {
  for (const key in message) {
    const row = rows.get(key);
    if (row) return row;
  }
  throw new TypeError('not a message of the standard');
}

export const rootOf = (message: NexoMessage): MessageRoot => rowOf(message).root;

type Content = { Header: Header41 } & Record<string, unknown>;

/** Header, body and trailer: what lies under the root. */
export const contentOf = (message: NexoMessage): Content =>
  (message as unknown as Record<string, Content>)[rowOf(message).root] as Content;

export const headerOf = (message: NexoMessage): Header41 => contentOf(message).Header;

/** The body: ServiceRequest, StatusRequest, Abort ... */
export function bodyOf(message: NexoMessage): Record<string, unknown> {
  const row = rowOf(message);
  return contentOf(message)[row.body] as Record<string, unknown>;
}

/** A copy with another header; the body is shared. */
export function withHeader(message: NexoMessage, change: Partial<Header41>): NexoMessage {
  const content = contentOf(message);
  return { [rootOf(message)]: { ...content, Header: { ...content.Header, ...change } } } as unknown as NexoMessage;
}
