const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:Z|[+-]\d\d:\d\d)?$/;

/** XML Schema date: a day of the calendar, with or without a zone. */
export function isDate(text: string): boolean {
  const m = DATE.exec(text);
  return m !== null && isDay(Number(m[1]), Number(m[2]), Number(m[3])) && isZone(text, 10);
}

/** XML Schema dateTime: UTC, with offset, or local; 0 to 9 fraction digits (protocol 2.2). Hand-read: it is on the hot path. */
export function isDateTime(text: string): boolean {
  if (text.length < 19 || text.length > 35) return false;
  if (text[4] !== '-' || text[7] !== '-' || text[10] !== 'T' || text[13] !== ':' || text[16] !== ':') return false;
  const hour = two(text, 11);
  const second = two(text, 17);
  if (!isDay(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8))) return false;
  if (!(hour <= 23 && two(text, 14) <= 59 && second <= 59)) return false;
  let i = 19;
  if (text[i] === '.') {
    const start = ++i;
    while (isDigit(text.charCodeAt(i))) i++;
    if (i === start || i - start > 9) return false;
  }
  return isZone(text, i);
}

function isZone(text: string, i: number): boolean {
  if (i === text.length) return true;
  if (text[i] === 'Z') return i + 1 === text.length;
  if (text[i] !== '+' && text[i] !== '-') return false;
  if (i + 6 !== text.length || text[i + 3] !== ':') return false;
  const hour = two(text, i + 1);
  const minute = two(text, i + 4);
  return (hour <= 13 && minute <= 59) || (hour === 14 && minute === 0);
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** Two digits at i; NaN when they are not digits. */
function two(text: string, i: number): number {
  const a = text.charCodeAt(i) - 48;
  const b = text.charCodeAt(i + 1) - 48;
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : NaN;
}

function isDay(year: number, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1 && year >= 1)) return false;
  if (day <= 28) return true;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return day <= last;
}
