import { findCardData, validateCanonical } from '@ppaas/nexo';
import { objectAt, textAt, type JsonObject } from '../json.ts';
import { readMessage } from '../message.ts';
import type { Bench } from './bench.ts';
import type { DeviceControl } from './device-control.ts';
import type { DeviceLine } from './device-line.ts';
import { abort, balance, enquiry, newId, payment, reversal, session } from './requests.ts';
import { expectThat, same, type Rule } from './rule.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const bodyOf = (frame: JsonObject): JsonObject => readMessage(frame)?.body ?? {};
const response = (frame: JsonObject): string =>
  [textAt(bodyOf(frame), 'Response', 'Response'), textAt(bodyOf(frame), 'Response', 'ResponseReason')]
    .filter(Boolean)
    .join('/');

function expectResponse(frame: JsonObject, wanted: string): void {
  expectThat(response(frame) === wanted, `the answer is ${response(frame)}, not ${wanted}`);
}

function controlOf(bench: Bench): DeviceControl {
  if (bench.control === undefined) throw new Error('the rule needs control of the device');
  return bench.control;
}

/** Pays and waits for the answer. */
async function pay(bench: Bench, line: DeviceLine, change: { saleId?: string; exchangeId?: string } = {}) {
  const exchangeId = change.exchangeId ?? newId('T');
  const request = payment({ deviceId: bench.deviceId, ...change, exchangeId });
  line.send(request);
  return { exchangeId, request, answer: await line.answer(exchangeId) };
}

const store = (line: DeviceLine, exchangeId: string): void =>
  line.send({ Stored: { ExchangeIdentification: exchangeId } });

async function ask(bench: Bench, line: DeviceLine, about: string): Promise<JsonObject> {
  const exchangeId = newId('Q');
  line.send(enquiry({ deviceId: bench.deviceId, exchangeId, about }));
  return line.answer(exchangeId);
}

async function login(
  bench: Bench,
  line: DeviceLine,
  what: 'Login' | 'Logout' | 'Diagnosis',
  saleId = 'TILL-1',
): Promise<JsonObject> {
  const exchangeId = newId('S');
  line.send(session({ deviceId: bench.deviceId, exchangeId, what, saleId }));
  const answer = await line.answer(exchangeId);
  store(line, exchangeId);
  return answer;
}

function expectStrict(answer: JsonObject): void {
  const valid = validateCanonical(answer, 'strict');
  expectThat(valid.ok, `the answer is not valid: ${valid.ok ? '' : `${valid.pointer} ${valid.detail}`}`);
  expectThat(findCardData(answer).length === 0, 'the answer holds card data in clear');
}

const CONNECTION: readonly Rule[] = [
  {
    section: '3.1',
    title: 'Hello is the first frame, within 5 s, and nothing follows it before Welcome',
    async run(bench) {
      const line = await bench.newLine();
      bench.lastHello = await line.hello();
      await pause(500);
      expectThat(line.frames.length === 1, 'frames were sent before Welcome');
      expectThat(line.binaryFrames === 0, 'a binary frame was sent');
      bench.welcome(line);
    },
  },
  {
    section: '2.2',
    title: 'the certificate request names the serial number that Hello names',
    run(bench) {
      const said = bench.lastHello?.serialNumber;
      const { enrolledSerialNumber } = bench;
      expectThat(
        enrolledSerialNumber === undefined || enrolledSerialNumber === said,
        `${enrolledSerialNumber} was enrolled, ${said} says Hello`,
      );
      return Promise.resolve();
    },
  },
  {
    section: '3.3',
    title: 'a ping is answered with its own payload within 1 s',
    async run(bench) {
      const line = await bench.line();
      const payload = newId('Q');
      const answered = new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), 1_000);
        line.socket.on('pong', (data) => {
          if (data.toString() !== payload) return;
          clearTimeout(timer);
          resolve(true);
        });
      });
      line.socket.ping(payload);
      expectThat(await answered, 'no pong within 1 s');
    },
  },
  {
    section: '3.4',
    title: 'a connection without a sign of life for three pings is closed, and a new one made',
    async run(bench) {
      const line = await bench.line();
      line.stopPings();
      await line.closed(bench.pingSeconds * 3_000 + 3_000);
      await bench.line();
    },
  },
  {
    section: '3.5',
    title: 'after a lost connection it comes back with the same boot id and journal id',
    async run(bench) {
      await bench.line();
      const before = bench.lastHello;
      await bench.reconnect();
      const after = bench.lastHello;
      expectThat(after?.bootId === before?.bootId, 'a new boot id without a reboot');
      expectThat(after?.journalId === before?.journalId, 'a new journal id');
      expectThat((after?.journalSequence ?? 0) >= (before?.journalSequence ?? 0), 'the journal sequence went back');
    },
  },
  {
    section: '3.6',
    title: 'GoAway is followed: it leaves, waits, and comes back',
    async run(bench) {
      const line = await bench.line();
      const began = performance.now();
      line.send({ GoAway: { retryAfterMs: 1_000 } });
      await line.closed(5_000);
      await bench.line(10_000);
      expectThat(performance.now() - began >= 950, 'it came back before retryAfterMs');
    },
  },
];

