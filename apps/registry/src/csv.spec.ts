import { describe, expect, it } from '@jest/globals';
import { formatCsv } from '@ppaas/service';
import { CsvFault, parseCsv } from './csv.ts';

describe('parseCsv', () => {
  it.each<[string, string, [number, string[]][]]>([
    ['nothing', '', []],
    ['one line without an end', 'a,b', [[1, ['a', 'b']]]],
    ['CRLF, LF and CR', 'a\r\nb\nc\rd', [[1, ['a']], [2, ['b']], [3, ['c']], [4, ['d']]]],
    ['a byte order mark', '\uFEFFa', [[1, ['a']]]],
    ['empty fields', 'a,,\n,b,', [[1, ['a', '', '']], [2, ['', 'b', '']]]],
    ['empty lines', 'a\n\n\nb\n', [[1, ['a']], [4, ['b']]]],
    ['quotes', '"a,1","say ""no""",""\nb', [[1, ['a,1', 'say "no"', '']], [2, ['b']]]],
    ['a line end inside quotes', '"a\nb",c\nd', [[1, ['a\nb', 'c']], [3, ['d']]]],
  ])('reads %s', (_name, text, records) => {
    expect(parseCsv(text).map(({ line, fields }) => [line, fields])).toEqual(records);
  }); // prettier-ignore

  it.each([
    ['a quote that is not closed', 'a\n"b', 2],
    ['a quote in the middle', 'a"b', 1],
    ['text after a quote', '"a"b', 1],
  ])('refuses %s, and says where', (_name, text, line) => {
    let fault: unknown;
    try {
      parseCsv(text);
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(CsvFault);
    expect(fault).toMatchObject({ line });
  });

  it('reads what formatCsv writes', () => {
    const records = [
      ['a', 'b,c', 'd"e', 'f\ng', ''],
      ['1', '2', '3', '4', '5'],
    ];
    expect(parseCsv(formatCsv(records)).map(({ fields }) => fields)).toEqual(records);
  });
});
