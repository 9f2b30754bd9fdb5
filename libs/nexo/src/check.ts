import type { RejectReason1Code } from './generated/types.ts';

export type Profile = 'strict' | 'lenient';
export type SensitiveKind = 'pan' | 'track' | 'pin' | 'sensitive';
export type Item = (o: Record<string, unknown>, k: string, v: unknown, c: Check) => boolean;

/** A number of the JSON text whose exact decimal text a double would lose (104.10, 1e2, 20 digits). */
export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export const isObject = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v) && !(v instanceof JsonNumber);

/** A place inside the message under check: the object and the member's name. */
export interface Place {
  readonly owner: Record<string, unknown>;
  readonly key: string;
}

export interface SensitivePlace extends Place {
  readonly kind: SensitiveKind;
}

/** Worldline's additions to the header (protocol 2.2): accepted, and left out of the canonical form. */
const HEADER_EXTENSIONS = new Set(['NumberOfRetries', 'SalesSystemInfo']);

/**
 * State of one walk over a message. The generated functions answer true or false; the first false fixes reason and
 * detail here, and each caller on the way out adds its member to the path, so a valid message pays nothing for pointers.
 */
export class Check {
  readonly lenient: boolean;
  /** Set while a canonical message is turned into the caller's vocabulary. */
  readonly writing: { readonly codes: boolean; readonly numbers: boolean } | undefined;
  reason: RejectReason1Code = 'ParsingError';
  detail = '';
  members = 0;
  hasNumbers = false;
  /** A string with 13 digits and no letter between, or digits of another script: worth a look for card numbers. */
  hasDigitRun = false;
  /** False when the text had no escape, so that no string can hold a control character. */
  mayHoldControls = true;
  readonly leftOut: Place[] = [];
  readonly sensitivePlaces: SensitivePlace[] = [];
  readonly path: string[] = [];

  constructor(profile: Profile, writing?: { readonly codes: boolean; readonly numbers: boolean }) {
    this.lenient = profile === 'lenient';
    this.writing = writing;
  }

  fail(detail: string, reason: RejectReason1Code = 'ParsingError'): false {
    this.detail = detail;
    this.reason = reason;
    return false;
  }

  /** Adds the member to the pointer of the failure below it. */
  at(key: string): false {
    this.path.push(key);
    return false;
  }

  missing(seen: number, need: number, names: readonly string[]): false {
    const first = names.find((_, i) => (need & (1 << i)) !== 0 && (seen & (1 << i)) === 0) ?? '';
    this.fail('missing');
    return this.at(first);
  }

  /** null members: the lenient profile reads them as absent (protocol 2.4). */
  isDropped(o: Record<string, unknown>, k: string): boolean {
    if (this.lenient) delete o[k];
    return this.lenient;
  }

  unknown(key: string): false {
    this.fail('unknown member');
    return this.at(key);
  }

  /** A member that the component does not have: an error when strict, left out with a warning when lenient. */
  extra(owner: Record<string, unknown>, key: string, value: unknown): boolean {
    if (!this.lenient) return this.fail('unknown member');
    this.members += countMembers(value);
    this.hasDigitRun = true;
    this.leftOut.push({ owner, key });
    return true;
  }

  /** The header takes the named extensions and nothing else; a webhook nobody serves is refused aloud. */
  headerExtension(owner: Record<string, unknown>, key: string, value: unknown): boolean {
    if (this.lenient && HEADER_EXTENSIONS.has(key)) {
      if (key === 'NumberOfRetries' && !isCount(value)) return this.fail('must be an integer of 1 or more');
      return this.extra(owner, key, value);
    }
    return this.fail(key === 'WebhookUrl' ? 'webhooks are not served' : 'unknown member');
  }

  sensitive(kind: SensitiveKind, owner: Record<string, unknown>, key: string, value: unknown): boolean {
    this.members += countMembers(value);
    this.sensitivePlaces.push({ owner, key, kind });
    return true;
  }

  pointer(): string {
    return this.path.length === 0 ? '' : `/${this.path.toReversed().map(escapePointer).join('/')}`;
  }
}

const isCount = (v: unknown): boolean =>
  (typeof v === 'number' && Number.isInteger(v) && v >= 1) ||
  (v instanceof JsonNumber && /^[1-9][0-9]{0,9}$/.test(v.text));

/** RFC 6901: one reference token. */
export const escapePointer = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');

/** How many object members a value holds in all. */
export function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null || value instanceof JsonNumber) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countMembers(item), 0);
  return Object.values(value).reduce((sum: number, item) => sum + 1 + countMembers(item), 0);
}

/** JSON pointer of a place, found by walking; undefined when the object is not in the tree. */
export function pointerTo(tree: unknown, place: Place, base = ''): string | undefined {
  if (tree === place.owner) return `${base}/${escapePointer(place.key)}`;
  if (typeof tree !== 'object' || tree === null) return undefined;
  for (const [key, value] of Object.entries(tree)) {
    const found = pointerTo(value, place, `${base}/${escapePointer(key)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
