import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import { Observable, tap } from 'rxjs';
import type { AuthenticatedRequest } from './current.decorator.ts';
import type { HttpRequest } from './http-request.ts';
import type { Principal } from './principal.ts';

/** A POST that its caller may send again: what it changes and what it answers are kept under its key. */
export interface KeyedRequest {
  readonly operator: string;
  readonly organisationId: string | null;
  readonly key: string;
  /** Hex SHA-256 of path and body. */
  readonly fingerprint: string;
  /** Set when the answer is the one that was given before. */
  isReplayed: boolean;
}

type Sent = HttpRequest & AuthenticatedRequest & { readonly method: string; readonly url: string };

const KEY = /^[\x21-\x7e]{1,255}$/;
const running = new AsyncLocalStorage<KeyedRequest>();

/** The keyed request that is being served, if it has a key. */
export const keyedRequest = (): KeyedRequest | undefined => running.getStore();

/** `Idempotency-Key` of a POST: the one change it makes is made once, see `Idempotency`. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = read(http.getRequest<Sent>());
    if (request === undefined) return next.handle();
    const reply = http.getResponse<{ header(name: string, value: string): unknown }>();
    const mark = tap(() => {
      if (request.isReplayed) reply.header('Idempotent-Replayed', 'true');
    });
    return new Observable((answer) => running.run(request, () => next.handle().pipe(mark).subscribe(answer)));
  }
}

/** @throws DomainError request.invalid when the key is none */
function read({ method, url, headers, body, principal, ip }: Sent): KeyedRequest | undefined {
  const key = headers['idempotency-key'];
  if (method !== 'POST' || key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw new DomainError('request.invalid', 'Idempotency-Key: 1 to 255 visible ASCII characters');
  }
  const text = typeof body === 'string' ? body : '';
  const fingerprint = createHash('sha256').update(`${url}\0${text}`).digest('hex');
  const operator = principal === undefined ? `address:${ip}` : nameOf(principal);
  return { operator, organisationId: principal?.organisationId ?? null, key, fingerprint, isReplayed: false };
}

/** The keys of a person, or of a program in each organisation, are its own; of whoever is not known yet, the address's. */
const nameOf = ({ actor, organisationId, person }: Principal): string =>
  person === null ? [...(organisationId === null ? [] : [organisationId]), actor].join('/') : `user:${person.userId}`;
