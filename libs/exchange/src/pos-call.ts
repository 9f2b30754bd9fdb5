import { DomainError } from '@ppaas/contracts';
import { bodyOf, buildRejection, headerOf, isCanonical, readMessage, writeMessage } from '@ppaas/nexo';
import type { MessageRoot, NexoMessage, RejectReason, Vocabulary } from '@ppaas/nexo';
import type { Caller } from '@ppaas/service';
import type { Exchange } from './exchange.ts';

/** What goes back to the POS: a status, headers and a body that is already text. */
export interface PosReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A POS's message that may be acted on. */
export interface PosCall {
  readonly message: NexoMessage;
  readonly root: MessageRoot;
  readonly vocabulary: Vocabulary;
  readonly deviceId: string;
  readonly exchangeIdentification: string;
  /** ServiceContent, or MessageFunction where the message has none. */
  readonly kind: string;
}

const PLATFORM_EXCHANGE = 'unreadable';

const text = (body: string, status: number, headers: Readonly<Record<string, string>>): PosReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body,
});

export const reply = (
  message: NexoMessage,
  vocabulary: Vocabulary,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): PosReply => text(writeMessage(message, vocabulary), status, headers);

/** casp.013: the message cannot be acted on as a message. */
export function rejection(
  caller: Caller,
  vocabulary: Vocabulary,
  reason: RejectReason,
  detail: string,
  options: {
    readonly pointer?: string;
    readonly status?: number;
    readonly header?: Partial<ReturnType<typeof headerOf>>;
  } = {},
): PosReply {
  const { header } = options;
  const message = buildRejection({
    now: new Date().toISOString(),
    exchangeIdentification: header?.ExchangeIdentification ?? PLATFORM_EXCHANGE,
    reason,
    detail,
    initiatingParty: header?.InitiatingParty ?? { Identification: caller.saleId, Type: 'Merchant' },
    ...(options.pointer !== undefined && { pointer: options.pointer }),
    ...(header?.RecipientParty && { recipientParty: header.RecipientParty }),
  });
  return reply(message, vocabulary, options.status ?? 400);
}

/**
 * Reads the body of a nexo call. Either a message of one of `roots`, from this POS to a named device, or the refusal to send.
 * @throws DomainError request.malformed, request.tooLarge, device.unknown (POS software on a device that names another)
 */
export function readCall(
  body: string,
  caller: Caller,
  roots: readonly MessageRoot[],
): { readonly call: PosCall } | { readonly refusal: PosReply } {
  const read = readMessage(body, 'lenient');
  if (read.kind === 'malformed') throw new DomainError('request.malformed', read.detail);
  if (read.kind === 'too-large') throw new DomainError('request.tooLarge');
  if (read.kind === 'rejected') {
    const { reason, detail, pointer, header, vocabulary } = read.rejection;
    return { refusal: rejection(caller, vocabulary, reason, detail, { pointer, ...(header && { header }) }) };
  }
  const { message, root, vocabulary } = read;
  const header = headerOf(message);
  const refuse = (reason: RejectReason, detail: string, member: string): { readonly refusal: PosReply } => ({
    refusal: rejection(caller, vocabulary, reason, detail, { pointer: `/${root}/Header/${member}`, header }),
  });
  if (!roots.includes(root)) return refuse('MessageType', `this address takes ${roots.join(', ')}`, 'MessageFunction');
  if (header.InitiatingParty.Identification !== caller.saleId)
    return refuse(
      'InitiatingParty',
      "the initiating party is not the token's point of sale",
      'InitiatingParty/Identification',
    );
  const deviceId = header.RecipientParty?.Identification;
  if (deviceId === undefined)
    return refuse('RecipientParty', 'the recipient is missing: the payment device', 'RecipientParty');
  if (caller.deviceId !== undefined && caller.deviceId !== deviceId) {
    throw new DomainError('device.unknown', undefined, { about: deviceId });
  }
  const serviceContent = bodyOf(message).ServiceContent;
  const kind = typeof serviceContent === 'string' ? serviceContent : header.MessageFunction;
  return { call: { message, root, vocabulary, deviceId, exchangeIdentification: header.ExchangeIdentification, kind } };
}

/** The body of 202: an exchange that is not at its end. */
export function runningReply(
  exchange: { readonly state: string; readonly acceptedAt: Date },
  exchangeIdentification: string,
): PosReply {
  return {
    status: 202,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      location: `/retail/v1/exchanges/${encodeURIComponent(exchangeIdentification)}`,
    },
    body: JSON.stringify({
      exchangeId: exchangeIdentification,
      state: exchange.state,
      acceptedAt: exchange.acceptedAt.toISOString(),
    }),
  };
}

/** The stored answer in the caller's vocabulary. @throws Error when there is none */
export function answerReply(exchange: Exchange, vocabulary: Vocabulary, isRepeat: boolean): PosReply {
  const { answer } = exchange;
  if (answer === null) throw new Error(`exchange ${exchange.exchangeId} has no answer`);
  const headers: Record<string, string> = isRepeat ? { 'idempotent-replayed': 'true' } : {};
  // It is stored in the canonical vocabulary: whoever speaks that gets the very bytes.
  if (isCanonical(vocabulary)) return text(answer, 200, headers);
  return reply(JSON.parse(answer) as NexoMessage, vocabulary, 200, headers);
}

/**
 * RFC 7240: `respond-async`, `wait=N` seconds; both together: wait so long, then answer 202. Anything else is ignored, as the RFC demands.
 * @returns how long to hold the call, or undefined: as long as the platform does
 */
export function parsePrefer(header: string | undefined): number | undefined {
  const preferences = (header ?? '').split(',').map((part) => part.trim().toLowerCase());
  const wait = preferences
    .map((part) => /^wait\s*=\s*"?(\d{1,6})"?$/.exec(part)?.[1])
    .find((value) => value !== undefined);
  if (wait !== undefined) return Number(wait) * 1000;
  return preferences.includes('respond-async') ? 0 : undefined;
}
