// Card numbers inside binary members: chip data (EMV Book 3, annex A: tag 5A is the PAN, 57 track 2) and encoded text.
import { isPan } from './luhn.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4}){3,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const TAG_PAN = 0x5a;
const TAG_TRACK2 = 0x57;
const FILLER = 0xf;
const SEPARATOR = 0xd;

/** The bytes of a base64 text of 12 characters and more; undefined for any other text. */
export function bytesOf(text: string): Uint8Array | undefined {
  if (text.length < 12 || text.length % 4 !== 0 || !BASE64.test(text)) return undefined;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** The bytes as text, one character each: card numbers are ASCII in whatever encoding. */
export const latin1Of = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0)).join('');

/** Whether chip data holds a card number or track 2. The tag is looked for at every byte: templates may nest. */
export function hasChipPan(bytes: Uint8Array): boolean {
  for (let i = 0; i + 2 < bytes.length; i++) {
    const length = bytes[i + 1] ?? 0;
    if (bytes[i] !== TAG_PAN && bytes[i] !== TAG_TRACK2) continue;
    if (length < 7 || length > 19 || i + 2 + length > bytes.length) continue;
    if (isPan(leadingDigits(bytes.subarray(i + 2, i + 2 + length)))) return true;
  }
  return false;
}

/** Binary coded decimal up to the filler or to track 2's separator; nothing when anything else stands there. */
function leadingDigits(value: Uint8Array): number[] {
  const digits: number[] = [];
  for (const byte of value)
    for (const half of [byte >> 4, byte & 0xf]) {
      if (half === FILLER || half === SEPARATOR) return digits;
      if (half > 9) return [];
      digits.push(half);
    }
  return digits;
}
