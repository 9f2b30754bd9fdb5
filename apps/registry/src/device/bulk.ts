import { entityName } from '@ppaas/contracts';
import { CsvFault, parseCsv } from '../csv.ts';
import type { CsvRecord } from '../csv.ts';

/** One device that is wanted. */
export interface WantedDevice {
  readonly line: number;
  readonly serialNumber: string;
  readonly name: string;
}

export interface LineFault {
  readonly line: number;
  readonly detail: string;
}

export type ReadBulk = { readonly devices: WantedDevice[] } | { readonly faults: LineFault[] };

/** As many as one answer can wait for. */
export const MAX_BULK = 500;
const COLUMNS: readonly string[] = ['serialNumber', 'name'];
/** Begins so that no spreadsheet takes it for a formula. */
const SERIAL_NUMBER = /^[A-Za-z0-9][\x21-\x7e]{0,63}$/;
const FORMULA = /^[=+\-@]/;

/**
 * Reads `serialNumber,name` (the name may be left out: it is the serial number then), with a header line.
 * @returns every device, or every line that is wrong
 */
export function readBulk(text: string): ReadBulk {
  try {
    const [header, ...records] = parseCsv(text);
    const columns = header?.fields.map((name) => name.trim()) ?? [];
    const fault = headerFault(columns);
    if (fault !== undefined) return { faults: [{ line: header?.line ?? 1, detail: fault }] };
    if (records.length === 0) return { faults: [{ line: 2, detail: 'no device' }] };
    const tooMany = records[MAX_BULK];
    if (tooMany !== undefined) return { faults: [{ line: tooMany.line, detail: `more than ${MAX_BULK} devices` }] };
    return readDevices(records, columns);
  } catch (error) {
    if (error instanceof CsvFault) return { faults: [{ line: error.line, detail: error.message }] };
    throw error;
  }
}

function headerFault(columns: readonly string[]): string | undefined {
  const unknown = columns.find((name) => !COLUMNS.includes(name));
  if (unknown !== undefined) return `no column ${unknown}; the columns are ${COLUMNS.join(', ')}`;
  if (!columns.includes('serialNumber')) return 'the first line must name the columns, serialNumber among them';
  return new Set(columns).size < columns.length ? 'a column twice' : undefined;
}

function readDevices(records: readonly CsvRecord[], columns: readonly string[]): ReadBulk {
  const devices: WantedDevice[] = [];
  const faults: LineFault[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, fields } of records) {
    const at = (column: string): string => fields[columns.indexOf(column)]?.trim() ?? '';
    const serialNumber = at('serialNumber');
    const name = at('name') === '' ? serialNumber : at('name');
    const earlier = lineOf.get(serialNumber);
    lineOf.set(serialNumber, earlier ?? line);
    const fault =
      fields.length !== columns.length
        ? `${fields.length} fields where ${columns.length} belong`
        : (deviceFault(serialNumber, name) ?? (earlier && `the same serial number as line ${earlier}`));
    if (fault === undefined) devices.push({ line, serialNumber, name });
    else faults.push({ line, detail: String(fault) });
  }
  return faults.length > 0 ? { faults } : { devices };
}

function deviceFault(serialNumber: string, name: string): string | undefined {
  if (!SERIAL_NUMBER.test(serialNumber)) return 'no serial number: 1 to 64 printable characters without blanks';
  return !entityName.safeParse(name).success || FORMULA.test(name) ? 'the name is not acceptable' : undefined;
}

const SHOWN_FAULTS = 20;

/** The lines that are wrong, in one sentence. */
export function describeFaults(faults: readonly LineFault[]): string {
  const shown = faults.slice(0, SHOWN_FAULTS).map(({ line, detail }) => `line ${line}: ${detail}`);
  const more = faults.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
