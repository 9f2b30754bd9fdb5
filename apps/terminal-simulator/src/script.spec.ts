import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AMOUNT_RULES, planByAmount, script, ScriptBook } from './script.ts';

describe('what a terminal does with a payment', () => {
  it('is decided by the amount when no script was set', () => {
    expect(planByAmount('9001.00')).toMatchObject({
      outcome: 'decline',
      answer: { reason: 'Refusal' },
      hostCode: '05',
    });
    expect(planByAmount('9001.99').outcome).toBe('decline');
    expect(planByAmount('9003')).toMatchObject({ answer: { reason: 'WrongPIN' }, pinAttempts: 3 });
    expect(planByAmount('9007.00')).toMatchObject({ outcome: 'approve', delayMs: 20_000 });
  });

  it.each(['12.50', '901.00', '90010.00', '8999.99', '9999.99', '10000.00', '0'])('is to approve %s', (amount) => {
    expect(planByAmount(amount)).toMatchObject({ outcome: 'approve', delayMs: 0, answer: { response: 'Success' } });
  });

  it('is the standing script, except for the payments that are counted down', () => {
    const book = new ScriptBook();
    book.set(script.parse({ outcome: 'decline' }));
    book.set(script.parse({ outcome: 'cancel', delayMs: 5, times: 2 }));
    expect([1, 2, 3].map(() => book.next('9004.00').outcome)).toEqual(['cancel', 'cancel', 'decline']);
  });

  it('goes back to the amounts after a countdown without a standing script', () => {
    const book = new ScriptBook();
    book.set(script.parse({ outcome: 'approve', times: 1 }));
    expect([1, 2].map(() => book.next('9004.00').outcome)).toEqual(['approve', 'partial']);
  });

  it.each([
    {},
    { outcome: 'explode' },
    { outcome: 'approve', delayMs: -1 },
    { outcome: 'approve', times: 0 },
    { outcome: 'approve', more: 1 },
  ])('cannot be %j', (wrong) => {
    expect(script.safeParse(wrong).success).toBe(false);
  });

  it('is documented, amount by amount', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../docs/how-to/simulator.md'), 'utf8');
    const documented = [...text.matchAll(/^\| (9\d{3}) +\|/gm)].map((match) => Number(match[1]));
    expect(documented).toEqual(AMOUNT_RULES.map(({ units }) => units));
  });
});
