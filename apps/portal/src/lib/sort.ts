/** What a list is sorted by: the key of a column. */
export interface Sort {
  readonly key: string;
  readonly isDescending: boolean;
}

/** As an address says it: `name`, or `-name` for descending. */
export const sortOf = (text: string | undefined): Sort | undefined =>
  text === undefined || text === '' ? undefined : { key: text.replace(/^-/, ''), isDescending: text.startsWith('-') };

/** What a click on a column comes to: ascending, then descending, then as it was. */
export function nextSort(current: Sort | undefined, key: string): string | undefined {
  if (current?.key !== key) return key;
  return current.isDescending ? undefined : `-${key}`;
}

export type Comparable = string | number | null;

/**
 * Sorted as people of a language expect it, "Till 2" before "Till 10"; what has no value comes last either way, and what is
 * equal stays in order.
 */
export function sorted<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => Comparable,
  isDescending: boolean,
  language: string,
): Row[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)));
  });
}
