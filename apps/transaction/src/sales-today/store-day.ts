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