const EXCHANGES: readonly Rule[] = [
  {
    section: '5.1',
    title: 'a payment is acknowledged, then answered with a strictly valid message',
    async run(bench) {
      const line = await bench.line();
      const { exchangeId, request, answer } = await pay(bench, line);
      const acks = line.frames.filter((frame) => objectAt(frame, 'Ack')['ExchangeIdentification'] === exchangeId);
      expectThat(acks.length >= 1, 'no Ack');
      expectThat(line.frames.indexOf(acks[0] ?? {}) < line.frames.indexOf(answer), 'the Ack came after the answer');
      expectStrict(answer);
      const [asked, said] = [readMessage(request), readMessage(answer)];
      expectThat(
        same(asked?.header['InitiatingParty'], said?.header['InitiatingParty']),
        'InitiatingParty is not that of the request',
      );
      const sale = objectAt(asked?.body, 'PaymentRequest', 'PaymentTransaction')['TransactionIdentification'];
      const echoed = objectAt(said?.body, 'PaymentResponse')['SaleTransactionIdentification'];
      expectThat(
        echoed === undefined || same(sale, echoed),
        'SaleTransactionIdentification is not that of the request',
      );
      store(line, exchangeId);
    },
  },
  {
    section: '5.2',
    title: 'the same payment again gets the stored answer and starts nothing',
    async run(bench) {
      const line = await bench.line();
      const { exchangeId, request, answer } = await pay(bench, line);
      for (let times = 0; times < 3; times += 1) {
        line.send(request);
        expectThat(same(await line.answer(exchangeId), answer), 'another answer');
      }
      store(line, exchangeId);
      line.send(request);
      expectThat(same(await line.answer(exchangeId), answer), 'another answer after Stored');
      if (bench.control)
        expectThat((await bench.control.interactionsOf(exchangeId)) === 1, 'not exactly one card interaction');
    },
  },
  {
    section: '5.3',
    title: 'a result is sent again after each Welcome until Stored, and not after it',
    async run(bench) {
      const { exchangeId, answer } = await pay(bench, await bench.line());
      for (let times = 0; times < 2; times += 1) {
        const again = await bench.reconnect();
        expectThat(same(await again.answer(exchangeId), answer), 'another result');
        if (times === 1) store(again, exchangeId);
      }
      await pause(200);
      const last = await bench.reconnect();
      await pause(500);
      expectThat(last.answersTo(exchangeId).length === 0, 'sent again after Stored');
    },
  },
  {
    section: '5.4',
    title: 'the journal sequence has grown with what was journalled',
    async run(bench) {
      const before = bench.lastHello?.journalSequence ?? 0;
      const line = await bench.reconnect();
      const { exchangeId } = await pay(bench, line);
      store(line, exchangeId);
      await bench.reconnect();
      expectThat((bench.lastHello?.journalSequence ?? 0) > before, 'journalSequence did not grow');
      expectThat(
        (bench.lastHello?.oldestSequence ?? 0) <= (bench.lastHello?.journalSequence ?? 0),
        'oldestSequence is beyond journalSequence',
      );
    },
  },
  {
    section: '5.5',
    title: 'a request that is not valid is rejected and starts nothing',
    async run(bench) {
      const line = await bench.line();
      const exchangeId = newId('T');
      const request = payment({ deviceId: bench.deviceId, exchangeId });
      const inner = objectAt(request, 'SaleToPOIServiceRequest', 'ServiceRequest');
      inner['Unknown'] = 1;
      line.send(request);
      const answer = await line.answer(exchangeId);
      expectThat('SaleToPOIMessageRejection' in answer, 'no SaleToPOIMessageRejection');
      expectStrict(answer);
      if (bench.control)
        expectThat((await bench.control.interactionsOf(exchangeId)) === 0, 'a card interaction was started');
    },
  },
  {
    section: '5.6',
    title: 'a service it does not have is answered UnavailableService',
    async run(bench) {
      const line = await bench.line();
      const exchangeId = newId('T');
      line.send(balance({ deviceId: bench.deviceId, exchangeId }));
      const answer = await line.answer(exchangeId);
      expectStrict(answer);
      if (bench.lastHello?.services.includes('FinancialBalanceInquiryRequest') !== true) {
        expectResponse(answer, 'Failure/UnavailableService');
      }
      store(line, exchangeId);
    },
  },
  {
    section: '5.7',
    title: 'a reversal undoes a payment of its journal once',
    async run(bench) {
      const line = await bench.line();
      if (bench.lastHello?.services.includes('FinancialReversalRequest') !== true) return;
      const paid = await pay(bench, line);
      store(line, paid.exchangeId);
      const poi = objectAt(bodyOf(paid.answer), 'PaymentResponse', 'POITransactionIdentification');
      const original = {
        poiReference: String(poi['TransactionReference']),
        dateTime: String(poi['TransactionDateTime']),
      };
      for (const wanted of ['Success', 'Failure/NotAllowed']) {
        const exchangeId = newId('T');
        line.send(reversal({ deviceId: bench.deviceId, exchangeId, ...original }));
        const answer = await line.answer(exchangeId);
        expectStrict(answer);
        expectResponse(answer, wanted);
        store(line, exchangeId);
      }
    },
  },
];

