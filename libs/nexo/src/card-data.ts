// Card numbers, tracks and PIN data never pass to storage, log, event or webhook; masked card numbers do (protocol 6.4).
import { bytesOf, hasChipPan, latin1Of } from './card-data-binary.ts';
import { escapePointer, type SensitiveKind } from './check.ts';
import { isPan } from './luhn.ts';

export interface CardDataFinding {
  readonly pointer: string;
  readonly kind: SensitiveKind;
}

/** Members that hold secrets whatever their content. */
const SECRET_MEMBERS: Readonly<Record<string, SensitiveKind>> = {
  PlainCardData: 'sensitive',
  PrivateCardData: 'sensitive',
  DriverOrVehicleCard: 'sensitive',
  SensitiveMobileData: 'sensitive',
  SensitiveCardData: 'sensitive',
  CheckTrackData2: 'track',
  TrackData: 'track',
  Track1: 'track',
  Track2: 'track',
  Track3: 'track',
  CardholderOnLinePIN: 'pin',
  CardholderPIN: 'pin',
  EncryptedPINBlock: 'pin',
};

/** Digits of any script, joined by at most two of the separators people put into card numbers. */
const RUN = /\p{Nd}(?:[\s\-._,\/\u00a0\u2010-\u2015\u2212\u00b7]{0,2}\p{Nd}){12,}/gu;
const HEX_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{24,}/gi;
const DIGIT = /\p{Nd}/u;
/** ISO 7813: PAN, separator, expiry and more, on track 1 (`^`) or track 2 (`=` or D). */
const TRACK = /%?B\d{12,19}\^[^^]{2,26}\^\d{4}|;?\d{12,19}[=D]\d{4,}/;

