// A mail server that keeps what it gets (RFC 5321), over TLS from the first byte, with STARTTLS, or in the clear.
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket, createSecureContext } from 'node:tls';

export interface ReceivedMail {
  readonly isEncrypted: boolean;
  /** User and password, when they were given. */
  readonly login: string | undefined;
  readonly to: readonly string[];
  /** Headers and body as they came. */
  readonly data: string;
}

export interface SmtpServer {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  close(): Promise<void>;
}

interface SmtpOptions {
  /** `none`: it offers no encryption. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly certificate: string;
  readonly key: string;
}

export async function startSmtpServer({ tls, certificate, key }: SmtpOptions): Promise<SmtpServer> {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const secureContext = createSecureContext({ cert: certificate, key });
  const encrypt = (socket: Socket): Socket => new TLSSocket(socket, { isServer: true, secureContext });
  const server = createServer((plain) => {
    sockets.add(plain);
    const keep = (mail: ReceivedMail): void => void received.push(mail);
    // Whoever does not trust the certificate hangs up.
    const ignore = (): void => void plain.destroy();
    plain.on('error', ignore);
    if (tls === 'implicit') converse(encrypt(plain).on('error', ignore), { isEncrypted: true, keep });
    else if (tls === 'none') converse(plain, { isEncrypted: false, keep });
    else converse(plain, { isEncrypted: false, keep, encrypt: (socket) => encrypt(socket).on('error', ignore) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface Talk {
  readonly isEncrypted: boolean;
  readonly keep: (mail: ReceivedMail) => void;
  /** Offered, and done when the client asks. */
  readonly encrypt?: (socket: Socket) => Socket;
}

function converse(socket: Socket, { isEncrypted, keep, encrypt }: Talk, isGreeted = false): void {
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  let [pending, login, isData] = ['', undefined as string | undefined, false];
  let to: string[] = [];
  const command = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') {
      const offers = ['localhost', ...(encrypt ? ['STARTTLS'] : []), 'AUTH PLAIN'];
      offers.forEach((offer, at) => say(`250${at === offers.length - 1 ? ' ' : '-'}${offer}`));
    } else if (verb === 'STAR' && encrypt !== undefined) {
      say('220 go ahead');
      socket.removeAllListeners('data');
      converse(encrypt(socket), { isEncrypted: true, keep }, true);
    } else if (verb === 'AUTH') {
      login = Buffer.from(line.split(' ')[2] ?? '', 'base64')
        .toString()
        .split('\0')
        .slice(1)
        .join(':');
      say('235 ok');
    } else if (verb === 'RCPT') {
      to.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
      say('250 ok');
    } else if (verb === 'DATA') {
      isData = true;
      say('354 end with a dot');
    } else if (verb === 'QUIT') {
      say('221 bye');
      socket.end();
    } else say('250 ok');
  };
  socket.on('data', (chunk: Buffer) => {
    pending += chunk.toString('utf8');
    for (;;) {
      const end = isData ? '\r\n.\r\n' : '\r\n';
      const at = pending.indexOf(end);
      if (at < 0) return;
      const text = pending.slice(0, at);
      pending = pending.slice(at + end.length);
      if (!isData) command(text);
      else {
        keep({ isEncrypted, login, to, data: text });
        [isData, to] = [false, []];
        say('250 kept');
      }
    }
  });
  if (!isGreeted) say('220 localhost ESMTP');
}
