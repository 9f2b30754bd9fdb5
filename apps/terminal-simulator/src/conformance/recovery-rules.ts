import { objectAt } from '../json.ts';
import { abort, newId, payment } from './requests.ts';
import { expectThat, same, type Rule } from './rule.ts';
import { ask, bodyOf, controlOf, expectResponse, expectStrict, pause, pay, response, store } from './steps.ts';

/** What a device knows of an exchange afterwards (section 6). */
export const RECOVERY: readonly Rule[] = [
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
