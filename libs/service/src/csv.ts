/** A spreadsheet would run a cell that begins like this. A minus before digits is a number. */
const IS_FORMULA = /^(?:[=+@\t\r]|-(?!\d+(?:\.\d+)?$))/;

/**
 * RFC 4180: lines that end with CRLF, quotes where they are needed. What a spreadsheet would take for a formula gets an
 * apostrophe before it: it is text that somebody else has chosen.
 */
export function formatCsv(records: readonly (readonly string[])[]): string {
  return records.map((fields) => `${fields.map(fieldOf).join(',')}\r\n`).join('');
}

function fieldOf(text: string): string {
  const safe = IS_FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
