import { DomainError, faultsOf } from '@ppaas/contracts';
import { MalformedJson, parseJson } from '@ppaas/nexo';
import type { z } from 'zod';

/** Said at once: a form has fewer fields, and an answer must not grow with what is wrong in the question. */
const MAX_FAULTS = 20;

/**
 * Reads a JSON body: text → schema → type, once.
 * @param body The raw text, as the controller got it.
 * @throws DomainError request.malformed (not JSON, or JSON that two readers could understand differently);
 *   request.invalid with the JSON pointers of the wrong members.
 */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  if (typeof body !== 'string' || body.trim() === '')
    throw new DomainError('request.malformed', 'a JSON body is required');
  const parsed = schema.safeParse(readJson(body));
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error.issues.slice(0, MAX_FAULTS));
  const [first] = faults;
  throw new DomainError('request.invalid', `${first?.pointer}: ${first?.detail}`, { faults });
}

/** The body of a request that came as `text/csv`. */
export class CsvBody {
  constructor(readonly text: string) {}
}

/** The text of a CSV body. @throws DomainError request.mediaType when it came as anything else */
export function csvText(body: unknown): string {
  if (!(body instanceof CsvBody)) throw new DomainError('request.mediaType', 'The media type must be text/csv');
  return body.text;
}

function readJson(body: string): unknown {
  try {
    return parseJson(body);
  } catch (error) {
    if (error instanceof MalformedJson) throw new DomainError('request.malformed', error.detail);
    throw error;
  }
}
