import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, jest } from '@jest/globals';

// Texts become messages when the portal is built.
jest.unstable_mockModule('@lingui/core/macro', () => ({ msg: (parts: readonly string[]) => ({ id: parts.join() }) }));
const { MEANINGS } = await import('./meanings.ts');

const FIXTURES = join(import.meta.dirname, '../../../../../libs/nexo/fixtures');
/** Payments, refunds, reversals, questions about them, aborts and rejections. */
const OF_SALES = /^(?:1\d|2[0-6])-/;

function membersOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(membersOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...membersOf(inner)]);
}

it('there is a meaning for each member of the messages of a sale', () => {
  const files = readdirSync(FIXTURES).filter((file) => OF_SALES.test(file));
  const members = files.flatMap((file) => membersOf(JSON.parse(readFileSync(join(FIXTURES, file), 'utf8'))));
  expect(members.length).toBeGreaterThan(500);
  expect([...new Set(members)].filter((member) => MEANINGS[member] === undefined)).toEqual([]);
});
