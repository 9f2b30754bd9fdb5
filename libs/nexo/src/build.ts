import type {
  CardPaymentContext28,
  CardPaymentEnvironment77,
  GenericIdentification177,
  Header41,
  MessageRoot,
  NexoMessage,
  ResponseType11,
} from './generated/types.ts';
import { scrubText } from './card-data.ts';
import { bodyOf, headerOf, infoOf, rootOf } from './message.ts';
import type { RejectReason, ResponseReason, ResponseResult } from './reasons.ts';
import { servicesOf } from './service-content.ts';

/** ProtocolVersion of what we write ourselves. */
const VERSION = '5.0';

type Body = Record<string, unknown>;

const message = (root: MessageRoot, header: Header41, body: Body): NexoMessage =>
  ({ [root]: { Header: header, [infoOf(root).body]: body } }) as unknown as NexoMessage;

/** Cuts to a length in characters without splitting one. */
const cut = (text: string, max: number): string => (text.length <= max ? text : [...text].slice(0, max).join(''));

interface Verdict {
  readonly response: ResponseResult;
  readonly reason?: ResponseReason;
  /** At most 140 characters are kept. */
  readonly info?: string;
}

const responseType = ({ response, reason, info }: Verdict): ResponseType11 => ({
  Response: response,
  ...(reason ? { ResponseReason: reason } : {}),
  ...(info ? { AdditionalResponseInformation: cut(info, 140) } : {}),
});

/** The answer's header: the request's exchange and parties stay as they are, they are not swapped (protocol 2.2). */
function answerHeader(request: NexoMessage, root: MessageRoot, now: string): Header41 {
  const { ProtocolVersion, ExchangeIdentification, InitiatingParty, RecipientParty } = headerOf(request);
  return {
    MessageFunction: infoOf(root).messageFunction,
    ProtocolVersion: ProtocolVersion.slice(0, 3),
    ExchangeIdentification,
    CreationDateTime: now,
    InitiatingParty,
    ...(RecipientParty ? { RecipientParty } : {}),
  };
}

/** Environment.POI and Context of the request, for its answer. */
function echoed(request: NexoMessage): Body {
  const { Environment, Context } = bodyOf(request) as {
    Environment?: CardPaymentEnvironment77;
    Context?: CardPaymentContext28;
  };
  return {
    ...(Environment ? { Environment: Environment.POI ? { POI: Environment.POI } : {} } : {}),
    ...(Context ? { Context } : {}),
  };
}

function answerRootOf(request: NexoMessage): MessageRoot {
  const { answerRoot, root } = infoOf(rootOf(request));
  if (!answerRoot) throw new TypeError(`${root} has no answer`);
  return answerRoot;
}

/** Input of an answer: when, what, and the blocks that go into its body, e.g. `{ LoginResponse: { ... } }`. */
export interface AnswerInput extends Verdict {
  readonly now: string;
  /** Members of the answer's body; Environment and Context given here stand instead of the request's. */
  readonly block?: Readonly<Record<string, unknown>>;
}

/**
 * The paired answer of a request: same exchange and parties, Environment.POI and Context echoed, ServiceContent Q → P.
 * A status request gets buildStatusAnswer's.
 * @throws TypeError when the message has no answer (abort, event, rejection) or its service has none
 */
export function buildAnswer(request: NexoMessage, answer: AnswerInput): NexoMessage {
  if (rootOf(request) === 'SaleToPOIMessageStatusRequest') return buildStatusAnswer(request, answer);
  const root = answerRootOf(request);
  const content = serviceContentOf(request);
  const body: Body = {
    ...echoed(request),
    ...(content ? { ServiceContent: content } : {}),
    ...requiredData(request),
    ...answer.block,
    Response: responseType(answer),
  };
  return message(root, answerHeader(request, root, answer.now), body);
}

/** The reconciliation answer is the one whose data is mandatory even in a Failure: it repeats what was asked for. */
function requiredData(request: NexoMessage): Body {
  const asked = bodyOf(request)['ReconciliationRequestData'] as Body | undefined;
  return asked ? { ReconciliationResponseData: { ReconciliationType: asked['ReconciliationType'] } } : {};
}

function serviceContentOf(request: NexoMessage): string | undefined {
  const said = bodyOf(request)['ServiceContent'];
  const services = servicesOf(rootOf(request));
  if (!services) return undefined;
  const paired = services.byContent.get(said as string)?.answerServiceContent;
  if (!paired) throw new TypeError(`${String(said)} has no answer`);
  return paired;
}

/** The block of an answer → the member that repeats it in a status answer (MessageStatusResponseData5). */
const REPEATED: Readonly<Record<string, string>> = {
  LoyaltyResponse: 'RepeatedLoyaltyResponse',
  PaymentResponse: 'RepeatedPaymentResponse',
  ReversalResponse: 'RepeatedReversalResponse',
  StoredValueResponse: 'RepeatedStoredValueResponse',
  CardAcquisitionResponse: 'RepeatedCardAcquisitionResponse',
  CardReaderApplicationProtocolDataUnitResponse: 'RepeatedSendApplicationProtocolDataUnitCardReaderResponse',
};

