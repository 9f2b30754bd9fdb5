import { DEVICE_SUBPROTOCOL, type Hello } from '@ppaas/contracts';
import { WebSocket } from 'ws';
import type { IssuedCertificate } from './issued-certificates.ts';
import { eventually } from './stores.ts';

type Json = Record<string, unknown>;

export const aHello = (change: Partial<Hello> = {}): Hello => ({
  serialNumber: 'SN-1',
  model: 'Test terminal',
  softwareVersion: '1.0',
  protocolVersions: ['5.0'],
  paymentMethods: [{ code: 'VISA', name: 'Visa', brands: ['VISA'] }],
  services: ['FinancialPaymentRequest'],
  capabilities: {},
  state: 'Idle',
  bootId: 'boot-1',
  journalId: 'journal-1',
  oldestSequence: 0,
  journalSequence: 0,
  ...change,
});

/** The device's end of the channel with no behaviour of its own: a test says each frame. */
export class ChannelDevice {
  readonly frames: Json[] = [];
  readonly socket: WebSocket;
  closed: { readonly code: number; readonly reason: string } | undefined;
  /** HTTP status of a refused upgrade, or the error's text. */
  refused: number | string | undefined;

  constructor(options: {
    readonly port: number;
    readonly ca: string;
    readonly identity?: IssuedCertificate | undefined;
    readonly path?: string;
    readonly subprotocol?: string;
    readonly autoPong?: boolean;
  }) {
    this.socket = new WebSocket(
      `wss://localhost:${options.port}${options.path ?? '/device/v1/connect'}`,
      options.subprotocol ?? DEVICE_SUBPROTOCOL,
      {
        ca: options.ca,
        ...(options.identity ? { cert: options.identity.certificate, key: options.identity.key } : {}),
        perMessageDeflate: false,
        autoPong: options.autoPong ?? true,
      },
    );
    this.socket.on('message', (data) => this.frames.push(JSON.parse(String(data)) as Json));
    this.socket.on('close', (code, reason) => (this.closed = { code, reason: String(reason) }));
    this.socket.on('unexpected-response', (_request, response) => {
      this.refused = response.statusCode ?? 0;
      response.destroy();
    });
    this.socket.on('error', (error) => (this.refused ??= error.message));
  }

  /** Resolves when the socket is open; rejects when it was refused. */
  opened(): Promise<this> {
    return eventually('an open socket', () => {
      if (this.refused !== undefined) throw new Error(`refused: ${this.refused}`);
      return this.socket.readyState === WebSocket.OPEN ? this : undefined;
    });
  }

  /** Says Hello and waits for the Welcome. */
  async hello(change: Partial<Hello> = {}): Promise<{ readonly deviceId: string; readonly epoch: number }> {
    await this.opened();
    this.send({ Hello: aHello(change) });
    const { Welcome } = await this.heard('Welcome');
    return Welcome as { deviceId: string; epoch: number };
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  /** The first frame not yet taken that has this member. */
  heard(member: string, limitMs?: number): Promise<Json> {
    return eventually(
      `a frame ${member}`,
      () => {
        const at = this.frames.findIndex((frame) => member in frame);
        return at < 0 ? undefined : this.frames.splice(at, 1)[0];
      },
      limitMs,
    );
  }

  ended(limitMs?: number): Promise<{ readonly code: number; readonly reason: string }> {
    return eventually('the end of the connection', () => this.closed, limitMs);
  }

  close(): void {
    this.socket.terminate();
  }
}
