import { BadRequestException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { DomainError, ERRORS } from '@ppaas/contracts';
import type { ErrorCode } from '@ppaas/contracts';
import { OutcomeUnknownError } from './database-errors.ts';
import { toProblem } from './problem.ts';

const withCode = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });

describe('an error as a problem', () => {
  it.each(Object.keys(ERRORS) as ErrorCode[])('%s is what the catalogue says', (code) => {
    const { status, body, headers } = toProblem(new DomainError(code));
    expect(status).toBe(ERRORS[code].status);
    expect(body).toEqual({ type: `urn:ppaas:error:${code}`, title: ERRORS[code].title, status, code });
    if (status === 401 && code.startsWith('token.')) expect(headers['WWW-Authenticate']).toMatch(/^Bearer/);
    if (status === 429 || status === 503) expect(Number(headers['Retry-After'])).toBeGreaterThan(0);
  });

  it('says more where the thrower did', () => {
    expect(toProblem(new DomainError('request.invalid', '/amount: too small')).body.detail).toBe('/amount: too small');
  });

  it('passes on how long to wait, in whole seconds', () => {
    expect(
      toProblem(new DomainError('request.tooMany', undefined, { retryAfterSeconds: 2.1 })).headers['Retry-After'],
    ).toBe('3');
  });

  it.each<[string, unknown, number, ErrorCode]>([
    ['an unknown route', new NotFoundException(), 404, 'route.unknown'],
    ['a body Nest refuses', new BadRequestException(), 400, 'request.malformed'],
    ['a body Fastify finds too large', Object.assign(new Error(), { statusCode: 413 }), 413, 'request.tooLarge'],
    ['a media type Fastify does not know', Object.assign(new Error(), { statusCode: 415 }), 415, 'request.mediaType'],
    ['a refused connection', withCode('ECONNREFUSED'), 503, 'platform.unavailable'],
    ['several refused connections', new AggregateError([withCode('ECONNREFUSED')]), 503, 'platform.unavailable'],
    ['a stopped database', withCode('57P01'), 503, 'platform.unavailable'],
    ['a database that starts', withCode('57P03'), 503, 'platform.unavailable'],
    ['a read-only database', withCode('25006'), 503, 'platform.unavailable'],
    ['a full disk', withCode('53100'), 503, 'platform.unavailable'],
    ['an exhausted pool', new Error('timeout exceeded when trying to connect'), 503, 'platform.unavailable'],
    ['a commit nobody heard of', new OutcomeUnknownError(withCode('ECONNRESET')), 500, 'platform.fault'],
    ['a broken constraint', withCode('23505'), 500, 'platform.fault'],
    ['a bug', new TypeError('x is not a function'), 500, 'platform.fault'],
    ['nothing at all', undefined, 500, 'platform.fault'],
  ])('%s', (_name, error, status, code) => {
    expect(toProblem(error)).toMatchObject({ status, body: { status, code } });
  });

  it('tells nobody why the platform failed', () => {
    const answer = toProblem(new Error('password authentication failed for user "transaction"'));
    expect(JSON.stringify(answer)).not.toContain('password');
    expect(answer.isFault).toBe(true);
  });

  it('never says that nothing was started when that is not known', () => {
    const answer = toProblem(new OutcomeUnknownError(withCode('ECONNRESET')));
    expect(JSON.stringify(answer.body)).not.toContain('nothing was started');
    expect(answer.body.detail).toContain('not known');
  });
});