export interface StatusAnswerInput extends Verdict {
  readonly now: string;
  /** The original answer, when the exchange that is asked about is over. */
  readonly repeated?: NexoMessage;
}

/**
 * The answer to a status request (casp.015). With `repeated`, TransactionResponse and the repeated block are the original
 * answer's; without, TransactionResponse says the same as Response (NotFound, InProgress ...).
 * The card and the acquirer of the original answer's Environment come along.
 */
export function buildStatusAnswer(request: NexoMessage, answer: StatusAnswerInput): NexoMessage {
  const root = 'SaleToPOIMessageStatusResponse';
  const asked = bodyOf(request)['MessageStatusRequestData'] as Body;
  const response = responseType(answer);
  const original: Body = answer.repeated ? bodyOf(answer.repeated) : {};
  const data: Body = {
    ExchangeIdentification: asked['ExchangeIdentification'],
    InitiatingParty: asked['InitiatingParty'],
    TransactionResponse: original['Response'] ?? response,
  };
  for (const [block, member] of Object.entries(REPEATED))
    if (original[block] !== undefined) data[member] = original[block];
  const body: Body = {
    ...echoed(request),
    ...(original['Environment'] ? { Environment: original['Environment'] } : {}),
    MessageStatusResponseData: data,
    Response: response,
  };
  return message(root, answerHeader(request, root, answer.now), body);
}

export interface RejectionInput {
  readonly now: string;
  readonly exchangeIdentification: string;
  readonly reason: RejectReason;
  /** JSON pointer to what was wrong; goes in front of the detail. */
  readonly pointer?: string;
  readonly detail: string;
  readonly initiatingParty: GenericIdentification177;
  readonly recipientParty?: GenericIdentification177;
  readonly protocolVersion?: string;
}

/** A rejection (casp.013): pointer and detail in AdditionalInformation, at most 500 characters, without card data. */
export function buildRejection(input: RejectionInput): NexoMessage {
  const said = input.pointer ? `${input.pointer}: ${input.detail}` : input.detail;
  const information = cut(scrubText(said), 500);
  const header: Header41 = {
    MessageFunction: 'Rejection',
    ProtocolVersion: /^5\.[0-9]/.exec(input.protocolVersion ?? VERSION)?.[0] ?? VERSION,
    ExchangeIdentification: input.exchangeIdentification,
    CreationDateTime: input.now,
    InitiatingParty: input.initiatingParty,
    ...(input.recipientParty ? { RecipientParty: input.recipientParty } : {}),
  };
  const body: Body = { RejectReason: input.reason, ...(information ? { AdditionalInformation: information } : {}) };
  return message('SaleToPOIMessageRejection', header, body);
}

interface OwnMessage {
  readonly now: string;
  readonly exchangeIdentification: string;
  /** Identification of the Sale System. */
  readonly initiatingParty: string;
  readonly deviceId: string;
}

function ownMessage(root: MessageRoot, input: OwnMessage, body: Body): NexoMessage {
  const header: Header41 = {
    MessageFunction: infoOf(root).messageFunction,
    ProtocolVersion: VERSION,
    ExchangeIdentification: input.exchangeIdentification,
    CreationDateTime: input.now,
    InitiatingParty: { Identification: input.initiatingParty, Type: 'Merchant' },
    RecipientParty: { Identification: input.deviceId, Type: 'OriginatingPOI' },
  };
  return message(root, header, {
    Environment: { POI: { Identification: { Identification: input.deviceId } } },
    Context: { SaleContext: { SaleIdentification: input.initiatingParty } },
    ...body,
  });
}

export interface StatusRequestInput extends OwnMessage {
  /** The exchange that is asked about, and who began it. */
  readonly about: { readonly exchangeIdentification: string; readonly initiatingParty: string };
}

/** A status request (casp.014). */
export const buildStatusRequest = (input: StatusRequestInput): NexoMessage =>
  ownMessage('SaleToPOIMessageStatusRequest', input, {
    MessageStatusRequestData: {
      ExchangeIdentification: input.about.exchangeIdentification,
      InitiatingParty: { Identification: input.about.initiatingParty, Type: 'Merchant' },
    },
  });

export interface AbortInput extends OwnMessage {
  /** ExchangeIdentification of the exchange to abort. */
  readonly about: string;
  /** At most 140 characters are kept. */
  readonly reason: string;
}

/** An abort (casp.011). */
export const buildAbort = (input: AbortInput): NexoMessage =>
  ownMessage('SaleToPOIAbort', input, {
    SystemAbort: { ExchangeIdentification: input.about, AbortReason: cut(input.reason, 140) || 'Aborted' },
  });
