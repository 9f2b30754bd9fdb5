import { setTimeout as pause } from 'node:timers/promises';
import type { CreatedPos, tokenAnswer } from '@ppaas/contracts';
import { bodyOf, headerOf, outcomeOf, readMessage, rootOf, writeMessage } from '@ppaas/nexo';
import type { NexoMessage, Vocabulary } from '@ppaas/nexo';
import { aPayment, aSessionRequest, aStatusRequest, anAbort } from '@ppaas/testing';
import type { PaymentInput } from '@ppaas/testing';
import type { z } from 'zod';
import type { Told } from '../books.ts';

export interface Answer {
  /** 0 = no answer came. */
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body in canonical form, when it is a nexo message. */
  readonly message: NexoMessage | undefined;
  readonly outcome: string | undefined;
}

export interface CallOptions {
  readonly prefer?: string;
  readonly takeover?: boolean;
  readonly vocabulary?: Vocabulary;
  readonly signal?: AbortSignal;
  readonly token?: string;
}

export const LONG: Vocabulary = { names: 'long', amounts: 'string', document: false };
const NO_HEADERS = new Headers();

/** What a message says about an exchange's outcome; undefined when it says nothing, as a rejection. */
function outcomeIn(message: NexoMessage | undefined): string | undefined {
  if (message === undefined || rootOf(message) === 'SaleToPOIMessageRejection') return undefined;
  // A status request that failed itself has no data about the exchange.
  if (
    rootOf(message) === 'SaleToPOIMessageStatusResponse' &&
    bodyOf(message)['MessageStatusResponseData'] === undefined
  )
    return undefined;
  return outcomeOf(message);
}

type TokenAnswer = Pick<z.infer<typeof tokenAnswer>, 'access_token' | 'retail_url'>;

/** A point of sale: plain HTTP, and a record of everything it was told about its sales. */
export class Pos {
  readonly told: Told[] = [];
  /** Payment requests by their ExchangeIdentification, as they were sent. */
  readonly sent = new Map<string, NexoMessage>();
  /** How each of them was written the first time: its resource answers likewise. */
  readonly #vocabularies = new Map<string, Vocabulary>();
  #token: string | undefined;

  constructor(
    /** Where it calls: what its last token said. */
    public origin: string,
    readonly registration: CreatedPos,
  ) {}

  get saleId(): string {
    return this.registration.saleId;
  }

  get posId(): string {
    return this.registration.posId;
  }

  /** Asks for a token until there is one: the registration may still be on its way to auth. */
  async token(): Promise<string> {
    while (this.#token === undefined) {
      const { applicationId, applicationKey } = this.registration;
      const answer = await this.request('POST', '/retail/v1/getToken', { body: { applicationId, applicationKey } });
      if (answer.status === 200) this.#take(JSON.parse(answer.text) as TokenAnswer);
      else if (answer.status >= 400 && answer.status < 500 && answer.status !== 401 && answer.status !== 429)
        throw new Error(`no token: ${answer.status} ${answer.text}`);
      else await pause(50);
    }
    return this.#token;
  }

