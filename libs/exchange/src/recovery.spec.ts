import { describe, expect, it } from '@jest/globals';
import { LONG } from '@ppaas/nexo';
import fc from 'fast-check';
import { END_STATES, HOLDING_STATES, OPEN_STATES, TRANSITIONS, channelId, isEnd, statesBefore } from './exchange.ts';
import type { Address, Exchange, ExchangeState } from './exchange.ts';
import { decideEnquiry, decideResult, decideSweep, enquiryDelayMs, furthest, isNotFoundProof } from './recovery.ts';
import { exchangeTimes } from './times.ts';

const STATES: readonly ExchangeState[] = [...OPEN_STATES, ...END_STATES];
const times = exchangeTimes(1);
const start = new Date('2026-01-01T10:00:00Z');
const after = (ms: number): Date => new Date(start.getTime() + ms);
const address: Address = {
  instance: 'device-connector-0',
  epoch: 7,
  serialNumber: 'SN-1',
  bootId: 'B-1',
  journalId: 'J-1',
  journalSequence: 40,
  notAfter: after(15_000).toISOString(),
};

const anExchange = (change: Partial<Exchange> = {}): Exchange => ({
  exchangeId: 'TAAA',
  exchangeIdentification: 'x-1',
  tenantId: 't',
  storeId: 's',
  posId: 'p',
  saleId: 'POS-1',
  deviceId: 'dev_1',
  cell: 'shared',
  kind: 'FinancialPaymentRequest',
  isExclusive: true,
  state: 'DISPATCHING',
  version: 1,
  address,
  request: '{}',
  answer: null,
  fingerprint: 'f',
  amount: '1.00',
  currency: 'EUR',
  transactionReference: 'r',
  sessionId: null,
  acceptedAt: start,
  enquiries: 0,
  offeredMethods: null,
  abortRequestedAt: null,
  traceparent: null,
  vocabulary: LONG,
  ...change,
});
const online = { connected: true, instance: 'device-connector-0', epoch: 7, backMs: 60_000 };

describe('the transitions table', () => {
  it('lets nothing leave an end', () => {
    for (const state of END_STATES) expect(TRANSITIONS[state]).toEqual([]);
  });
  it('reaches an end from every open state', () => {
    for (const state of OPEN_STATES) expect(TRANSITIONS[state].some(isEnd)).toBe(true);
  });
  it('goes back before dispatch only from where nothing shows that a device has it: what was written is never sent again', () => {
    expect(statesBefore('DISPATCHING')).toEqual(['ACCEPTED']);
    expect(statesBefore('ACCEPTED')).toEqual(['DISPATCHING', 'UNKNOWN']);
  });
  it('frees the device with NEEDS_ATTENTION and with every end', () => {
    expect(HOLDING_STATES).not.toContain('NEEDS_ATTENTION');
    for (const state of END_STATES) expect(HOLDING_STATES).not.toContain(state);
  });
});

describe('channelId', () => {
  it('is the owner and 26 characters of base32, the same for the same POS and exchange only', () => {
    const id = channelId('T', 'pos-1', 'x-1');
    expect(id).toMatch(/^T[A-Z2-7]{26}$/);
    expect(channelId('T', 'pos-1', 'x-1')).toBe(id);
    expect(channelId('T', 'pos-2', 'x-1')).not.toBe(id);
    expect(channelId('S', 'pos-1', 'x-1')).not.toBe(id);
  });
  it('does not confuse where the POS ends and the exchange begins', () => {
    expect(channelId('T', 'a', 'bc')).not.toBe(channelId('T', 'ab', 'c'));
  });
});

