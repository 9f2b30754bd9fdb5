import { describe, expect, it } from '@jest/globals';
import { walletFor } from './payment-method.ts';
import { PersonShopper } from './person.ts';
import type { Action } from './screen-view.ts';
import { Screen } from './screen.ts';

const tap: Action = { do: 'card', brand: 'VISA', how: 'EMVProximityReader' };
const insert: Action = { do: 'card', brand: 'VISA', how: 'ICC' };
const pin = (digits: string): Action => ({ do: 'pin', pin: digits });

/** Plays a sale with actions that are done as soon as the display asks for something. */
async function play(amount: string, actions: readonly (Action | 'abort' | 'stop')[], limitMs = 5_000) {
  const screen = new Screen();
  const sale = { amount, currency: 'EUR', isStandAlone: false };
  const shopper = new PersonShopper(screen, sale, walletFor([]), limitMs);
  const stages: string[] = [];
  const left = [...actions];
  const playing = shopper.play((stage) => stages.push(stage));
  const turn = setInterval(() => {
    const next = left.shift();
    if (next === 'abort') shopper.abort();
    else if (next === 'stop') shopper.stop();
    else if (next !== undefined) screen.press(next);
  }, 5);
  const end = await playing;
  clearInterval(turn);
  return { end, stages, screen, isAbortable: shopper.abort() };
}

describe('a person at the terminal', () => {
  it('taps a small amount, and that is all', async () => {
    const { end, stages, screen, isAbortable } = await play('50.00', [tap]);
    expect(end).toMatchObject({ how: 'paid', card: { brand: 'VISA', entryMode: 'EMVProximityReader' } });
    expect(stages).toEqual(['Displayed', 'CardPresented', 'Authorising']);
    expect([screen.view.screen, isAbortable, screen.press(tap)]).toEqual(['authorising', false, false]);
  });

  it.each([
    ['taps a larger amount', '50.01', tap],
    ['inserts a card', '1.00', insert],
  ])('who %s enters a PIN', async (_name, amount, card) => {
    const { end, stages } = await play(amount, [card, pin('1234')]);
    expect([end.how, stages]).toEqual(['paid', ['Displayed', 'CardPresented', 'PinEntry', 'Authorising']]);
  });

  it('has three attempts at the PIN', async () => {
    const wrong = await play('60.00', [tap, pin('0000'), pin('1235'), pin('12345')]);
    expect([wrong.end.how, wrong.stages.filter((stage) => stage === 'PinEntry')]).toEqual([
      'wrong-pin',
      ['PinEntry', 'PinEntry', 'PinEntry'],
    ]);
    expect((await play('60.00', [tap, pin('0000'), pin('0000'), pin('1234')])).end.how).toBe('paid');
  });

  it.each<[string, readonly (Action | 'abort' | 'stop')[], object]>([
    ['the shopper cancels', [{ do: 'cancel' }], { how: 'cancelled', why: 'cancelled by the shopper' }],
    ['the shopper cancels at the PIN', [insert, { do: 'cancel' }], { how: 'cancelled' }],
    ['the till aborts', ['abort'], { how: 'aborted' }],
    ['the power goes', [insert, 'stop'], { how: 'stopped' }],
  ])('ends when %s', async (_name, actions, end) => {
    expect((await play('60.00', actions)).end).toMatchObject(end);
  });

  it('ends by itself when nothing is done', async () => {
    expect((await play('60.00', [], 20)).end).toEqual({ how: 'cancelled', why: 'no card was presented in time' });
    expect((await play('60.00', [tap], 60)).end).toEqual({ how: 'cancelled', why: 'no PIN was entered in time' });
  });

  it('cannot present a card that the sale does not take', async () => {
    expect(walletFor(['QRWALLET']).map(({ brand }) => brand)).toEqual(['QRWALLET']);
    const { end } = await play('1.00', [{ do: 'card', brand: 'AMEX', how: 'ICC' }, pin('1234'), tap]);
    expect(end).toMatchObject({ how: 'paid', card: { brand: 'VISA' } });
  });
});