const RECOVERY: readonly Rule[] = [
  {
    section: '6.1',
    title: 'an enquiry about an answered exchange repeats its response',
    async run(bench) {
      const line = await bench.line();
      const { exchangeId, answer } = await pay(bench, line);
      const status = await ask(bench, line, exchangeId);
      expectStrict(status);
      expectResponse(status, 'Success');
      const data = objectAt(bodyOf(status), 'MessageStatusResponseData');
      expectThat(data['ExchangeIdentification'] === exchangeId, 'it names another exchange');
      expectThat(
        same(data['TransactionResponse'], bodyOf(answer)['Response']),
        'TransactionResponse is not the one given',
      );
      expectThat(
        same(data['RepeatedPaymentResponse'], bodyOf(answer)['PaymentResponse']),
        'RepeatedPaymentResponse is not the one given',
      );
      store(line, exchangeId);
    },
  },
  {
    section: '6.2',
    title: 'NotFound spends the id: a copy that comes later is never started',
    async run(bench) {
      const line = await bench.line();
      const exchangeId = newId('T');
      const status = await ask(bench, line, exchangeId);
      expectStrict(status);
      expectResponse(status, 'Failure/NotFound');
      const { answer } = await pay(bench, line, { exchangeId });
      expectThat(response(answer).startsWith('Failure'), `the late copy was answered ${response(answer)}`);
      if (bench.control)
        expectThat((await bench.control.interactionsOf(exchangeId)) === 0, 'a card interaction was started');
      const again = await bench.reconnect();
      const late = await pay(bench, again, { exchangeId });
      expectThat(response(late.answer).startsWith('Failure'), 'the late copy was started after a reconnect');
      store(again, exchangeId);
    },
  },
  {
    section: '6.3',
    title: 'an abort of an unknown exchange spends its id',
    async run(bench) {
      const line = await bench.line();
      const exchangeId = newId('T');
      line.send(abort({ deviceId: bench.deviceId, exchangeId: newId('Q'), about: exchangeId }));
      await pause(300);
      const { answer } = await pay(bench, line, { exchangeId });
      expectThat(response(answer).startsWith('Failure'), `the aborted exchange was answered ${response(answer)}`);
      if (bench.control)
        expectThat((await bench.control.interactionsOf(exchangeId)) === 0, 'a card interaction was started');
      store(line, exchangeId);
    },
  },
  {
    section: '6.4',
    title: 'an abort that comes too late changes nothing',
    async run(bench) {
      const line = await bench.line();
      const { exchangeId, answer } = await pay(bench, line);
      line.send(abort({ deviceId: bench.deviceId, exchangeId: newId('Q'), about: exchangeId }));
      await pause(300);
      const data = objectAt(bodyOf(await ask(bench, line, exchangeId)), 'MessageStatusResponseData');
      expectThat(same(data['TransactionResponse'], bodyOf(answer)['Response']), 'the outcome changed');
      store(line, exchangeId);
    },
  },
  {
    section: '6.5',
    title: 'an abort in the card flow ends it: Failure / Aborted; an enquiry meanwhile says InProgress',
    needs: 'control',
    async run(bench) {
      const control = controlOf(bench);
      const line = await bench.line();
      await control.script('approve', 20_000, 1);
      const exchangeId = newId('T');
      const request = payment({ deviceId: bench.deviceId, exchangeId });
      line.send(request);
      await line.ack(exchangeId);
      line.send(request);
      const running = await ask(bench, line, exchangeId);
      expectStrict(running);
      expectResponse(running, 'Failure/InProgress');
      line.send(abort({ deviceId: bench.deviceId, exchangeId: newId('Q'), about: exchangeId }));
      const answer = await line.answer(exchangeId);
      expectStrict(answer);
      expectResponse(answer, 'Failure/Aborted');
      expectThat((await control.interactionsOf(exchangeId)) === 1, 'not exactly one card interaction');
      store(line, exchangeId);
    },
  },
  {
    section: '6.6',
    title: 'while a card flow runs, another payment is refused Busy and not started',
    needs: 'control',
    async run(bench) {
      const control = controlOf(bench);
      const line = await bench.line();
      await control.script('approve', 2_000, 1);
      const first = newId('T');
      line.send(payment({ deviceId: bench.deviceId, exchangeId: first }));
      await line.ack(first);
      const second = await pay(bench, line);
      expectResponse(second.answer, 'Failure/Busy');
      expectThat((await control.interactionsOf(second.exchangeId)) === 0, 'a card interaction was started');
      store(line, second.exchangeId);
      expectResponse(await line.answer(first), 'Success');
      store(line, first);
    },
  },
  {
    section: '6.7',
    title: 'a connection lost before the answer: the result comes after the next Welcome, from one interaction',
    needs: 'control',
    async run(bench) {
      const control = controlOf(bench);
      const line = await bench.line();
      await control.script('disconnect-before-answer', 0, 1);
      const exchangeId = newId('T');
      line.send(payment({ deviceId: bench.deviceId, exchangeId }));
      await line.closed(5_000);
      const again = await bench.line();
      expectResponse(await again.answer(exchangeId), 'Success');
      expectThat((await control.interactionsOf(exchangeId)) === 1, 'not exactly one card interaction');
      store(again, exchangeId);
    },
  },
  {
    section: '6.8',
    title: 'a reboot in the card flow: new boot id, same journal, the exchange ends and is never started again',
    needs: 'control',
    async run(bench) {
      const control = controlOf(bench);
      const line = await bench.line();
      const before = bench.lastHello;
      await control.script('reboot', 200, 1);
      const exchangeId = newId('T');
      const request = payment({ deviceId: bench.deviceId, exchangeId });
      line.send(request);
      await line.closed(5_000);
      const again = await bench.line();
      expectThat(bench.lastHello?.bootId !== before?.bootId, 'the boot id stayed');
      expectThat(bench.lastHello?.journalId === before?.journalId, 'the journal was lost');
      const answer = await again.answer(exchangeId);
      again.send(request);
      expectThat(same(await again.answer(exchangeId), answer), 'another answer after the reboot');
      expectThat((await control.interactionsOf(exchangeId)) === 1, 'not exactly one card interaction');
      store(again, exchangeId);
    },
  },
  {
    section: '6.9',
    title: 'a lost journal is told: another journal id, and NotFound for what was in the old one',
    needs: 'control',
    async run(bench) {
      const control = controlOf(bench);
      const line = await bench.line();
      const before = bench.lastHello;
      await control.script('reboot-without-journal', 200, 1);
      const exchangeId = newId('T');
      line.send(payment({ deviceId: bench.deviceId, exchangeId }));
      await line.closed(5_000);
      const again = await bench.line();
      expectThat(bench.lastHello?.journalId !== before?.journalId, 'the journal id stayed');
      expectResponse(await ask(bench, again, exchangeId), 'Failure/NotFound');
    },
  },
];

