import { expect, it } from '@jest/globals';
import { csvOf } from './csv.ts';

it.each([
  ['plain fields', ['Till 1', 3], 'Till 1,3'],
  ['what is not there', [null, undefined, ''], ',,'],
  ['commas, quotes and line ends', ['a,b', 'say "no"', 'two\nlines'], '"a,b","say ""no""","two\nlines"'],
  ['what would be a formula', ['=1+1', '@x', '-x'], "'=1+1,'@x,'-x"],
  ['a number below zero', [-4.5], '-4.5'],
])('writes %s', (_, cells, line) => {
  expect(csvOf([cells])).toBe(`\uFEFF${line}\r\n`);
});
