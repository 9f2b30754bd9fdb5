import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { AuthenticatedRequest, Principal } from '@ppaas/service';
import { Observable, tap } from 'rxjs';

/** A POST that its operator may send again: what it changes and what it answers are kept under its key. */
export interface KeyedRequest {
  readonly operator: string;
  readonly organisationId: string | null;
  readonly key: string;
  /** Hex SHA-256 of path and body. */
  readonly fingerprint: string;
  /** Set when the answer is the one that was given before. */
  isReplayed: boolean;
}

interface HttpRequest extends AuthenticatedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

const KEY = /^[\x21-\x7e]{1,255}$/;
const running = new AsyncLocalStorage<KeyedRequest>();

/** The keyed request that is being served, if it has a key. */
export const keyedRequest = (): KeyedRequest | undefined => running.getStore();

/** `Idempotency-Key` of a POST: the one change it makes is made once, see `Changes`. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = read(http.getRequest<HttpRequest>());
    if (request === undefined) return next.handle();
    const reply = http.getResponse<{ header(name: string, value: string): unknown }>();
    const mark = tap(() => {
      if (request.isReplayed) reply.header('Idempotent-Replayed', 'true');
    });
    return new Observable((answer) => running.run(request, () => next.handle().pipe(mark).subscribe(answer)));
  }
}

/** @throws DomainError request.invalid when the key is none */
function read({ method, url, headers, body, principal }: HttpRequest): KeyedRequest | undefined {
  const key = headers['idempotency-key'];
  if (method !== 'POST' || key === undefined || principal === undefined) return undefined;
  if (!KEY.test(key)) throw new DomainError('request.invalid', 'Idempotency-Key: 1 to 255 visible ASCII characters');
  const text = typeof body === 'string' ? body : '';
  const fingerprint = createHash('sha256').update(`${url}\0${text}`).digest('hex');
  const { organisationId } = principal;
  return { operator: nameOf(principal), organisationId, key, fingerprint, isReplayed: false };
}

/** The keys of a person, or of a program in each organisation, are its own. */
const nameOf = ({ actor, organisationId, person }: Principal): string =>
  person === null ? [...(organisationId === null ? [] : [organisationId]), actor].join('/') : `user:${person.userId}`;
