import type { NexoMessage } from './generated/types.ts';
import { bodyOf, headerOf, rowOf } from './message.ts';

/** JSON with sorted members and no white space (RFC 8785). @throws TypeError on what JSON cannot say. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('JSON has no such number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`JSON has no ${typeof value}`);
  const object = value as Record<string, unknown>;
  const members = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key])}`);
  return `{${members.join(',')}}`;
}

/**
 * What makes two sends the same message: everything but when it was sent, which relays it passed and how it was signed
 * (Header.CreationDateTime, Header.Traceability, SecurityTrailer).
 */
export function businessContent(message: NexoMessage): string {
  const { CreationDateTime: _sentAt, Traceability: _relays, ...header } = headerOf(message);
  const { root, body } = rowOf(message);
  return canonicalJson({ [root]: { Header: header, [body]: bodyOf(message) } });
}
