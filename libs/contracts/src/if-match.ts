import { DomainError } from './errors.ts';

/**
 * The version of an `If-Match` header; undefined when there is none or it is `*`.
 * @throws DomainError request.invalid
 */
export function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const match = /^\s*"(\d{1,9})"\s*$/.exec(header);
  if (match === null) throw new DomainError('request.invalid', 'If-Match: must be one entity tag of ours, such as "3"');
  return Number(match[1]);
}