/** The value of a decimal digit of any script: scripts keep their ten digits together. */
function digitValue(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return point - 48;
  let zero = point;
  while (point - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return zeroAligned(point, zero);
}

/** Blocks that touch (mathematical digits) hold several tens in a row. */
const zeroAligned = (point: number, zero: number): number =>
  point >= 0x1d7ce && point <= 0x1d7ff ? (point - 0x1d7ce) % 10 : point - zero;

interface Digit {
  readonly value: number;
  readonly at: number;
  readonly size: number;
  readonly startsGroup: boolean;
}

function digitsOf(run: string, offset: number): Digit[] {
  const digits: Digit[] = [];
  let at = offset;
  let afterSeparator = true;
  for (const character of run) {
    const isDigit = DIGIT.test(character);
    if (isDigit) digits.push({ value: digitValue(character), at, size: character.length, startsGroup: afterSeparator });
    afterSeparator = !isDigit;
    at += character.length;
  }
  return digits;
}

/**
 * People write card numbers in one piece, digit by digit or in groups of four to six digits, of which the last may be shorter. Other groups
 * are those of a till's own numbers (`R-310-12-4711`), which would be taken for card numbers once in ten times.
 */
function isGroupedLikeCard(span: readonly Digit[]): boolean {
  const starts = span.flatMap((digit, index) => (digit.startsGroup ? [index] : []));
  if (starts.length === 1) return true;
  const sizes = starts.map((start, index) => (starts[index + 1] ?? span.length) - start);
  return sizes.every((size) => size === 1) || sizes.slice(0, -1).every((size) => size >= 4 && size <= 6);
}

/** Spans [first, last] of digits that are a card number: whole groups of digits, 13 to 19 of them together. */
function pansIn(digits: readonly Digit[]): [number, number][] {
  const spans: [number, number][] = [];
  for (let first = 0; first < digits.length; first++) {
    if (!digits[first]?.startsGroup) continue;
    for (let last = Math.min(first + 18, digits.length - 1); last >= first + 12; last--) {
      const endsGroup = last === digits.length - 1 || digits[last + 1]?.startsGroup === true;
      const span = digits.slice(first, last + 1);
      if (!endsGroup || !isGroupedLikeCard(span) || !isPan(span.map((digit) => digit.value))) continue;
      spans.push([first, last]);
      first = last;
      break;
    }
  }
  return spans;
}

/** Masks card numbers in a text: the first six and last four digits stay. Anything else is returned as it was. */
export function maskText(text: string): string {
  if (text.length < 13 || !RUN.test(text)) return text;
  RUN.lastIndex = 0;
  const ids = [...text.matchAll(HEX_ID)].filter((id) => /[a-f]/i.test(id[0]));
  let out = '';
  let done = 0;
  for (const run of text.matchAll(RUN)) {
    if (ids.some((id) => run.index >= id.index && run.index < id.index + id[0].length)) continue;
    const digits = digitsOf(run[0], run.index);
    for (const [first, last] of pansIn(digits))
      for (let i = first + 6; i <= last - 4; i++) {
        const digit = digits[i];
        if (!digit) continue;
        out += `${text.slice(done, digit.at)}*`;
        done = digit.at + digit.size;
      }
  }
  return out + text.slice(done);
}

/** A large amount is no card number, although the point could be a separator. */
const AMOUNT = /^-?\p{Nd}{1,17}\.\p{Nd}{1,5}$/u;

const hasPan = (text: string): boolean => maskText(text) !== text && !AMOUNT.test(text);
const hasTrack = (text: string): boolean => {
  const track = text.length >= 17 ? TRACK.exec(text)?.[0] : undefined;
  return track !== undefined && isPan([...(/\d{12,19}/.exec(track)?.[0] ?? '')].map(Number));
};

/** Card data behind base64: nothing of it can be masked, so the whole text counts. */
function hidesCardData(text: string): boolean {
  const bytes = bytesOf(text);
  if (!bytes) return false;
  const inside = latin1Of(bytes);
  return hasChipPan(bytes) || hasTrack(inside) || hasPan(inside);
}

/** Masks one line of text, for logs: card numbers keep six and four digits, what follows them on a track goes. */
export function scrubText(line: string): string {
  const masked = maskText(line);
  return masked === line ? line : masked.replace(/(\*\d{4})(?:[=D]\d{4,}|\^[^^]{2,26}\^\d{4,})/g, '$1');
}

/** Where a value holds card numbers, track data, PIN data or other card secrets, as JSON pointers. */
export function findCardData(value: unknown): readonly CardDataFinding[] {
  const found: CardDataFinding[] = [];
  visit(value, '', found);
  return found;
}

function visit(value: unknown, pointer: string, found: CardDataFinding[]): void {
  if (typeof value === 'string') {
    if (hasTrack(value)) found.push({ pointer, kind: 'track' });
    else if (hasPan(value)) found.push({ pointer, kind: 'pan' });
    else if (hidesCardData(value)) found.push({ pointer, kind: 'sensitive' });
  } else if (typeof value === 'number' || typeof value === 'bigint') {
    if (hasPan(String(value))) found.push({ pointer, kind: 'pan' });
  } else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) {
      const below = `${pointer}/${escapePointer(key)}`;
      const secret = isSecret(key, item);
      if (secret) found.push({ pointer: below, kind: secret });
      else visit(item, below, found);
      if (hasPan(key)) found.push({ pointer: below, kind: 'pan' });
    }
}

const isSecret = (key: string, item: unknown): SensitiveKind | undefined =>
  item !== null && item !== undefined && Object.hasOwn(SECRET_MEMBERS, key) ? SECRET_MEMBERS[key] : undefined;

/** A copy without card data: card numbers masked (first six, last four), members that hold or hide secrets left out. */
export function maskCardData<T>(value: T): T {
  return masked(value) as T;
}

const isHiding = (item: unknown): boolean => typeof item === 'string' && hidesCardData(item);

function masked(value: unknown): unknown {
  if (typeof value === 'string') return AMOUNT.test(value) ? value : scrubText(value);
  if (typeof value === 'number' || typeof value === 'bigint')
    return hasPan(String(value)) ? scrubText(String(value)) : value;
  if (Array.isArray(value)) return value.filter((item) => !isHiding(item)).map(masked);
  if (typeof value !== 'object' || value === null || value instanceof Date || ArrayBuffer.isView(value)) return value;
  const kept = Object.entries(value).filter(([key, item]) => !isSecret(key, item) && !isHiding(item));
  return Object.fromEntries(kept.map(([key, item]) => [scrubText(key), masked(item)]));
}
