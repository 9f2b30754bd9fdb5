/** A moment in full, with its zone. @param timeZone by its IANA name; without it that of the browser */
export const momentText = (at: string, timeZone: string | undefined, language: string): string =>
  new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'long', ...(timeZone && { timeZone }) });

/** The time of day to the millisecond, such as "14:03:22.187". */
export const clockText = (at: string, timeZone: string | undefined, language: string): string =>
  new Date(at).toLocaleTimeString(language, {
    ...({
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hourCycle: 'h23',
    } as const),
    ...(timeZone && { timeZone }),
  });
