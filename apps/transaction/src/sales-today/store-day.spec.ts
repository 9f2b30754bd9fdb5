import { describe, expect, it } from '@jest/globals';
import { dayBegins } from './store-day.ts';

describe('the day of a store', () => {
  it.each([
    ['UTC', '2026-03-10T00:00:00.000Z', '2026-03-10T00:00:00.000Z'],
    ['UTC', '2026-03-10T23:59:59.999Z', '2026-03-10T00:00:00.000Z'],
    ['Europe/Paris', '2026-01-10T22:59:59.000Z', '2026-01-09T23:00:00.000Z'],
    ['Europe/Paris', '2026-01-10T23:00:00.000Z', '2026-01-10T23:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-10T12:00:00.000Z', '2026-01-10T10:00:00.000Z'],
    ['America/Los_Angeles', '2026-01-10T05:00:00.000Z', '2026-01-09T08:00:00.000Z'],
    ['Asia/Kathmandu', '2026-01-10T12:00:00.000Z', '2026-01-09T18:15:00.000Z'],
    // turned forward at 02:00, and back at 03:00
    ['Europe/Paris', '2026-03-29T12:00:00.000Z', '2026-03-28T23:00:00.000Z'],
    ['Europe/Paris', '2026-10-25T12:00:00.000Z', '2026-10-24T22:00:00.000Z'],
    // turned forward at midnight: the day begins at 01:00
    ['Africa/Cairo', '2026-04-24T12:00:00.000Z', '2026-04-23T22:00:00.000Z'],
    // turned back at 01:00: midnight comes twice, and the day begins with the first
    ['America/Havana', '2026-11-01T12:00:00.000Z', '2026-11-01T04:00:00.000Z'],
    ['America/Havana', '2026-11-01T04:30:00.000Z', '2026-11-01T04:00:00.000Z'],
    ['America/Havana', '2026-11-01T05:30:00.000Z', '2026-11-01T04:00:00.000Z'],
    // turned back at midnight to 23:00 of the day before
    ['Africa/Cairo', '2026-10-30T12:00:00.000Z', '2026-10-29T22:00:00.000Z'],
  ])('of %s at %s began at %s', (timeZone, now, began) => {
    expect(dayBegins(new Date(now), timeZone).toISOString()).toBe(began);
  });

  it.each([
    ['Europe/Paris', '2026-10-25'],
    ['Africa/Cairo', '2026-04-24'],
    ['America/Havana', '2026-11-01'],
  ])('is the same at each of its moments, also where clocks are turned: %s', (timeZone, day) => {
    const noon = Date.parse(`${day}T12:00:00Z`);
    for (let at = noon - 86_400_000; at < noon + 86_400_000; at += 20 * 60_000) {
      const began = dayBegins(new Date(at), timeZone).getTime();
      expect(at - began).toBeGreaterThanOrEqual(0);
      expect(at - began).toBeLessThan(25 * 3_600_000);
      expect(dayBegins(new Date(began), timeZone).getTime()).toBe(began);
    }
  });
});
