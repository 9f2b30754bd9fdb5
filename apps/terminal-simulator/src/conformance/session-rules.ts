import { objectAt, type JsonObject } from '../json.ts';
import { expectThat, same, type Rule } from './rule.ts';
import { controlOf, expectResponse, expectStrict, login, pause, pay, store } from './steps.ts';

/** Login, and sales that nobody asked for (sections 7 and 8). */
export const SESSIONS: readonly Rule[] = [
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
