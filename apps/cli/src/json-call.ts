import { z } from 'zod';
import { CliError, messageOf } from './cli-error.ts';

export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** The body as it came, byte for byte. */
  readonly text: string;
}

export interface JsonCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * One HTTP call with JSON both ways.
 * @throws CliError when nobody answers, or not with JSON
 */
export async function callJson(url: string, call: JsonCall = {}): Promise<JsonAnswer> {
  const { method = call.body === undefined ? 'GET' : 'POST', token, headers = {}, body } = call;
  let answer: Response;
  try {
    answer = await fetch(url, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(call.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? ` (${messageOf(error.cause)})` : '';
    throw new CliError(`${method} ${url}: ${messageOf(error)}${cause}`, './ppaas status', { cause: error });
  }
  const text = await answer.text();
  try {
    return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text), text };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CliError(`${method} ${url} answered ${answer.status}, but not with JSON: ${text.slice(0, 200)}`);
  }
}

/** @throws CliError when the status is another, or the body has another shape */
export async function expectJson<T>(url: string, status: number, schema: z.ZodType<T>, call?: JsonCall): Promise<T> {
  const answer = await callJson(url, call);
  if (answer.status !== status) {
    throw new CliError(`${call?.method ?? 'call of'} ${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  throw new CliError(`${url} answered with another shape: ${z.prettifyError(parsed.error)}`);
}
