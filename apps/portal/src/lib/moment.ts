/** A moment in full, with its zone. @param timeZone by its IANA name */
export const momentText = (at: string, timeZone: string, language: string): string =>
  new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'long', timeZone });

/** The time of day to the millisecond, such as "14:03:22.187". */
export const clockText = (at: string, timeZone: string, language: string): string =>
  new Date(at).toLocaleTimeString(language, {
    ...({
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hourCycle: 'h23',
    } as const),
    timeZone,
  });

/** The time of a moment of today, with the date of any other. */
export function shortText(at: string, now: Date, timeZone: string, language: string): string {
  const day = (moment: Date): string => moment.toLocaleDateString('en', { timeZone });
  const time = { timeStyle: 'short', timeZone } as const;
  const isToday = day(new Date(at)) === day(now);
  return new Date(at).toLocaleString(language, isToday ? time : { ...time, dateStyle: 'medium' });
}

/**
 * The moment at which the clocks of a zone show a time, RFC 3339 UTC. Of what they show twice in autumn it is one of both, and
 * what they skip in spring is an hour off.
 * @param local such as "2026-07-01T14:30"
 */
export function instantOf(local: string, timeZone: string): string {
  const shown = Date.parse(`${local}Z`);
  // How far a zone is from UTC depends on the moment, which is known when that is: the second guess is near enough.
  const near = shown - offsetMs(shown, timeZone);
  return new Date(shown - offsetMs(near, timeZone)).toISOString();
}

/** How far the clocks of a zone are ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}
