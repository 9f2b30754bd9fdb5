import { DomainError, ERRORS, rateLimitHeaders } from '@ppaas/contracts';
import type { ErrorCode, Problem } from '@ppaas/contracts';
import { OutcomeUnknownError, isDatabaseUnavailable } from './database-errors.ts';

/** An error as it leaves over HTTP. */
export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Problem;
  /** A fault of ours: it belongs into the log with its cause. */
  readonly isFault: boolean;
}

/** Seconds after which a refused caller may try again, where nothing better is known. */
const RETRY_AFTER_SECONDS = 2;

/** RFC 9457 for any error. What is not in the catalogue becomes `platform.fault` without a word about why. */
export function toProblem(error: unknown): ProblemAnswer {
  const domain = asDomainError(error);
  const { status, title } = ERRORS[domain.code];
  const detail = domain.message === title ? {} : { detail: domain.message };
  const errors = domain.extra.faults === undefined ? {} : { errors: [...domain.extra.faults] };
  return {
    status,
    headers: headersOf(domain),
    body: { type: `urn:ppaas:error:${domain.code}`, title, status, code: domain.code, ...detail, ...errors },
    isFault: status >= 500,
  };
}

function headersOf(error: DomainError): Record<string, string> {
  const { status, isRetryable } = ERRORS[error.code];
  if (status === 401 && error.code.startsWith('token.')) {
    const reason = error.code === 'token.missing' ? '' : ', error="invalid_token"';
    return { 'WWW-Authenticate': `Bearer realm="ppaas"${reason}` };
  }
  if (error.code === 'scope.missing') return { 'WWW-Authenticate': 'Bearer realm="ppaas", error="insufficient_scope"' };
  if (!isRetryable) return {};
  const { rateLimit } = error.extra;
  const quota = rateLimit === undefined ? {} : rateLimitHeaders(rateLimit);
  return {
    ...quota,
    'Retry-After': String(Math.max(1, Math.ceil(error.extra.retryAfterSeconds ?? RETRY_AFTER_SECONDS))),
  };
}

function asDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof OutcomeUnknownError) {
    return new DomainError('platform.fault', 'Whether this took effect is not known: repeat the same request');
  }
  if (isDatabaseUnavailable(error)) return new DomainError('platform.unavailable');
  return new DomainError(codeOfStatus(statusOf(error)));
}

/** Of an error of Fastify or Nest: both name it, in different places. */
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  if ('getStatus' in error && typeof error.getStatus === 'function') return Number(error.getStatus());
  if ('statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return 500;
}

function codeOfStatus(status: number): ErrorCode {
  switch (status) {
    case 404:
    case 405:
      return 'route.unknown';
    case 413:
      return 'request.tooLarge';
    case 415:
      return 'request.mediaType';
    case 503:
      return 'platform.unavailable';
    default:
      return status >= 400 && status < 500 ? 'request.malformed' : 'platform.fault';
  }
}