  #take({ access_token, retail_url }: TokenAnswer): void {
    this.#token = access_token;
    this.origin = retail_url ?? this.origin;
  }

  forgetToken(): void {
    this.#token = undefined;
  }

  /** A payment as this POS would send it. */
  payment(deviceId: string, input: Partial<PaymentInput> = {}): NexoMessage {
    return aPayment({ saleId: this.saleId, deviceId, ...input });
  }

  /** Sends a payment, or sends it again. */
  async pay(message: NexoMessage, options: CallOptions = {}): Promise<Answer> {
    const { ExchangeIdentification } = headerOf(message);
    this.sent.set(ExchangeIdentification, message);
    if (!this.#vocabularies.has(ExchangeIdentification))
      this.#vocabularies.set(ExchangeIdentification, options.vocabulary ?? LONG);
    return this.#tell(ExchangeIdentification, 'financial', options, () => this.send('financial', message, options));
  }

  /** A payment in one go. */
  sale(deviceId: string, input: Partial<PaymentInput> = {}, options: CallOptions = {}): Promise<Answer> {
    return this.pay(this.payment(deviceId, input), options);
  }

  resource(exchangeIdentification: string): Promise<Answer> {
    const path = `/retail/v1/exchanges/${encodeURIComponent(exchangeIdentification)}`;
    const vocabulary = this.#vocabularies.get(exchangeIdentification) ?? LONG;
    return this.#tell(exchangeIdentification, 'resource', { vocabulary }, async () =>
      this.request('GET', path, { token: await this.token() }),
    );
  }

  status(deviceId: string, about: string, of?: string): Promise<Answer> {
    const message = aStatusRequest({ saleId: this.saleId, deviceId, about, ...(of !== undefined && { of }) });
    const ask = (): Promise<Answer> => this.send('status', message);
    return of === undefined ? this.#tell(about, 'status', {}, ask) : ask();
  }

  abort(deviceId: string, about: string): Promise<Answer> {
    return this.send('abort', anAbort({ saleId: this.saleId, deviceId, about }));
  }

  session(
    deviceId: string,
    kind: 'Login' | 'Logout' | 'Diagnosis',
    options: CallOptions & { readonly attributes?: Readonly<Record<string, unknown>> } = {},
  ): Promise<Answer> {
    const { attributes } = options;
    const message = aSessionRequest({ saleId: this.saleId, deviceId, kind, ...(attributes && { attributes }) });
    return this.send('session', message, options);
  }

  /** The listing. @throws Error when it is refused */
  async list<T>(): Promise<T> {
    const answer = await this.request('GET', '/retail/v1/payment-devices', { token: await this.token() });
    if (answer.status !== 200) throw new Error(`no listing: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text) as T;
  }

  async send(path: string, message: NexoMessage, options: CallOptions = {}): Promise<Answer> {
    return this.request('POST', `/retail/v1/${path}`, {
      text: writeMessage(message, options.vocabulary ?? LONG),
      token: options.token ?? (await this.token()),
      ...(options.prefer !== undefined && { headers: { prefer: options.prefer } }),
      ...(options.takeover === true && { headers: { 'session-takeover': 'true' } }),
      ...(options.signal && { signal: options.signal }),
    });
  }

  async request(
    method: 'GET' | 'POST',
    path: string,
    options: {
      readonly body?: object;
      readonly text?: string;
      readonly token?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly signal?: AbortSignal;
    } = {},
  ): Promise<Answer> {
    const body = options.text ?? (options.body && JSON.stringify(options.body));
    try {
      const answer = await fetch(`${this.origin}${path}`, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
          ...options.headers,
        },
        ...(body !== undefined && { body }),
        ...(options.signal && { signal: options.signal }),
      });
      const text = await answer.text();
      const read = answer.status === 200 || answer.status >= 400 ? readMessage(text, 'lenient') : undefined;
      const message = read?.kind === 'message' ? read.message : undefined;
      return { status: answer.status, headers: answer.headers, text, message, outcome: outcomeIn(message) };
    } catch (error) {
      // By its name, because fetch is of another realm than the test. The connection broke, or the till hung up: what became
      // of the call is not known.
      const { name } = error as Error;
      if (name !== 'TypeError' && name !== 'AbortError') throw error;
      return { status: 0, headers: NO_HEADERS, text: '', message: undefined, outcome: undefined };
    }
  }

  async #tell(
    exchangeIdentification: string,
    by: Told['by'],
    options: CallOptions,
    ask: () => Promise<Answer>,
  ): Promise<Answer> {
    const askedAt = performance.now();
    const answer = await ask();
    this.told.push({
      posId: this.posId,
      exchangeIdentification,
      by,
      status: answer.status,
      body: answer.text,
      vocabulary: JSON.stringify(options.vocabulary ?? LONG),
      outcome: answer.outcome,
      askedAt,
      toldAt: performance.now(),
    });
    return answer;
  }
}

/** Response and ResponseReason of an answer, such as `Success` or `Failure Busy`; else the HTTP status. */
export function saidBy({ message, status }: Answer): string {
  if (message === undefined) return `HTTP ${status}`;
  const body = bodyOf(message) as { Response?: { Response: string; ResponseReason?: string }; RejectReason?: string };
  if (body.Response === undefined) return `Rejection ${String(body.RejectReason)}`;
  const { Response, ResponseReason } = body.Response;
  return ResponseReason === undefined ? Response : `${Response} ${ResponseReason}`;
}
