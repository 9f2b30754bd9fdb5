import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeviceIdentity } from './certificate.ts';
import { CommandLedger, type Command, type Decision, type Obstacle } from './command-ledger.ts';

const MINUTE_MS = 60_000;
const owner: DeviceIdentity = { thumbprint: 'aa', deviceId: 'D', tenantId: 't', serialNumber: 'SN', role: 'ACTIVE' };
const command = (change: Partial<Command> = {}): Command => ({
  exchangeId: 'T1',
  deviceId: 'D',
  epoch: 7,
  notAfterMs: 1_000,
  ...change,
});
const free = (): Obstacle => undefined;

function ledger(): CommandLedger {
  const made = new CommandLedger();
  made.open(7, owner);
  return made;
}

describe('the command ledger', () => {
  it('writes an exchange once', () => {
    const made = ledger();
    expect(made.decide(command(), 0, free)).toEqual({ kind: 'write' });
    expect(made.decide(command(), 0, free)).toEqual({ kind: 'written' });
  });

  it.each<[Obstacle]>([['revoked'], ['superseded'], ['overloaded']])(
    'refuses while the connection is %s, and that sticks',
    (obstacle) => {
      const made = ledger();
      expect(made.decide(command(), 0, () => obstacle)).toEqual({ kind: 'refused', reason: obstacle, owner });
      expect(made.decide(command(), 0, free)).toEqual({ kind: 'refused', reason: obstacle, owner });
    },
  );

  it('refuses what came after its time', () => {
    expect(ledger().decide(command(), 1_001, free)).toEqual({ kind: 'refused', reason: 'expired', owner });
  });

  it('refuses what was never written before the connection was gone', () => {
    const made = ledger();
    made.close(7, 10);
    expect(made.decide(command(), 20, free)).toEqual({ kind: 'refused', reason: 'disconnected', owner });
  });

  it('says with it that the device was sent away, and for how long', () => {
    const made = ledger();
    made.close(7, 10, { returnsWithinMs: 5_000 });
    const refused = { kind: 'refused', reason: 'disconnected', owner, returnsWithinMs: 5_000 };
    expect(made.decide(command(), 20, free)).toEqual(refused);
    expect(made.decide(command(), 20, free)).toEqual(refused);
  });

  it('keeps silent about what was written, also when the connection is gone or the time is over', () => {
    const made = ledger();
    made.decide(command(), 0, free);
    made.close(7, 10);
    expect(made.decide(command(), 5_000, free)).toEqual({ kind: 'written' });
  });

  it.each<[string, Partial<Command>]>([
    ['a connection it never opened', { epoch: 8 }],
    ["a connection of another device's", { deviceId: 'E' }],
  ])('proves nothing about %s', (_what, change) => {
    expect(ledger().decide(command(change), 0, free)).toEqual({ kind: 'unproven' });
  });

  it('proves nothing about a choice that it may have forgotten', () => {
    const made = ledger();
    made.decide(command(), 0, free);
    made.forget(1_000 + 10 * MINUTE_MS);
    expect(made.decide(command(), 900, free)).toEqual({ kind: 'written' });
    made.forget(1_001 + 10 * MINUTE_MS);
    expect(made.decide(command(), 900, free)).toEqual({ kind: 'unproven' });
    expect(made.decide(command({ exchangeId: 'T2' }), 900, free)).toEqual({ kind: 'unproven' });
    expect(made.decide(command({ exchangeId: 'T3', notAfterMs: 1_001 }), 900, free)).toEqual({ kind: 'write' });
  });

  it('forgets a connection ten minutes after its end', () => {
    const made = ledger();
    made.close(7, 0);
    made.forget(10 * MINUTE_MS);
    expect(made.size).toBe(1);
    made.forget(10 * MINUTE_MS + 1);
    expect(made.size).toBe(0);
    expect(made.decide(command(), 0, free)).toEqual({ kind: 'unproven' });
  });

  it('writes at most once, and never says both refused and written, whatever happens in whatever order', () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('command' as const),
        id: fc.integer({ min: 0, max: 3 }),
        obstacle: fc.constantFrom<Obstacle>(undefined, 'revoked'),
      }),
      fc.record({ do: fc.constant('close' as const) }),
      fc.record({ do: fc.constant('forget' as const) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 20 * MINUTE_MS }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const made = ledger();
        const said = new Map<number, Decision['kind'][]>();
        let nowMs = 0;
        for (const one of steps) {
          if (one.do === 'wait') nowMs += one.ms;
          else if (one.do === 'close') made.close(7, nowMs);
          else if (one.do === 'forget') made.forget(nowMs);
          else {
            const decision = made.decide(
              command({ exchangeId: `T${one.id}`, notAfterMs: 15_000 }),
              nowMs,
              () => one.obstacle,
            );
            said.set(one.id, [...(said.get(one.id) ?? []), decision.kind]);
          }
        }
        for (const kinds of said.values()) {
          expect(kinds.filter((kind) => kind === 'write').length).toBeLessThanOrEqual(1);
          expect(kinds.includes('refused') && (kinds.includes('write') || kinds.includes('written'))).toBe(false);
        }
      }),
    );
  });
});
