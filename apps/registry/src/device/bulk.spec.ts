import { describe, expect, it } from '@jest/globals';
import { MAX_BULK, describeFaults, readBulk } from './bulk.ts';

const faultsOf = (text: string): string => {
  const read = readBulk(text);
  return 'faults' in read ? describeFaults(read.faults) : 'none';
};
const NO_SERIAL_NUMBER = 'no serial number: 1 to 64 printable characters without blanks';

describe('readBulk', () => {
  it('reads serial numbers, with names or without', () => {
    expect(readBulk('serialNumber\nSN-1\nSN-2\n')).toEqual({
      devices: [
        { line: 2, serialNumber: 'SN-1', name: 'SN-1' },
        { line: 3, serialNumber: 'SN-2', name: 'SN-2' },
      ],
    });
    expect(readBulk('name, serialNumber\r\n"Counter, left",SN-1\r\n,SN-2')).toMatchObject({
      devices: [{ name: 'Counter, left' }, { name: 'SN-2' }],
    });
  });

  it.each([
    ['an empty file', '', 'line 1: the first line must name the columns, serialNumber among them'],
    ['no header', 'SN-1\nSN-2', 'line 1: no column SN-1; the columns are serialNumber, name'],
    ['a column twice', 'name,serialNumber,name\n', 'line 1: a column twice'],
    ['no device', 'serialNumber\n', 'line 2: no device'],
    ['an open quote', 'serialNumber\n"SN', 'line 2: a quote that is not closed, or in the middle of a field'],
    ['a serial number twice', 'serialNumber\nA\nB\nA', 'line 4: the same serial number as line 2'],
    ['a blank in one', 'serialNumber\nA B', `line 2: ${NO_SERIAL_NUMBER}`],
    ['a formula for one', 'serialNumber\n=1+1', `line 2: ${NO_SERIAL_NUMBER}`],
    ['a formula for a name', 'serialNumber,name\nA,=1+1', 'line 2: the name is not acceptable'],
    ['too many fields', 'serialNumber\nA,B', 'line 2: 2 fields where 1 belong'],
  ])('names the line of %s', (_name, text, faults) => {
    expect(faultsOf(text)).toBe(faults);
  });

  it('names every line that is wrong', () => {
    expect(faultsOf('serialNumber\nA\nB C\nD\né')).toBe(`line 3: ${NO_SERIAL_NUMBER}; line 5: ${NO_SERIAL_NUMBER}`);
  });

  it('has a bound', () => {
    const lines = (count: number): string => Array.from({ length: count }, (_, n) => `SN-${n}`).join('\n');
    expect(faultsOf(`serialNumber\n${lines(MAX_BULK)}`)).toBe('none');
    const tooMany = `line ${MAX_BULK + 2}: more than ${MAX_BULK} devices`;
    expect(faultsOf(`serialNumber\n${lines(MAX_BULK + 1)}`)).toBe(tooMany);
    expect(faultsOf(`serialNumber\n${'=\n'.repeat(30)}`)).toMatch(/; and 10 more$/);
  });
});
