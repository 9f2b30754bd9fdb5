import { DEVICE_SUBPROTOCOL, enrolRequest, MAX_FRAME_BYTES, renewRequest, type Hello } from '@ppaas/contracts';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import { WebSocketServer } from 'ws';
import type { DeviceControl } from './device-control.ts';
import { DeviceLine } from './device-line.ts';
import { RuleBroken } from './rule-broken.ts';
import { TestAuthority, type Life } from './test-authority.ts';

/** Often enough that a rule about silence takes seconds. */
const PING_SECONDS = 2;
const DEVICE_ID = 'conformance-device';

/** Plays the platform against one device: enrolment, the door, and the connection that is up. */
export class Bench {
  readonly authority: TestAuthority;
  readonly deviceId = DEVICE_ID;
  readonly pingSeconds = PING_SECONDS;
  /** Hooks of the device, when it has any. */
  control: DeviceControl | undefined;
  /** Serial number that the certificate request named. */
  enrolledSerialNumber: string | undefined;
  lastHello: Hello | undefined;
  /** Of the certificates that it gives from now on; undefined: a day behind and a day before. */
  life: Life | undefined;
  /** Renewals (PKCS#10) in the order in which they came. */
  readonly renewals: string[] = [];
  /** How many answers to renewals are lost on the way. */
  lostRenewals = 0;
  /** SHA-256 of the certificate that the device showed last at the door of the channel, as `openssl x509 -fingerprint` writes it. */
  shownFingerprint: string | undefined;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_FRAME_BYTES });
  #line: DeviceLine | undefined;
  #epoch = 0;
  #port = 0;
  #host = '';

  private constructor(authority: TestAuthority, tls: { cert: string; key: string }) {
    this.authority = authority;
    this.#server = createServer(
      // The enrolment call has no certificate yet; the door for the channel asks for one.
      { ...tls, ca: authority.pem, requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.2' },
      (request, response) => {
        this.#certify(request, response).catch((error: unknown) => {
          response.writeHead(400).end(error instanceof Error ? error.message : 'not acceptable');
        });
      },
    );
    this.#server.on('upgrade', (request, socket, head) => {
      const isOwn = socket instanceof TLSSocket && socket.authorized;
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
      if (!isOwn || request.url !== '/device/v1/connect' || !offered.includes(DEVICE_SUBPROTOCOL)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
        return;
      }
      this.shownFingerprint = socket.getPeerCertificate().fingerprint256;
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => (this.#line = new DeviceLine(webSocket)));
    });
  }

  /** @param port 0 = any free one */
  static async start(host: string, port: number): Promise<Bench> {
    const authority = await TestAuthority.create();
    const bench = new Bench(authority, await authority.issueServer(host));
    await new Promise<void>((resolve, reject) => {
      bench.#server.once('error', reject);
      bench.#server.listen(port, resolve);
    });
    const address = bench.#server.address();
    bench.#port = typeof address === 'object' && address !== null ? address.port : port;
    bench.#host = host;
    return bench;
  }

  get enrolUrl(): string {
    return `https://${this.#host}:${this.#port}`;
  }

  get connectUrl(): string {
    return `wss://${this.#host}:${this.#port}/device/v1/connect`;
  }

  async stop(): Promise<void> {
    this.#line?.socket.terminate();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** The connection that is up and welcomed; waits for one. */
  async line(limitMs = 65_000): Promise<DeviceLine> {
    if (this.#line?.isOpen === true && this.lastHello !== undefined && this.#isWelcomed) return this.#line;
    const line = await this.newLine(limitMs);
    this.lastHello = await line.hello();
    this.welcome(line);
    return line;
  }

  /** The next connection, before its Welcome. */
  async newLine(limitMs = 65_000): Promise<DeviceLine> {
    const end = performance.now() + limitMs;
    while (this.#line?.isOpen !== true || this.#isWelcomed) {
      if (performance.now() > end) throw new RuleBroken(`the device did not connect within ${limitMs / 1_000} s`);
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (this.#line?.isOpen !== true) this.#isWelcomed = false;
    }
    return this.#line;
  }

  welcome(line: DeviceLine): void {
    this.#epoch += 1;
    this.#isWelcomed = true;
    line.welcome(PING_SECONDS, this.#epoch, DEVICE_ID);
  }

  /** Cuts the connection, and waits until the device is back. */
  async reconnect(): Promise<DeviceLine> {
    this.#line?.socket.terminate();
    await this.#line?.closed(5_000);
    this.#isWelcomed = false;
    return this.line();
  }

  #isWelcomed = false;

  async #certify(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isRenewal = request.url === '/device/v1/renew';
    if (request.method !== 'POST' || (request.url !== '/device/v1/enrol' && !isRenewal)) {
      response.writeHead(404).end();
      return;
    }
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const body: unknown = JSON.parse(text);
    const { csr } = isRenewal ? renewRequest.parse(body) : enrolRequest.parse(body);
    if (isRenewal) {
      if (!(request.socket instanceof TLSSocket && request.socket.authorized))
        return void response.writeHead(401).end();
      this.renewals.push(csr);
      if (this.lostRenewals > 0) {
        this.lostRenewals -= 1;
        return void response.destroy();
      }
    }
    const { certificate, serialNumber } = await this.authority.issueDevice(csr, this.life);
    this.enrolledSerialNumber = serialNumber;
    const answer = { certificate, chain: this.authority.pem, deviceId: DEVICE_ID, connectUrl: this.connectUrl };
    response.writeHead(isRenewal ? 200 : 201, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }
}
