import { useNavigate, useSearch } from '@tanstack/react-router';
import { createContext, useContext } from 'react';

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

/** Where several lists stand on a page: what the members of this one begin with in the address, such as `stores.`. */
export const ListPart = createContext('');

/** What the address says of the list on this page, or of this part of it, and how to change it; undefined takes a member out. */
export function useListSearch(): readonly [ListSearch, (changed: ListSearch) => void] {
  const search: ListSearch = useSearch({ strict: false });
  const part = useContext(ListPart);
  const navigate = useNavigate();
  const change = (changed: ListSearch): void => {
    const members = Object.entries(changed).map(([name, value]) => [`${part}${name}`, value] as const);
    const all = Object.entries({ ...search, ...Object.fromEntries(members) });
    const left = all.filter(([, value]) => value !== undefined && value !== '');
    void navigate({ to: '.', search: Object.fromEntries(left), replace: true });
  };
  return [ofPart(search, part), change];
}

/** The members of an address that belong to one of the lists of its page, as that list calls them. */
export const ofPart = (search: ListSearch, part: string): ListSearch =>
  Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      name.startsWith(part) ? [[name.slice(part.length), value] as const] : [],
    ),
  );

const kept = new Map<string, string>();

/** Remembers how the list at this address is narrowed and sorted, for the way back to it. */
export const keepSearch = ({ pathname, search }: { readonly pathname: string; readonly search: string }): void =>
  void kept.set(pathname, search);

/** How the list of a path was narrowed and sorted when it was last seen. */
export const keptSearch = (path: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(kept.get(path)));
