import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isFree, sbomOf } from './sbom.ts';

const { components } = sbomOf(join(import.meta.dirname, '..'));

describe('what an image is made of', () => {
  it('may be given on by anybody who has it', () => {
    expect(components.length).toBeGreaterThan(100);
    expect(components.filter((one) => !isFree(one)).map(({ purl }) => purl)).toEqual([]);
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['Apache-2.0 AND MIT', true],
    ['Apache-2.0 AND GPL-3.0-only', false],
    ['MIT AND (GPL-2.0-only OR ISC)', true],
    ['SEE LICENSE IN LICENSE.md', false],
    [undefined, false],
  ])('takes %s for free: %s', (expression, isIt) => {
    expect(isFree({ licenses: expression === undefined ? [] : [{ expression }] })).toBe(isIt);
  });
});