describe('a result of the device', () => {
  it.each(OPEN_STATES)('completes an exchange in %s', (state) => {
    expect(decideResult(anExchange({ state }), 'APPROVED', { deviceId: 'dev_1' })).toEqual({
      kind: 'complete',
      state: 'APPROVED',
    });
  });
  it('is a repeat when it is the one that ended it', () => {
    expect(decideResult(anExchange({ state: 'APPROVED' }), 'APPROVED', { deviceId: 'dev_1' }).kind).toBe('repeat');
  });
  it.each(END_STATES.filter((state) => state !== 'APPROVED'))('APPROVED after %s is a contradiction', (state) => {
    expect(decideResult(anExchange({ state }), 'APPROVED', { deviceId: 'dev_1' }).kind).toBe('contradiction');
  });
  it('of another device, or for an exchange that was never sent, is foreign', () => {
    expect(decideResult(anExchange(), 'APPROVED', { deviceId: 'dev_2' }).kind).toBe('foreign');
    expect(
      decideResult(anExchange({ address: null, state: 'NOT_STARTED' }), 'APPROVED', { deviceId: 'dev_1' }).kind,
    ).toBe('foreign');
  });
});

describe('NotFound', () => {
  const claim = { epoch: 8, serialNumber: 'SN-1', journalId: 'J-1', oldestSequence: 1 };
  it.each([
    ['the same hardware with its journal whole', claim, true],
    ['the connection of then, asked behind the command', { ...claim, epoch: 7 }, true],
    ['an earlier connection', { ...claim, epoch: 6 }, false],
    ['other hardware', { ...claim, serialNumber: 'SN-2' }, false],
    ['a new journal', { ...claim, journalId: 'J-2' }, false],
    ['a journal cut right behind the sequence of then', { ...claim, oldestSequence: 41 }, true],
    ['a journal cut later than that', { ...claim, oldestSequence: 42 }, false],
  ])('from %s', (_name, from, isProof) => {
    expect(isNotFoundProof(address, from)).toBe(isProof);
    expect(decideEnquiry(anExchange({ state: 'UNKNOWN' }), 'NOT_FOUND', from, start, times).kind).toBe(
      isProof ? 'complete' : 'attention',
    );
  });
  it('never undoes an end', () => {
    for (const state of END_STATES)
      expect(decideEnquiry(anExchange({ state }), 'NOT_FOUND', claim, start, times).kind).toBe('none');
  });
  it('proves nothing to an exchange that a person has already', () => {
    const from = { ...claim, journalId: 'J-2' };
    expect(decideEnquiry(anExchange({ state: 'NEEDS_ATTENTION' }), 'NOT_FOUND', from, start, times).kind).toBe('none');
  });
  it('a failed enquiry decides nothing', () => {
    expect(decideEnquiry(anExchange({ state: 'UNKNOWN' }), 'FAILED', claim, start, times).kind).toBe('none');
  });
});

describe('a device that says InProgress', () => {
  const claim = { epoch: 8, serialNumber: 'SN-1', journalId: 'J-1', oldestSequence: 1 };
  it.each([
    ['is believed for a while', 100_000, 'inProgress'],
    ['and then handed to a person', 170_000, 'attention'],
  ])('%s', (_name, ageMs, kind) => {
    expect(decideEnquiry(anExchange({ state: 'UNKNOWN' }), 'IN_PROGRESS', claim, after(ageMs), times).kind).toBe(kind);
  });
});

