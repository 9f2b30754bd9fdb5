import { describe, expect, it } from '@jest/globals';
import { formatCsv } from './csv.ts';

describe('formatCsv', () => {
  it('ends lines with CRLF and quotes what needs it', () => {
    expect(formatCsv([['a', 'b,c', 'say "no"', 'two\nlines'], ['1']])).toBe(
      'a,"b,c","say ""no""","two\nlines"\r\n1\r\n',
    );
  });

  it.each([
    ['=cmd|calc', "'=cmd|calc"],
    ['+1+1', "'+1+1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['-1+cmd', "'-1+cmd"],
    ['\t=1', "'\t=1"],
    ['-24.50', '-24.50'],
    ['24.50', '24.50'],
    ['a=1', 'a=1'],
  ])('writes %j so that no spreadsheet runs it', (text, written) => {
    expect(formatCsv([[text]])).toBe(`${written}\r\n`);
  });
});
