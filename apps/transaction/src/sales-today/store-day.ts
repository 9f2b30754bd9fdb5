const DAY_MS = 86_400_000;

/** The instant at which the day that it is there began. @param timeZone of the IANA database */
export function dayBegins(now: Date, timeZone: string): Date {
  const wallAt = wallClock(timeZone);
  const offsetAt = (at: number): number => wallAt(at) - Math.floor(at / 1_000) * 1_000;
  const midnight = dayOf(wallAt(now.getTime()));
  const about = midnight - offsetAt(now.getTime());
  // Clocks may have been turned since, and where they are turned at midnight it is that early twice, or never.
  const candidates = [about, about - DAY_MS / 2].map((at) => midnight - offsetAt(at));
  return new Date(Math.min(...candidates.filter((at) => dayOf(wallAt(at)) === midnight)));
}

const dayOf = (wall: number): number => Math.floor(wall / DAY_MS) * DAY_MS;

/** Instant → what the clock on the wall says there, as if it were one of UTC; to the second. */
function wallClock(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  } as const);
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  };
}

const PLACES = 5;

/** Of decimal texts with at most five places, as short as it can be said without losing the places of money. */
export function sumOf(decimals: readonly string[]): string {
  const units = decimals.map((text) => {
    const [whole = '0', places = ''] = text.split('.');
    return BigInt(whole + places.padEnd(PLACES, '0'));
  });
  const digits = String(units.reduce((sum, one) => sum + one, 0n)).padStart(PLACES + 1, '0');
  const places = Math.max(0, ...decimals.map((text) => text.split('.')[1]?.length ?? 0));
  const text = `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
  return text.slice(0, text.length - PLACES + places).replace(/\.$/, '');
}