const SESSIONS: readonly Rule[] = [
  {
    section: '7.1',
    title: 'Login, Diagnosis and Logout are answered',
    async run(bench) {
      const line = await bench.line();
      for (const what of ['Login', 'Diagnosis', 'Logout'] as const) {
        const answer = await login(bench, line, what);
        expectStrict(answer);
        expectResponse(answer, 'Success');
      }
    },
  },
  {
    section: '7.2',
    title: 'while a Login is open, a payment of another sale system is refused LoggedOut and not started',
    async run(bench) {
      const line = await bench.line();
      expectResponse(await login(bench, line, 'Login', 'TILL-1'), 'Success');
      const other = await pay(bench, line, { saleId: 'TILL-2' });
      expectResponse(other.answer, 'Failure/LoggedOut');
      if (bench.control)
        expectThat((await bench.control.interactionsOf(other.exchangeId)) === 0, 'a card interaction was started');
      store(line, other.exchangeId);
      const own = await pay(bench, line, { saleId: 'TILL-1' });
      expectResponse(own.answer, 'Success');
      store(line, own.exchangeId);
      expectResponse(await login(bench, line, 'Logout', 'TILL-1'), 'Success');
      const after = await pay(bench, line, { saleId: 'TILL-2' });
      expectResponse(after.answer, 'Success');
      store(line, after.exchangeId);
    },
  },
  {
    section: '8',
    title: 'a stand-alone sale is told until it is stored',
    needs: 'control',
    async run(bench) {
      const control = controlOf(bench);
      const line = await bench.line();
      await control.standAlone('7.50', 'EUR');
      const isStandAlone = (frame: JsonObject): boolean => 'StandAlone' in frame;
      const told = objectAt(await line.heard('StandAlone', isStandAlone), 'StandAlone');
      expectStrict(objectAt(told, 'response'));
      const again = await bench.reconnect();
      expectThat(
        same(objectAt(await again.heard('StandAlone again', isStandAlone), 'StandAlone'), told),
        'another sale',
      );
      again.send({ Stored: { journalSequence: told['journalSequence'] } });
      await pause(200);
      const last = await bench.reconnect();
      await pause(500);
      expectThat(!last.frames.some(isStandAlone), 'told again after Stored');
    },
  },
];

/** The rules of the device channel, in the order in which they are tried. */
export const RULES: readonly Rule[] = [...CONNECTION, ...EXCHANGES, ...RECOVERY, ...SESSIONS];
