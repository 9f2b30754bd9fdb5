import { escapePointer, isObject, type Profile } from './check.ts';
import type { RootRow } from './generated/messages.ts';
import { rowNamed } from './message.ts';
import type { RejectReason } from './reasons.ts';

type Json = Record<string, unknown>;

/** Where a message lies in the value that was parsed. */
export interface Found {
  readonly row: RootRow;
  readonly content: Json;
  readonly holder: Json;
  readonly base: string;
  readonly isDocument: boolean;
}

/** Why a value is not accepted as a message. */
export interface Refusal {
  readonly reason: RejectReason;
  readonly pointer: string;
  readonly detail: string;
}

/** Finds root and content; takes `Document` off when the profile is lenient. */
export function locate(value: unknown, profile: Profile): Found | Refusal {
  const invalid = (detail: string): Refusal => ({ reason: 'InvalidMessage', pointer: '', detail });
  if (!isObject(value)) return invalid('a message is an object with one member, its root');
  const isDocument = profile === 'lenient' && Object.hasOwn(value, 'Document') && isObject(value['Document']);
  const holder = isDocument ? (value['Document'] as Json) : value;
  const roots = Object.keys(holder);
  const root = roots[0];
  if (root === undefined) return invalid('no root');
  if (roots.length > 1 || (isDocument && Object.keys(value).length > 1)) return invalid('more than one root');
  const base = `${isDocument ? '/Document' : ''}/${escapePointer(root)}`;
  const row = rowNamed(root);
  if (!row) return { reason: 'MessageType', pointer: base, detail: 'not a message of the standard' };
  const content = holder[root];
  if (!isObject(content)) return { reason: 'InvalidMessage', pointer: base, detail: 'must be an object' };
  if (!isObject(content['Header'])) return { reason: 'InvalidMessage', pointer: `${base}/Header`, detail: 'no header' };
  return { row, content, holder, base, isDocument };
}
