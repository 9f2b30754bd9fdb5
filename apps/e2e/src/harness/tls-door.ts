import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import { TLSSocket } from 'node:tls';
import { AUTHORISE_PATH, CLIENT_CERTIFICATE_HEADER, DOOR_TOKEN_HEADER } from '@ppaas/contracts';
import { listen } from './ports.ts';
import { refuse } from './router.ts';
import type { Router } from './router.ts';
import type { Secrets } from './secrets.ts';

/** The mutual-TLS door: TLS ends here, auth says whether the certificate may call, and the call goes on with auth's token. */
export class TlsDoor {
  readonly #server: Server;
  readonly #router: Router;
  readonly #token: string;
  port = 0;

  constructor(router: Router, { connector, caFile, doorToken }: Secrets) {
    this.#router = router;
    this.#token = doorToken;
    const read = (path: string | undefined): Buffer => readFileSync(path ?? '');
    const tls = { cert: read(connector['TLS_CERT_FILE']), key: read(connector['TLS_KEY_FILE']), ca: read(caFile) };
    this.#server = createServer({ ...tls, requestCert: true, rejectUnauthorized: true }, (request, response) => {
      this.#take(request, response).catch((error: unknown) => refuse(response, 503, String(error)));
    });
  }

  get origin(): string {
    return `https://localhost:${this.port}`;
  }

  async open(): Promise<void> {
    this.port = await listen(this.#server);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!(request.socket instanceof TLSSocket)) throw new Error('a call without TLS');
    const thumbprint = createHash('sha256').update(request.socket.getPeerCertificate(true).raw).digest('hex');
    const own = { [CLIENT_CERTIFICATE_HEADER]: thumbprint, [DOOR_TOKEN_HEADER]: this.#token };
    if (request.url?.startsWith('/retail/v1/') !== true) {
      return this.#router.forward(request, response, 'mutualTls', own);
    }
    const answer = await fetch(`http://127.0.0.1:${this.#router.portOf('auth')}${AUTHORISE_PATH}`, { headers: own });
    const authorization = answer.headers.get('authorization');
    if (answer.status === 204 && authorization !== null) {
      return this.#router.forward(request, response, 'mutualTls', { ...own, authorization });
    }
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(await answer.text());
  }
}
