import { useNavigate, useSearch } from '@tanstack/react-router';

/** What the address of a list says: `sort`, `q`, and one member for each filter that is on. */
export type ListSearch = Readonly<Partial<Record<string, string>>>;

/** Reads the address of a list. @param names of its filters; anything else in it is left out */
export const listSearch =
  <Name extends string>(...names: Name[]) =>
  (search: Record<string, unknown>): Partial<Record<Name | 'sort', string>> =>
    Object.fromEntries(
      ['sort', ...names].flatMap((name) => {
        const text = search[name];
        return typeof text === 'string' && text !== '' ? [[name, text]] : [];
      }),
    ) as Partial<Record<Name | 'sort', string>>;

/** What the address says of the list on this page, and how to change it; undefined takes a member out. */
export function useListSearch(): readonly [ListSearch, (changed: ListSearch) => void] {
  const search: ListSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (changed: ListSearch): void => {
    const all = Object.entries({ ...search, ...changed }).filter(([, value]) => value !== undefined && value !== '');
    void navigate({ to: '.', search: Object.fromEntries(all), replace: true });
  };
  return [search, change];
}
