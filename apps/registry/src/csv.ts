/** One record of a CSV text, and the line on which it begins (1 = the first). */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** What is wrong with a text as a whole. */
export class CsvFault extends Error {
  constructor(
    readonly line: number,
    detail: string,
  ) {
    super(detail);
  }
}

/**
 * RFC 4180, with any line end, with or without a byte order mark. Empty lines are no records.
 * @throws CsvFault for a quote that is not closed, or that stands where none may
 */
export function parseCsv(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let fields: string[] = [];
  let line = 1;
  let beginsAt = 1;
  // A field, in quotes or not, and what ends it: a comma, the end of the line, the end of the text.
  const next = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;
  next.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  while (next.lastIndex < text.length || fields.length > 0) {
    const found = next.exec(text);
    if (found === null) throw new CsvFault(line, 'a quote that is not closed, or in the middle of a field');
    const [whole, quoted, plain = '', end = ''] = found;
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (end === ',') continue;
    if (fields.some((field) => field !== '')) records.push({ line: beginsAt, fields });
    fields = [];
    beginsAt = line;
  }
  return records;
}
