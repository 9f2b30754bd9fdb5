import { Agent, createServer, request as callService } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { TLSSocket } from 'node:tls';
import { createHash } from 'node:crypto';
import { AUTHORISE_PATH, CLIENT_CERTIFICATE_HEADER, DOOR_TOKEN_HEADER, routeTo } from '@ppaas/contracts';
import type { Door, ServiceName } from '@ppaas/contracts';
import { hasCode, messageOf } from '../cli-error.ts';
import type { SecretFiles } from '../sandbox/secrets.ts';
import { readSecret } from '../sandbox/secrets.ts';

/** Of the connection, not of the message (RFC 9110 §7.6.1): each side of the proxy has its own. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'proxy-authorization',
]);

/** Set here as an ingress does: services believe it from loopback, so a client's own must not pass. */
const REPLACED = new Set([CLIENT_CERTIFICATE_HEADER, DOOR_TOKEN_HEADER, 'x-forwarded-for']);
/** At the mutual-TLS door the certificate says who calls, and auth's token for it takes the place of any other. */
const REPLACED_BY_TOKEN = new Set([...REPLACED, 'authorization']);
const RETAIL = '/retail/v1/';

/** Where a service listens. */
export interface Place {
  readonly host: string;
  readonly port: number;
}
type PlaceOf = (service: ServiceName) => Place;
type Headers = Readonly<Record<string, string>>;
/** Files that the mutual-TLS door reads when it is made. */
type DoorFiles = Pick<SecretFiles, 'serverCertificate' | 'serverKey' | 'chain' | 'doorToken'>;

/**
 * The public origin, where no gateway is: routes by path to the services, as the ingress of a cluster does. It streams both
 * ways, keeps connections open and adds nothing to what is said. A client that hangs up hangs up the call behind it.
 */
export function publicDoor(placeOf: PlaceOf): Server {
  const agent = newAgent();
  return withoutLimits(
    createServer((request, response) => forward({ request, response, door: 'public', placeOf, agent, extra: {} })),
  );
}

/**
 * The mutual-TLS door. TLS ends here, with a client certificate that chains to the device authority; whose it is say the
 * services. The thumbprint goes along in a header that they believe only beside the door's own secret, because others on
 * their network can reach their ports too. Calls of `/retail/v1/**` go on with a token that auth signs for the certificate.
 */
export function mutualTlsDoor(placeOf: PlaceOf, secrets: DoorFiles): Server {
  const agent = newAgent();
  const doorToken = readSecret(secrets.doorToken);
  const options = {
    cert: readFileSync(secrets.serverCertificate),
    key: readFileSync(secrets.serverKey),
    ca: readFileSync(secrets.chain),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  } as const;
  return withoutLimits(
    createTlsServer(options, (request, response) => {
      const extra = { [CLIENT_CERTIFICATE_HEADER]: thumbprintOf(request), [DOOR_TOKEN_HEADER]: doorToken };
      const call: Call = { request, response, door: 'mutualTls', placeOf, agent, extra };
      if (request.url?.startsWith(RETAIL) === true) authorised(call);
      else forward(call);
    }),
  );
}

/** Lets a call in with the token that auth gives for its certificate; what auth answers instead is the client's answer. */
function authorised(call: Call): void {
  const { response, placeOf, agent, extra } = call;
  const question = callService({
    ...placeOf('auth'),
    path: AUTHORISE_PATH,
    agent,
    headers: extra,
  });
  question.on('response', (answer) => {
    const { authorization } = answer.headers;
    if (answer.statusCode === 204 && authorization !== undefined) {
      answer.resume();
      if (!response.destroyed) forward({ ...call, extra: { ...extra, authorization } });
      return;
    }
    response.writeHead(answer.statusCode ?? 502, passed(answer.rawHeaders));
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  // Nothing has gone anywhere yet, so it is true of any fault that nothing was started.
  question.on('error', (error) => refuse(response, 503, `auth cannot be reached: ${messageOf(error)}`));
  question.end();
}

const newAgent = (): Agent => new Agent({ keepAlive: true, maxFreeSockets: 256 });

function thumbprintOf(request: IncomingMessage): string {
  if (!(request.socket instanceof TLSSocket)) throw new Error('the mutual-TLS door got a call without TLS');
  return createHash('sha256').update(request.socket.getPeerCertificate(true).raw).digest('hex');
}

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly door: Door;
  readonly placeOf: PlaceOf;
  readonly agent: Agent;
  readonly extra: Headers;
}

function forward({ request, response, door, placeOf, agent, extra }: Call): void {
  const { method = 'GET', url = '/' } = request;
  const service = routeTo(method, url.split('?', 1)[0] ?? '/', door);
  // Devices connect straight to their connector: a socket of hours has no business in a proxy.
  if (service === undefined || service === 'device-connector') return refuse(response, 404, 'No such resource');
  const upstream = callService({
    ...placeOf(service),
    method,
    path: url,
    agent,
    headers: [
      ...passed(request.rawHeaders, extra.authorization === undefined ? REPLACED : REPLACED_BY_TOKEN),
      ...['x-forwarded-for', request.socket.remoteAddress ?? ''],
      ...Object.entries(extra).flat(),
    ],
  });
  upstream.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, passed(answer.rawHeaders));
    answer.pipe(response);
    // A service that dies in the middle of an answer must not look like a short answer.
    answer.on('error', () => response.destroy());
  });
  upstream.on('error', (error) => {
    // 503 says that nothing was started: true only of a call that found no connection. Of any other the service may have
    // taken the sale, and the client has to ask again with the same id.
    if (hasCode(error, 'ECONNREFUSED')) refuse(response, 503, `${service} cannot be reached: ${messageOf(error)}`);
    else response.destroy();
  });
  response.on('close', () => {
    if (!response.writableFinished) upstream.destroy();
  });
  request.on('error', () => upstream.destroy());
  request.pipe(upstream);
}

/** Raw headers (name, value, name, value …) without those of the connection. */
export function passed(raw: readonly string[], replaced: ReadonlySet<string> = new Set()): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = raw.slice(index, index + 2);
    if (!HOP_BY_HOP.has(name.toLowerCase()) && !replaced.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}

function refuse(response: ServerResponse, status: 404 | 503, detail: string): void {
  const title = status === 404 ? 'Not Found' : 'Service Unavailable';
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    ...(status === 503 ? { 'retry-after': '1' } : {}),
  });
  response.end(JSON.stringify({ type: 'about:blank', title, status, detail }));
}

/** A sale may wait 145 s for its answer: the services bound their calls, not the proxy. */
function withoutLimits(server: Server): Server {
  server.requestTimeout = 0;
  server.timeout = 0;
  server.keepAliveTimeout = 65_000;
  return server;
}

export function listenOn(server: Server, port: number, host = '127.0.0.1'): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
