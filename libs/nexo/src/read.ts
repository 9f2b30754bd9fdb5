import { maskCardData, maskText, scrubText } from './card-data.ts';
import { Check, isObject, pointerTo, type Profile } from './check.ts';
import { RetailerMessage1Code } from './generated/codes.ts';
import type { Header41, MessageRoot, NexoMessage } from './generated/types.ts';
import { MalformedJson } from './json-exact.ts';
import { MAX_BYTES, parseJson, parseQuick, type Parsed } from './json-parse.ts';
import { keepOutCardData } from './keep-out-card-data.ts';
import { locate, type Refusal } from './locate.ts';
import { checkMessage } from './message-rules.ts';
import type { RejectReason } from './reasons.ts';
import { readableMember } from './readable-header.ts';
import type { Vocabulary } from './vocabulary.ts';

type Json = Record<string, unknown>;

/** Why a message cannot be accepted as a message: what goes into a casp.013. */
export interface Rejection {
  readonly reason: RejectReason;
  /** JSON pointer (RFC 6901) into the text as it came. */
  readonly pointer: string;
  readonly detail: string;
  /** What of the header could be read; absent when nothing could. */
  readonly header?: Partial<Header41>;
  readonly vocabulary: Vocabulary;
}

export type ReadResult =
  | {
      readonly kind: 'message';
      readonly message: NexoMessage;
      readonly root: MessageRoot;
      readonly vocabulary: Vocabulary;
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'rejected'; readonly rejection: Rejection };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Reads one message: text → canonical form. Both vocabularies are understood; the one that was used is reported.
 * @param profile strict is ISO's own cardinalities, long names and string decimals (the device channel);
 *   lenient is what peers send (protocol 1.2, 2.2, 2.4, 2.5)
 */
export function readMessage(text: string | Uint8Array, profile: Profile): ReadResult {
  const size = typeof text === 'string' && text.length * 3 > MAX_BYTES ? encoder.encode(text).length : text.length;
  if (size > MAX_BYTES) return { kind: 'too-large' };
  try {
    const json = typeof text === 'string' ? text : decode(text);
    const parsed = parseQuick(json);
    const result = readValue(parsed, profile);
    if (result.kind !== 'message' && !parsed.isExact) parseJson(json);
    else if (result.kind === 'message' && !parsed.isExact && result.members !== parsed.scan.members) parseJson(json);
    return result;
  } catch (error) {
    if (error instanceof MalformedJson) return { kind: 'malformed', detail: scrubText(error.detail) };
    throw error;
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new MalformedJson('not UTF-8');
  }
}

type Read =
  | Extract<ReadResult, { kind: 'rejected' }>
  | (Extract<ReadResult, { kind: 'message' }> & { members: number });

function readValue(parsed: Parsed, profile: Profile): Read {
  const found = locate(parsed.value, profile);
  if ('reason' in found) return reject(found, undefined, { names: 'long', amounts: 'string', document: false });
  const { row, content, base, isDocument } = found;
  const names = styleOf(content);
  const check = new Check(profile);
  check.mayHoldControls = parsed.scan.hasEscape;
  const isValid = row.check(content, check) && checkMessage(content, row, check);
  const vocabulary: Vocabulary = { names, amounts: check.hasNumbers ? 'number' : 'string', document: isDocument };
  if (!isValid)
    return reject({ reason: check.reason, pointer: base + check.pointer(), detail: check.detail }, content, vocabulary);
  const warnings: string[] = [];
  let message = found.holder as unknown as NexoMessage;
  if (check.sensitivePlaces.length > 0 || check.hasDigitRun) {
    const kept = keepOutCardData(found, check, warnings);
    if ('reason' in kept) return reject(kept, content, vocabulary);
    message = kept.message;
  }
  for (const place of check.leftOut)
    warnings.push(`${maskText(pointerTo(content, place, base) ?? place.key)}: left out`);
  for (const { owner, key } of check.leftOut) delete owner[key];
  const members = check.members + (isDocument ? 2 : 1);
  return { kind: 'message', message, root: row.root, vocabulary, warnings, members };
}

/** The MessageFunction tells whether the caller writes long names or 4-letter codes. */
function styleOf(content: Json): Vocabulary['names'] {
  const said = (content['Header'] as Json)['MessageFunction'];
  return typeof said === 'string' && RetailerMessage1Code.longOf.has(said) ? 'code' : 'long';
}

function reject(
  refusal: Refusal,
  content: Json | undefined,
  vocabulary: Vocabulary,
): Extract<ReadResult, { kind: 'rejected' }> {
  const header = content ? readableHeader(content['Header']) : undefined;
  const rejection: Rejection = {
    reason: refusal.reason,
    pointer: scrubText(refusal.pointer),
    detail: scrubText(refusal.detail),
    ...(header ? { header } : {}),
    vocabulary,
  };
  return { kind: 'rejected', rejection };
}

/** The members of a header that are good by themselves. */
function readableHeader(header: unknown): Partial<Header41> | undefined {
  if (!isObject(header)) return undefined;
  const out: Json = {};
  for (const [key, value] of Object.entries(header)) {
    const readable = readableMember(key, value);
    if (readable !== undefined) out[key] = readable;
  }
  return Object.keys(out).length > 0 ? (maskCardData(out) as Partial<Header41>) : undefined;
}

/** Validates a value that is already parsed, and reports it in canonical form; the value itself is not changed. */
export function validateCanonical(
  message: unknown,
  profile: Profile,
): { ok: true; message: NexoMessage; root: MessageRoot } | ({ ok: false } & Refusal) {
  const parsed: Parsed = {
    value: structuredClone(message),
    scan: { members: 0, depth: 0, hasExactNumber: false, hasEscape: true },
    isExact: true,
  };
  const result = readValue(parsed, profile);
  if (result.kind === 'message') return { ok: true, message: result.message, root: result.root };
  const { reason, pointer, detail } = result.rejection;
  return { ok: false, reason, pointer, detail };
}
