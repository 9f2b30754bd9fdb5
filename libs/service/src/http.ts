import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '@ppaas/contracts';
import { continueTrace, endSpan, spanTime, withTrace } from '@ppaas/messaging';
import type { Trace } from '@ppaas/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CsvBody } from './body.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { toProblem } from './problem.ts';
import { withReach } from './reach.ts';

const BODY_LIMIT_BYTES = 65_536;
/** For receiving a whole request; answering may take as long as a shopper does. */
const REQUEST_TIMEOUT_MS = 15_000;
const HEADERS_TIMEOUT_MS = 10_000;

const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

export function createAdapter(options: { readonly trustProxy: string }): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    trustProxy: options.trustProxy,
    routerOptions: { maxParamLength: 512 },
    genReqId: (request: IncomingMessage) => requestId(request.headers['x-request-id']),
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      const answer = toProblem(error);
      void reply.status(answer.status).type('application/problem+json').send(JSON.stringify(answer.body));
    },
  });
}

function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

/** Bodies, trace, headers and measurements of every request. */
export function prepareHttp(
  app: NestFastifyApplication,
  options: {
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly acceptForms: boolean;
    readonly acceptCsv: boolean;
  },
): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  readBodiesAsText(fastify, options.acceptForms);
  if (options.acceptCsv) readCsv(fastify);
  carryContext(fastify);
  measure(fastify, options.logger, options.metrics);
}

/** Controllers get the text: what is read once, by a schema or by the protocol library, is not parsed before. */
function readBodiesAsText(fastify: FastifyInstance, acceptForms: boolean): void {
  fastify.removeAllContentTypeParsers();
  const types = ['application/json', ...(acceptForms ? ['application/x-www-form-urlencoded'] : [])];
  fastify.addContentTypeParser(types, { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) => {
    if (isUtf8(body as Buffer)) done(null, body.toString());
    else done(new DomainError('request.malformed', 'The body is not UTF-8'));
  });
}

/** Apart from the text of other bodies, so that no other route takes it for its own. */
function readCsv(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    'text/csv',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES },
    (_request, body, done) => {
      if (isUtf8(body as Buffer)) done(null, new CsvBody(body.toString()));
      else done(new DomainError('request.malformed', 'The body is not UTF-8'));
    },
  );
}

const traces = new WeakMap<FastifyRequest, Trace>();
/** Nobody looks for the trace of a probe. */
const PROBES = /^\/(health|metrics)\b/;

/** Fastify reads the body in the async context of the first hook, so the handler runs in the trace and the reach too. The answer says which it is (W3C Trace Context, level 2). */
function carryContext(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const trace = continueTrace(request.headers.traceparent);
    traces.set(request, trace);
    void reply.headers(SECURITY_HEADERS).header('x-request-id', request.id).header('traceresponse', trace.traceparent);
    withTrace(trace, () => withReach(done));
  });
}

function measure(fastify: FastifyInstance, logger: Logger, metrics: Metrics): void {
  const seconds = metrics.histogram('ppaas_http_request_seconds', 'Time to answer, from the first byte', [
    'method',
    'route',
    'status',
  ]);
  // A series that is not there cannot say that nothing failed.
  seconds.zero({ method: 'GET', route: 'unknown', status: '500' });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { elapsedTime } = reply;
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, elapsedTime / 1000);
    const line = { method: request.method, route, status: reply.statusCode, ms: elapsedTime, requestId: request.id };
    if (reply.statusCode >= 500) logger.warn(line, 'answered');
    else logger.debug(line, 'answered');
    const trace = traces.get(request);
    if (trace !== undefined && !PROBES.test(route))
      endSpan(trace, {
        name: `${request.method} ${route}`,
        kind: 'server',
        startMs: spanTime() - elapsedTime,
        isError: reply.statusCode >= 500,
        attributes: {
          'http.request.method': request.method,
          'http.route': route,
          'http.response.status_code': reply.statusCode,
        },
      });
    done();
  });
}
