/** How long something took, such as "320 ms", "4.2 sec" or "2 min 3 sec", in a language. */
export function durationText(ms: number, language: string): string {
  const say = (value: number, unit: string, maximumFractionDigits = 0): string =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits }).format(value);
  if (ms < 1_000) return say(ms, 'millisecond');
  if (ms < 59_950) return say(ms / 1_000, 'second', 1);
  const seconds = Math.round(ms / 1_000);
  const [hours, minutes] = [Math.trunc(seconds / 3_600), Math.trunc((seconds % 3_600) / 60)];
  if (hours > 0) return `${say(hours, 'hour')} ${say(minutes, 'minute')}`;
  return `${say(minutes, 'minute')} ${say(seconds % 60, 'second')}`;
}
