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
import { RULES } from './rules.ts';
import { runRules, summaryOf } from './run.ts';

/** Pays whatever comes, remembers nothing, never acknowledges, and forgets its results. */
class CarelessDevice {
  #socket: WebSocket | undefined;
  #isStopped = false;
  readonly #tls: { ca: string; cert: string; key: string };
  readonly #url: string;

  constructor(url: string, tls: { ca: string; cert: string; key: string }) {
    this.#url = url;
    this.#tls = tls;
    this.#connect();
  }

  stop(): void {
    this.#isStopped = true;
    this.#socket?.terminate();
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
        const paid = aPayment({ saleId: 'TILL-1', deviceId: 'D', exchangeIdentification: exchangeId });
        socket.send(JSON.stringify(approval(paid satisfies NexoMessage)));
      }
      if (message?.root === 'SaleToPOIMessageStatusRequest') {
        socket.send(JSON.stringify(enquiryAnswer(message, undefined, new Date())));
      }
    });
  }
}

describe('a careless device in the conformance run', () => {
  let bench: Bench;
  let device: CarelessDevice;

  beforeAll(async () => {
    bench = await Bench.start('localhost', 0);
    const { privateKey, csr } = await newKeyAndRequest('ANOTHER');
    const ca = bench.authority.pem;
    const enrolled = await postJson(`${bench.enrolUrl}/device/v1/enrol`, { activationCode: 'ANY', csr }, ca);
    const { certificate } = JSON.parse(enrolled.text) as { certificate: string };
    device = new CarelessDevice(bench.connectUrl, { ca, cert: certificate, key: privateKey });
  }, 30_000);
  afterAll(async () => {
    device.stop();
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
      '6.5': 'skip',
    });
    expect(summaryOf(findings)).toBe('1 passed, 8 failed, 1 skipped');
  }, 90_000);
});
