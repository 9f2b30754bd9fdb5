import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { RequestOptions } from 'node:https';
import { join } from 'node:path';
import { readMessage, writeMessage } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { LONG } from './pos.ts';
import type { Platform } from './platform.ts';
import type { Terminal } from './terminal.ts';

/** PEM of what a client shows at the mutual-TLS door. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface DoorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly message: NexoMessage | undefined;
}

/** The certificate of a simulated terminal, as it keeps it. */
export function certificateOf(platform: Platform, terminal: Terminal, simulator = 0): ClientCertificate {
  const directory = join(platform.directory, `terminal-simulator-${simulator}`, terminal.serialNumber);
  const kept = JSON.parse(readFileSync(join(directory, 'identity.json'), 'utf8')) as Record<string, string>;
  return { cert: `${kept['certificate']}\n${kept['chain']}`, key: kept['privateKey'] ?? '' };
}

/** POS software on a device: `node:https`, the device's certificate, no token. */
export class DeviceTill {
  constructor(
    private readonly platform: Platform,
    private readonly certificate: Partial<ClientCertificate>,
  ) {}

  send(path: string, message: NexoMessage): Promise<DoorAnswer> {
    return this.call('POST', `/retail/v1/${path}`, writeMessage(message, LONG));
  }

  /** @throws Error when there is no TLS connection */
  call(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<DoorAnswer> {
    const options: RequestOptions = {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ca: readFileSync(this.platform.secrets.caFile),
      agent: false,
      ...this.certificate,
    };
    return new Promise((resolve, reject) => {
      const asking = request(`${this.platform.tlsOrigin}${path}`, options, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (text += chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const read = readMessage(text, 'lenient');
          const message = read.kind === 'message' ? read.message : undefined;
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, message });
        });
      });
      asking.on('error', reject);
      asking.end(body);
    });
  }
}
