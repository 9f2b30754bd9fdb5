import { describe, expect, it } from '@jest/globals';
import { decideSweep, exchangeTimes } from '@ppaas/exchange';
import type { ExchangeState } from '@ppaas/exchange';
import { outlookOf } from './outlook.ts';
import type { Open } from './outlook.ts';

const times = exchangeTimes(1);
const START = Date.parse('2026-01-01T10:00:00.000Z');
const at = (seconds: number): Date => new Date(START + seconds * 1_000);

interface Given {
  readonly state: ExchangeState;
  readonly nextAt: number | null;
  readonly isOnline?: boolean;
  readonly cause?: string;
}

const look = ({ state, nextAt, isOnline = true, cause = 'accepted' }: Given) => {
  const open: Open = {
    state,
    at: at(0),
    history: [{ at: at(0), cause: 'accepted' }, { at: at(1), cause }],
    next_action_at: nextAt === null ? null : at(nextAt),
    enquiries: 1,
    is_dispatched: state !== 'ACCEPTED',
    route: { connected: isOnline },
  }; // prettier-ignore
  const route = { connected: isOnline, instance: '', epoch: 1, backMs: 60_000 };
  const exchange = { state, acceptedAt: at(0), enquiries: 1, abortRequestedAt: null };
  const planAt = (instant: Date) => decideSweep(exchange, route, instant, times, 0.5);
  return outlookOf(open, planAt, { online: times.attentionOnlineMs, offline: times.attentionOfflineMs });
};
const next = (given: Given): string => {
  const said = look(given).next;
  return said === null ? 'nothing' : `${said.action} after ${(Date.parse(said.at) - START) / 1_000} s`;
};

describe('what happens next with an open exchange', () => {
  it.each<[string, Given, string]>([
    ['accepted, and the device is made ready', { state: 'ACCEPTED', nextAt: 0.1 }, 'DISPATCH after 0.1 s'],
    ['accepted for too long', { state: 'ACCEPTED', nextAt: 10 }, 'GIVE_UP after 10 s'],
    ['sent and not acknowledged', { state: 'DISPATCHING', nextAt: 5 }, 'DECLARE_UNKNOWN after 5 s'],
    ['acknowledged, at the look for the acknowledgement', { state: 'DISPATCHED', nextAt: 5 }, 'ABORT after 130 s'],
    ['the shopper takes long', { state: 'IN_PROGRESS', nextAt: 140 }, 'DECLARE_UNKNOWN after 140 s'],
    ['unknown and online', { state: 'UNKNOWN', nextAt: 20 }, 'ENQUIRE after 20 s'],
    ['unknown for too long', { state: 'UNKNOWN', nextAt: 171 }, 'CALL_PERSON after 171 s'],
    ['unknown and offline', { state: 'UNKNOWN', nextAt: 20, isOnline: false }, 'CALL_PERSON after 86400 s'],
    ['in the hands of a person', { state: 'NEEDS_ATTENTION', nextAt: null }, 'nothing'],
  ])('%s', (_name, given, expected) => {
    expect(next(given)).toBe(expected);
  });

  it('says why, since when, and what a person may do', () => {
    expect(
      look({ state: 'UNKNOWN', nextAt: 20, isOnline: false, cause: 'the device disconnected: silent' }),
    ).toMatchObject({
      cause: 'the device disconnected: silent',
      since: at(1).toISOString(),
      isDeviceOnline: false,
      mayBePaid: true,
      personCalledAt: at(86_400).toISOString(),
      may: ['RECONNECT_DEVICE', 'WAIT'],
    });
    expect(look({ state: 'UNKNOWN', nextAt: 20 }).personCalledAt).toBe(at(170).toISOString());
    expect(look({ state: 'NEEDS_ATTENTION', nextAt: null })).toMatchObject({ may: ['RESOLVE'], personCalledAt: null });
    expect(look({ state: 'NEEDS_ATTENTION', nextAt: null, isOnline: false }).may).toContain('RECONNECT_DEVICE');
    expect(look({ state: 'ACCEPTED', nextAt: 1 })).toMatchObject({ mayBePaid: false, may: ['WAIT', 'ABORT_AT_POS'] });
  });
});