describe('the sweeper', () => {
  it.each<[string, ExchangeState, number, boolean, string]>([
    ['an accepted one is dispatched', 'ACCEPTED', 100, true, 'dispatch'],
    ['or given up, provably not started', 'ACCEPTED', 10_000, true, 'giveUp'],
    ['silence after dispatch before 5 s is waited for', 'DISPATCHING', 4_999, true, 'wait'],
    ['silence after dispatch at 5 s is UNKNOWN', 'DISPATCHING', 5_000, true, 'unknown'],
    ['an acknowledged one runs until 130 s', 'DISPATCHED', 129_999, true, 'wait'],
    ['then it is aborted', 'IN_PROGRESS', 130_000, true, 'abort'],
    ['then it is UNKNOWN', 'IN_PROGRESS', 140_000, true, 'unknown'],
    ['an unknown one is asked about', 'UNKNOWN', 20_000, true, 'enquire'],
    ['not while the device is offline', 'UNKNOWN', 20_000, false, 'wait'],
    ['online and silent for 170 s, a person decides', 'UNKNOWN', 170_000, true, 'attention'],
    ['offline for 24 h, a person decides', 'UNKNOWN', 86_400_000, false, 'attention'],
  ])('%s', (_name, state, ageMs, isOnline, kind) => {
    expect(decideSweep(anExchange({ state }), { ...online, connected: isOnline }, after(ageMs), times, 0.5).kind).toBe(
      kind,
    );
  });

  it('never sends what was aborted while it came back unwritten', () => {
    const aborted = anExchange({ state: 'ACCEPTED', abortRequestedAt: start });
    for (const ageMs of [100, 10_000])
      expect(decideSweep(aborted, online, after(ageMs), times, 0.5)).toEqual({ kind: 'giveUp' });
  });

  it('gives a device that came back late its time to explain', () => {
    const back = (backMs: number): string =>
      decideSweep(anExchange({ state: 'UNKNOWN' }), { ...online, backMs }, after(605_000), times, 0.5).kind;
    expect(back(5_000)).toBe('enquire');
    expect(back(26_000)).toBe('attention');
  });

  it.each([
    ['asks a device that came back', true, 5_000, 'enquire'],
    ['leaves it at that after a while', true, 25_000, 'rest'],
    ['does not ask while it is offline', false, 5_000, 'rest'],
  ])('%s about what was handed to a person', (_name, connected, backMs, kind) => {
    const handed = anExchange({ state: 'NEEDS_ATTENTION' });
    expect(decideSweep(handed, { ...online, connected, backMs }, after(90_000_000), times, 0.5).kind).toBe(kind);
  });

  it('never says that a dispatched exchange failed, and never sends it again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ExchangeState>('DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN'),
        fc.nat(200_000_000),
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (state, ageMs, connected, random) => {
          const action = decideSweep(anExchange({ state }), { ...online, connected }, after(ageMs), times, random);
          expect(['dispatch', 'giveUp']).not.toContain(action.kind);
        },
      ),
    );
  });

  it('brings an online device to an end or to a person within 180 s', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (random) => {
        let exchange = anExchange();
        let ageMs = 0;
        for (let step = 0; step < 200; step += 1) {
          const action = decideSweep(exchange, online, after(ageMs), times, random);
          if (action.kind === 'attention') break;
          expect('nextMs' in action && action.nextMs > 0).toBe(true);
          if (action.kind === 'unknown') exchange = { ...exchange, state: 'UNKNOWN' };
          if (action.kind === 'enquire') exchange = { ...exchange, enquiries: exchange.enquiries + 1 };
          ageMs += 'nextMs' in action ? action.nextMs : 0;
        }
        expect(ageMs).toBeLessThanOrEqual(180_000);
      }),
    );
  });

  it('waits longer between enquiries, from 5 s to 60 s, within 20 %', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true }), (enquiries, random) => {
        const delayMs = enquiryDelayMs(enquiries, times, random);
        const base = Math.min(5_000 * 2 ** enquiries, 60_000);
        expect(delayMs).toBeGreaterThanOrEqual(Math.floor(base * 0.8));
        expect(delayMs).toBeLessThanOrEqual(Math.ceil(base * 1.2));
      }),
    );
  });
});

describe('furthest', () => {
  it('orders the states on the way to an end', () => {
    expect(furthest('DISPATCHED', 'IN_PROGRESS')).toBe('IN_PROGRESS');
    expect(furthest('IN_PROGRESS', 'DISPATCHED')).toBe('IN_PROGRESS');
  });
  it('knows every state', () => {
    for (const state of STATES) expect(furthest(state, state)).toBe(state);
  });
});
