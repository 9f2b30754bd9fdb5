import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEVICE_SUBPROTOCOL, type Hello } from '@ppaas/contracts';
import { aHello, aPayment, approval } from '@ppaas/testing';
import type { NexoMessage } from '@ppaas/nexo';
import { WebSocket } from 'ws';
import { enquiryAnswer } from '../enquiry.ts';
import { newKeyAndRequest } from '../identity.ts';
import type { JsonObject } from '../json.ts';
import { readMessage } from '../message.ts';
import { postJson } from '../post-json.ts';
import { Bench } from './bench.ts';
import { DeviceControl } from './device-control.ts';
import { RULES } from './rules.ts';
import { runRules, summaryOf } from './run.ts';

/**
 * Pays whatever comes, remembers nothing, acknowledges only while its shopper takes time, hears no abort, and forgets its results.
 * It has the test hooks of a device: how long the next shopper takes, and which card interactions there were.
 */
class CarelessDevice {
  readonly #hooks = createServer((request, response) => {
    this.#hook(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  readonly #interactions: { readonly exchangeIdentification: string }[] = [];
  #delayMs = 0;
  #socket: WebSocket | undefined;
  #isStopped = false;
  readonly #tls: { ca: string; cert: string; key: string };
  readonly #url: string;

  constructor(url: string, tls: { ca: string; cert: string; key: string }) {
    this.#url = url;
    this.#tls = tls;
    this.#connect();
  }

  /** @returns where its hooks are */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#hooks.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#hooks.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#socket?.terminate();
    this.#hooks.closeAllConnections();
    await new Promise((resolve) => this.#hooks.close(resolve));
  }

  async #hook(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.method === 'POST') this.#delayMs = Number((JSON.parse(body) as { delayMs: number }).delayMs);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ interactions: this.#interactions }));
  }

  #connect(): void {
    const socket = new WebSocket(this.#url, DEVICE_SUBPROTOCOL, this.#tls);
    this.#socket = socket;
    const hello: Hello = aHello({ bootId: String(Math.random()), journalId: String(Math.random()) });
    socket.on('open', () => socket.send(JSON.stringify({ Hello: hello })));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (!this.#isStopped) setTimeout(() => this.#connect(), 20);
    });
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as JsonObject;
      const message = readMessage(frame);
      if (message?.root === 'SaleToPOIServiceRequest') {
        const { exchangeId } = message;
        this.#pay(socket, exchangeId);
      }
      if (message?.root === 'SaleToPOIMessageStatusRequest') {
        socket.send(JSON.stringify(enquiryAnswer(message, undefined, new Date())));
      }
    });
  }

  #pay(socket: WebSocket, exchangeId: string): void {
    this.#interactions.push({ exchangeIdentification: exchangeId });
    const delayMs = this.#delayMs;
    this.#delayMs = 0;
    if (delayMs > 0) socket.send(JSON.stringify({ Ack: { ExchangeIdentification: exchangeId } }));
    const paid = aPayment({ saleId: 'TILL-1', deviceId: 'D', exchangeIdentification: exchangeId });
    setTimeout(() => socket.send(JSON.stringify(approval(paid satisfies NexoMessage))), delayMs).unref();
  }
}

describe('a careless device in the conformance run', () => {
  let bench: Bench;
  let device: CarelessDevice;

  beforeAll(async () => {
    bench = await Bench.start('localhost', 0);
    const { privateKey, csr } = await newKeyAndRequest('ANOTHER');
    const ca = bench.authority.pem;
    const enrolled = await postJson(`${bench.enrolUrl}/device/v1/enrol`, { activationCode: 'ANY', csr }, { ca });
    const { certificate } = JSON.parse(enrolled.text) as { certificate: string };
    device = new CarelessDevice(bench.connectUrl, { ca, cert: certificate, key: privateKey });
    bench.control = new DeviceControl(await device.listen());
  }, 30_000);
  afterAll(async () => {
    await device.stop();
    await bench.stop();
  });

  it('is caught at each promise it does not keep', async () => {
    const tried = ['3.1', '2.2', '3.5', '5.1', '5.2', '5.3', '6.1', '6.2', '6.3', '6.5'];
    const findings = await runRules(
      bench,
      RULES.filter(({ section }) => tried.includes(section)),
      () => undefined,
    );
    const verdicts = Object.fromEntries(findings.map(({ rule, verdict }) => [rule.section, verdict]));
    expect(verdicts).toEqual({
      '3.1': 'pass',
      '2.2': 'fail',
      '3.5': 'fail',
      '5.1': 'fail',
      '5.2': 'fail',
      '5.3': 'fail',
      '6.1': 'fail',
      '6.2': 'fail',
      '6.3': 'fail',
      '6.5': 'fail',
    });
    expect(findings.at(-1)?.detail).toBe('the answer is Failure/NotFound, not Failure/InProgress');
    expect(summaryOf(findings)).toBe('1 passed, 9 failed, 0 skipped');
  }, 90_000);
});
