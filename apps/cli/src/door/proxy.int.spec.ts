import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { request as secureRequest } from 'node:https';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import { AUTHORISE_PATH } from '@ppaas/contracts';
import { eventually } from '@ppaas/testing';
import * as x509 from '@peculiar/x509';
import { childEnvironment } from '../environment.ts';
import { freePort } from '../processes/ports.ts';
import { rootPath } from '../workspace.ts';
import { closeServer, listenOn, mutualTlsDoor, publicDoor } from './proxy.ts';
import { ensureSecrets, readSecret } from '../sandbox/secrets.ts';
import type { SecretFiles } from '../sandbox/secrets.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
const placeOf = (server: Server) => ({ host: '127.0.0.1', port: portOf(server) });

describe('the doors', () => {
  let handler: Handler;
  let service: Server;
  let door: Server;
  let origin: string;

  beforeEach(async () => {
    service = createServer((request, response) => handler(request, response));
    await listenOn(service, 0);
    door = publicDoor(() => placeOf(service));
    await listenOn(door, 0);
    origin = `http://127.0.0.1:${portOf(door)}`;
  });
  afterEach(async () => {
    await closeServer(door);
    await closeServer(service);
  });

  it('pass a call and its answer on, byte for byte', async () => {
    handler = async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.writeHead(409, { 'content-type': 'application/json', 'idempotent-replayed': 'true' });
      response.end(Buffer.concat(chunks));
    };
    const answer = await fetch(`${origin}/retail/v1/financial?a=1`, { method: 'POST', body: '{"ü": 1 }' });
    expect(answer.status).toBe(409);
    expect(answer.headers.get('idempotent-replayed')).toBe('true');
    expect(await answer.text()).toBe('{"ü": 1 }');
  });

  it('answer 404 for what no service owns, and for devices’ sockets', async () => {
    handler = (_request, response) => response.end();
    for (const path of ['/', '/admin', '/device/v1/renew', '/device/v1/connect']) {
      expect((await fetch(`${origin}${path}`, { method: 'POST' })).status).toBe(404);
    }
  });

  it('believe nobody who claims to be a door or another address', async () => {
    let seen: IncomingMessage['headers'] = {};
    handler = (request, response) => {
      seen = request.headers;
      response.end();
    };
    const forged = { 'x-client-cert-sha256': 'aa', 'X-Door-Token': 'bb', 'x-forwarded-for': '8.8.8.8', 'x-kept': '1' };
    await fetch(`${origin}/retail/v1/payment-devices`, { headers: forged });
    expect(seen['x-client-cert-sha256']).toBeUndefined();
    expect(seen['x-door-token']).toBeUndefined();
    expect(seen['x-forwarded-for']).toBe('127.0.0.1');
    expect(seen['x-kept']).toBe('1');
  });

  it('hang up behind when the client hangs up in front', async () => {
    const hangUp = new AbortController();
    const noticed = new Promise<void>((resolve) => {
      handler = (request) => {
        request.socket.once('close', () => resolve());
        hangUp.abort();
      };
    });
    const call = fetch(`${origin}/retail/v1/financial`, { method: 'POST', body: '{}', signal: hangUp.signal });
    await expect(call).rejects.toThrow();
    await noticed;
  });

  it('answer 503 with Retry-After when the service is away', async () => {
    await closeServer(service);
    const answer = await fetch(`${origin}/retail/v1/financial`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('hang up, and never say 503, when the service dies with a call in its hands', async () => {
    handler = (request) => request.socket.destroy();
    const call = fetch(`${origin}/retail/v1/financial`, { method: 'POST', body: '{}' });
    await expect(call).rejects.toThrow();
  });

  it('hang up as well when the service dies after a call on the same connection', async () => {
    handler = (_request, response) => response.end();
    await (await fetch(`${origin}/retail/v1/financial`, { method: 'POST', body: '{}' })).text();
    handler = (request) => request.socket.destroy();
    const call = fetch(`${origin}/retail/v1/financial`, { method: 'POST', body: '{}' });
    await expect(call).rejects.toThrow();
  });

  it('break off when the service dies in the middle of an answer', async () => {
    handler = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    };
    const answer = await fetch(`${origin}/retail/v1/payment-devices`);
    await expect(answer.text()).rejects.toThrow();
  });

  describe('with mutual TLS', () => {
    let dir: string;
    beforeEach(() => {
      dir = mkdtempSync(join(tmpdir(), 'ppaas-door-'));
    });
    afterEach(() => rmSync(dir, { recursive: true }));

    let secrets: SecretFiles;
    let tlsDoor: Server;
    let seen: IncomingMessage['headers'];
    beforeEach(async () => {
      secrets = await ensureSecrets(join(dir, 'secrets'), join(dir, 'ca.pem'), new Date());
      tlsDoor = mutualTlsDoor(() => placeOf(service), secrets);
      await listenOn(tlsDoor, 0);
      seen = {};
    });
    afterEach(() => closeServer(tlsDoor));

    const call = (path: string, client: object, headers = {}): Promise<number> =>
      new Promise((resolve, reject) => {
        const options = { host: 'localhost', port: portOf(tlsDoor), path, method: 'POST', headers };
        secureRequest({ ...options, ca: readFileSync(secrets.ca), agent: false, ...client }, (answer) => {
          answer.resume();
          once(answer, 'end').then(() => resolve(answer.statusCode ?? 0), reject);
        })
          .on('error', reject)
          .end('{}');
      });

    it('name the certificate they checked, beside their own secret', async () => {
      handler = (request, response) => {
        seen = request.headers;
        response.end('renewed');
      };
      await expect(call('/device/v1/renew', {})).rejects.toThrow();
      const client = await clientIdentity(secrets);
      expect(await call('/device/v1/renew', { cert: client.certificate, key: client.key })).toBe(200);
      const { raw } = new X509Certificate(client.certificate);
      expect(seen['x-client-cert-sha256']).toBe(createHash('sha256').update(raw).digest('hex'));
      expect(seen['x-door-token']).toBe(readSecret(secrets.doorToken));
      expect(await call('/registry/v1/organisations', { cert: client.certificate, key: client.key })).toBe(404);
    });

    it('send a till’s call on with the token that auth gives for the certificate, in place of any other', async () => {
      const client = await clientIdentity(secrets);
      const { raw } = new X509Certificate(client.certificate);
      const thumbprint = createHash('sha256').update(raw).digest('hex');
      let asked: IncomingMessage['headers'] = {};
      handler = (request, response) => {
        if (request.url === AUTHORISE_PATH) {
          asked = request.headers;
          response.writeHead(204, { authorization: 'Bearer of-the-certificate' }).end();
          return;
        }
        seen = request.headers;
        response.end('sold');
      };
      const forged = { authorization: 'Bearer of-a-till', 'x-client-cert-sha256': 'aa', 'x-door-token': 'bb' };
      expect(await call('/retail/v1/financial', { cert: client.certificate, key: client.key }, forged)).toBe(200);
      expect(asked).toMatchObject({
        'x-client-cert-sha256': thumbprint,
        'x-door-token': readSecret(secrets.doorToken),
      });
      expect(asked.authorization).toBeUndefined();
      expect(seen).toMatchObject({ authorization: 'Bearer of-the-certificate', 'x-client-cert-sha256': thumbprint });
    });

    it('are one in a cluster too: a process that answers what it holds before it ends', async () => {
      const [doorPort, port, publicPort] = [await freePort(), await freePort(), await freePort()];
      const url = `http://127.0.0.1:${portOf(service)}`;
      const environment = {
        ...{ PORT: String(port), DOOR_PORT: String(doorPort), INSTANCE: 'door-0', DRAIN_MS: '200' },
        PUBLIC_PORT: String(publicPort),
        ...{ TLS_CERT_FILE: secrets.serverCertificate, TLS_KEY_FILE: secrets.serverKey },
        ...{ DEVICE_CA_FILE: secrets.chain, DOOR_TOKEN_FILE: secrets.doorToken },
        ...{ AUTH_URL: url, REGISTRY_URL: url, SESSION_URL: url, TRANSACTION_URL: url },
      };
      const started = spawn(process.execPath, [rootPath('apps/cli/dist/main.js'), 'door'], {
        env: childEnvironment(environment),
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const ended = once(started, 'exit');
      const health = async (path: string): Promise<number | undefined> =>
        fetch(`http://127.0.0.1:${port}${path}`).then(
          ({ status }) => status,
          () => undefined,
        );
      try {
        await eventually('ready', async () => ((await health('/health/ready')) === 200 ? true : undefined), 20_000);
        expect(await health('/metrics')).toBe(200);
        handler = (_request, response) => response.end();
        expect((await fetch(`http://127.0.0.1:${publicPort}/retail/v1/payment-devices`)).status).toBe(200);
        handler = (request, response) => {
          seen = request.headers;
          started.kill();
          // Within the time in which it says that it is going.
          void eventually('not ready', async () => ((await health('/health/ready')) === 503 ? true : undefined)).then(
            () => setTimeout(() => response.end('renewed'), 300),
          );
        };
        const { certificate: cert, key } = await clientIdentity(secrets);
        expect(await call('/device/v1/renew', { cert, key, port: doorPort })).toBe(200);
        expect(seen['x-door-token']).toBe(readSecret(secrets.doorToken));
        expect(await ended).toEqual([143, null]);
        await expect(call('/device/v1/renew', { cert, key, port: doorPort })).rejects.toThrow(/ECONNREFUSED/);
      } finally {
        started.kill('SIGKILL');
      }
    }, 40_000);

    it('let nobody in whom auth does not know, and say 503 while auth is away', async () => {
      const client = await clientIdentity(secrets);
      const shown = { cert: client.certificate, key: client.key };
      const paths: (string | undefined)[] = [];
      handler = (request, response) => {
        paths.push(request.url);
        response.writeHead(401).end('no');
      };
      expect(await call('/retail/v1/financial', shown)).toBe(401);
      expect(paths).toEqual([AUTHORISE_PATH]);
      await closeServer(service);
      expect(await call('/retail/v1/financial', shown)).toBe(503);
    });
  });
});

/** What the registry gives a device: a client certificate of the same issuing authority. */
async function clientIdentity(secrets: SecretFiles): Promise<{ certificate: string; key: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const issuingKey = createPrivateKey(readSecret(secrets.issuingKey)).export({ format: 'der', type: 'pkcs8' });
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '01',
    subject: [{ CN: ['D-1'] }],
    issuer: new x509.X509Certificate(readSecret(secrets.issuingCertificate)).subjectName,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 60_000),
    publicKey: keys.publicKey,
    signingKey: await webcrypto.subtle.importKey('pkcs8', issuingKey, algorithm, false, ['sign']),
    signingAlgorithm: algorithm,
    extensions: [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth], true)],
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    certificate: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----`,
  };
}
