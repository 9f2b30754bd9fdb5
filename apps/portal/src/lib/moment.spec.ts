import { describe, expect, it } from '@jest/globals';
import { instantOf, momentText, shortText } from './moment.ts';

describe('a time that is typed in', () => {
  it.each([
    ['2026-07-01T14:30', 'UTC', '2026-07-01T14:30:00.000Z'],
    ['2026-07-01T14:30', 'Europe/Paris', '2026-07-01T12:30:00.000Z'],
    ['2026-01-01T00:15', 'Europe/Paris', '2025-12-31T23:15:00.000Z'],
    ['2026-07-01T14:30', 'America/New_York', '2026-07-01T18:30:00.000Z'],
    ['2026-07-01T14:30', 'Asia/Kathmandu', '2026-07-01T08:45:00.000Z'],
    // the hours around a change of clocks
    ['2026-03-29T01:59', 'Europe/Paris', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T03:00', 'Europe/Paris', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T01:59', 'Europe/Paris', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25T03:00', 'Europe/Paris', '2026-10-25T02:00:00.000Z'],
    ['2026-03-08T01:59', 'America/New_York', '2026-03-08T06:59:00.000Z'],
    ['2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(instantOf(local, zone)).toBe(instant);
  });
});

describe('a moment', () => {
  it('in full says the zone that it is told in', () => {
    expect(momentText('2026-07-01T12:30:00Z', 'Europe/Paris', 'en-GB')).toBe('1 Jul 2026, 14:30:00 CEST');
    expect(momentText('2026-07-01T12:30:00Z', 'Asia/Tokyo', 'en-GB')).toBe('1 Jul 2026, 21:30:00 GMT+9');
  });

  it('is of today where the store is, not where the browser is', () => {
    const now = new Date('2026-07-01T23:30:00Z');
    expect(shortText('2026-07-01T23:00:00Z', now, 'Europe/Paris', 'en-GB')).toBe('01:00');
    expect(shortText('2026-07-01T21:00:00Z', now, 'Europe/Paris', 'en-GB')).toBe('1 Jul 2026, 23:00');
    expect(shortText('2026-07-01T21:00:00Z', now, 'UTC', 'en-GB')).toBe('21:00');
  });
});
