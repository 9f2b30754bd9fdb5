import type { z } from 'zod';
import { DomainError } from './errors.ts';
import type { Fault } from './errors.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found wrong, member by member. */
export const faultsOf = (issues: readonly Issue[]): Fault[] =>
  issues.map((issue) => ({ pointer: pointerOf(issue.path), detail: issue.message, ...codeOf(issue) }));

/** Of the parameters of a query, which are flat: a value within one is a fault of the parameter. @returns request.invalid */
export function invalidQuery(issues: readonly Issue[]): DomainError {
  const flat = issues.map((issue) => ({ ...issue, path: issue.path.slice(0, 1) }));
  const [first] = flat;
  const words = `${String(first?.path[0] ?? 'query')}: ${first?.message}`;
  return new DomainError('request.invalid', words, { faults: faultsOf(flat) });
}

function codeOf(issue: Issue): Pick<Fault, 'code' | 'limit'> {
  switch (issue.code) {
    case 'too_small':
      return { code: isCounted(issue.origin) ? 'tooShort' : 'tooSmall', limit: Number(issue.minimum) };
    case 'too_big':
      return { code: isCounted(issue.origin) ? 'tooLong' : 'tooLarge', limit: Number(issue.maximum) };
    case 'invalid_value':
      return { code: 'choice' };
    case 'unrecognized_keys':
      return { code: 'unknownMember' };
    default:
      return { code: 'format' };
  }
}

/** By how many characters or members it has. */
const isCounted = (origin: string): boolean => origin === 'string' || origin === 'array';

/** RFC 6901; the whole document is `/`, so that it can be read. */
const pointerOf = (path: readonly PropertyKey[]): string =>
  `/${path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
