import { objectAt } from '../json.ts';
import { readMessage } from '../message.ts';
import { balance, newId, payment, reversal } from './requests.ts';
import { expectThat, same, type Rule } from './rule.ts';
import { bodyOf, expectResponse, expectStrict, pause, pay, store } from './steps.ts';

/** What a device does with an exchange (section 5). */
export const EXCHANGES: readonly Rule[] = [
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
