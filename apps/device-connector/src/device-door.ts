import { Inject, Injectable } from '@nestjs/common';
import { DEVICE_SUBPROTOCOL, MAX_FRAME_BYTES } from '@ppaas/contracts';
import { Logger, Shutdown } from '@ppaas/service';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { WebSocketServer } from 'ws';
import { ConnectorMetrics } from './connector-metrics.ts';
import { CONNECTOR_CONFIG, type ConnectorConfig } from './device-connector.config.ts';
import { DeviceSockets } from './device-sockets.ts';
import { TokenBucket } from './frame-budget.ts';

export const CONNECT_PATH = '/device/v1/connect';

const HANDSHAKE_MS = 10_000;
/** Before HTTP stops: the devices leave first. */
const STOP_DOOR = 5;

/** Where devices come in: TLS with a client certificate, one path, one subprotocol. */
@Injectable()
export class DeviceDoor {
  private readonly server: Server;
  private readonly sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    handleProtocols: () => DEVICE_SUBPROTOCOL,
  });
  private readonly rate: TokenBucket;
  private isStopping = false;

  constructor(
    @Inject(CONNECTOR_CONFIG) private readonly config: ConnectorConfig,
    @Inject(DeviceSockets) private readonly devices: DeviceSockets,
    @Inject(ConnectorMetrics) private readonly metrics: ConnectorMetrics,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(Shutdown) shutdown: Shutdown,
  ) {
    const perSecond = config.DEVICE_HANDSHAKES_PER_SECOND;
    this.rate = new TokenBucket(perSecond * 2, perSecond, performance.now());
    this.server = createServer(
      {
        cert: readFileSync(config.TLS_CERT_FILE),
        key: readFileSync(config.TLS_KEY_FILE),
        ca: readFileSync(config.DEVICE_CA_FILE),
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        handshakeTimeout: HANDSHAKE_MS,
        headersTimeout: HANDSHAKE_MS,
        maxHeaderSize: 8_192,
      },
      (_request, response) => response.writeHead(426, { upgrade: 'websocket' }).end(),
    );
    this.server.maxHeadersCount = 64;
    this.server.on('connection', (socket: Socket) => this.limit(socket));
    this.server.on('tlsClientError', () => this.metrics.handshakes.inc({ result: 'tls refused' }));
    this.server.on('upgrade', (request, socket, head) => {
      this.upgrade(request, socket, head).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'an upgrade failed');
        this.refuse(socket, '503 Service Unavailable', 'failed');
      });
    });
    shutdown.register(STOP_DOOR, 'devices', () => this.close());
  }

  /** @returns the port */
  open(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.config.DEVICE_PORT, this.config.HOST, () => {
        const address = this.server.address();
        const port = typeof address === 'object' && address !== null ? address.port : this.config.DEVICE_PORT;
        this.logger.info({ port }, 'the door for devices is open');
        resolve(port);
      });
    });
  }

  private async close(): Promise<void> {
    this.isStopping = true;
    this.server.close();
    await this.devices.drain(this.config.DEVICE_DRAIN_MS);
    this.server.closeAllConnections();
  }

  /** A storm of reconnects must not take all the time there is: who is one too many comes again, with jitter. */
  private limit(socket: Socket): void {
    if (this.rate.take(1, performance.now())) return;
    this.metrics.handshakes.inc({ result: 'too many' });
    socket.destroy();
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', (error) => this.logger.debug({ err: error }, 'a socket broke before the upgrade'));
    if (this.isStopping) return this.refuse(socket, '503 Service Unavailable', 'stopping');
    const [path] = (request.url ?? '').split('?');
    if (path !== CONNECT_PATH) return this.refuse(socket, '404 Not Found', 'path');
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    if (!offered.includes(DEVICE_SUBPROTOCOL)) return this.refuse(socket, '400 Bad Request', 'subprotocol');
    const thumbprint = socket instanceof TLSSocket ? thumbprintOf(socket) : undefined;
    if (thumbprint === undefined) return this.refuse(socket, '403 Forbidden', 'no certificate');
    const admission = await this.devices.admit(thumbprint);
    if (admission.kind !== 'admitted') {
      const why = admission.kind === 'refused' ? admission.why : 'unknown';
      this.logger.info({ thumbprint, why }, 'a device was refused');
      return this.refuse(socket, '403 Forbidden', why);
    }
    if (socket.destroyed) return;
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.metrics.handshakes.inc({ result: 'admitted' });
      this.devices.take(webSocket, admission.identity);
    });
  }

  private refuse(socket: Duplex, status: string, result: string): void {
    this.metrics.handshakes.inc({ result });
    if (!socket.destroyed) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }
}

/** SHA-256 of the peer's certificate, lower-case hex; also of a resumed session, whose certificate is remembered. */
function thumbprintOf(socket: TLSSocket): string | undefined {
  if (!socket.authorized) return undefined;
  const { raw } = socket.getPeerCertificate();
  return raw === undefined ? undefined : createHash('sha256').update(raw).digest('hex');
}
