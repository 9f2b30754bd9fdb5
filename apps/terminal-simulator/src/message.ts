import { MESSAGES, type MessageInfo } from '@ppaas/nexo';
import { isObject, objectAt, textAt, type JsonObject } from './json.ts';

/** A nexo message taken apart: `{[root]: {Header, [bodyName]: body}}` (casp, protocol 2.1). */
export interface Message {
  readonly root: string;
  readonly header: JsonObject;
  readonly bodyName: string;
  readonly body: JsonObject;
  readonly exchangeId: string;
  readonly initiatingParty: string;
  readonly serviceContent: string;
}

const ENVELOPE = new Set(['Header', 'SecurityTrailer']);

/** Takes a frame apart, or answers undefined when it is not a nexo message with a header and a body. */
export function readMessage(frame: JsonObject): Message | undefined {
  const [root, ...others] = Object.keys(frame);
  const content = root === undefined ? undefined : frame[root];
  if (root === undefined || others.length > 0 || !isObject(content) || !isObject(content['Header'])) return undefined;
  const bodyName = Object.keys(content).find((name) => !ENVELOPE.has(name));
  const exchangeId = textAt(content, 'Header', 'ExchangeIdentification');
  if (bodyName === undefined || exchangeId === undefined) return undefined;
  const body = objectAt(content, bodyName);
  return {
    root,
    header: content['Header'],
    bodyName,
    body,
    exchangeId,
    initiatingParty: textAt(content, 'Header', 'InitiatingParty', 'Identification') ?? '',
    serviceContent: textAt(body, 'ServiceContent') ?? '',
  };
}

const INFO = new Map(MESSAGES.map((info) => [info.root as string, info]));

const answerInfoOf = (root: string): MessageInfo | undefined => {
  const answerRoot = INFO.get(root)?.answerRoot;
  return answerRoot === undefined ? undefined : INFO.get(answerRoot);
};

/** Whether the message is a request that has an answer of its own (protocol 2.1). */
export const hasAnswer = (root: string): boolean => answerInfoOf(root) !== undefined;

/** The parties of a header stay as they were asked: they are not swapped in the answer (protocol 2.2). */
function answerHeader(request: JsonObject, messageFunction: string, now: Date): JsonObject {
  return {
    MessageFunction: messageFunction,
    ProtocolVersion: request['ProtocolVersion'],
    ExchangeIdentification: request['ExchangeIdentification'],
    CreationDateTime: now.toISOString(),
    InitiatingParty: request['InitiatingParty'],
    ...(request['RecipientParty'] === undefined ? {} : { RecipientParty: request['RecipientParty'] }),
  };
}

export type ResponseReason =
  | 'Aborted'
  | 'Busy'
  | 'Cancel'
  | 'DeviceOut'
  | 'WrongPIN'
  | 'UnreachableHost'
  | 'UnavailableService'
  | 'Refusal'
  | 'PaymentRestriction'
  | 'NotFound'
  | 'NotAllowed'
  | 'LoggedOut'
  | 'InvalidCard'
  | 'InProgress';

export interface Outcome {
  readonly response: 'Success' | 'Warning' | 'Failure';
  readonly reason?: ResponseReason;
  readonly text?: string;
}

export const SUCCESS: Outcome = { response: 'Success' };
export const failure = (reason: ResponseReason, text: string): Outcome => ({ response: 'Failure', reason, text });

/** ResponseType11. */
export const responseOf = (outcome: Outcome): JsonObject => ({
  Response: outcome.response,
  ...(outcome.reason === undefined ? {} : { ResponseReason: outcome.reason }),
  ...(outcome.text === undefined ? {} : { AdditionalResponseInformation: outcome.text }),
});

/**
 * The answer to a request.
 * @param parts what stands in the body besides Environment, Context, ServiceContent and Response; `environment` and
 * `context` are added to those of every answer (the POI, and the sale context of the request).
 */
export function answerTo(
  request: Message,
  outcome: Outcome,
  now: Date,
  parts: { readonly body?: JsonObject; readonly environment?: JsonObject; readonly context?: JsonObject } = {},
): JsonObject {
  const info = answerInfoOf(request.root);
  if (info === undefined) throw new Error(`${request.root} has no answer`);
  const { root, body: bodyName, messageFunction } = info;
  const saleContext = request.body['Context'] === undefined ? {} : objectAt(request.body, 'Context', 'SaleContext');
  const poi = textAt(request.header, 'RecipientParty', 'Identification');
  return {
    [root]: {
      Header: answerHeader(request.header, messageFunction, now),
      [bodyName]: {
        Environment: {
          ...(poi === undefined ? {} : { POI: { Identification: { Identification: poi } } }),
          ...parts.environment,
        },
        Context: {
          ...(Object.keys(saleContext).length === 0 ? {} : { SaleContext: saleContext }),
          ...parts.context,
        },
        ...(request.serviceContent === ''
          ? {}
          : { ServiceContent: request.serviceContent.replace(/Request$/, 'Response') }),
        ...parts.body,
        Response: responseOf(outcome),
      },
    },
  };
}

/** casp.013: the message could not be taken as one. */
export function rejectionOf(header: JsonObject, reason: string, detail: string, now: Date): JsonObject {
  return {
    SaleToPOIMessageRejection: {
      Header: answerHeader(header, 'Rejection', now),
      Reject: { RejectReason: reason, AdditionalInformation: detail.slice(0, 500) },
    },
  };
}
