import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { partsOf } from './parts.ts';

/** One of those that can be chosen. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  /** What tells it from others of that name. */
  readonly detail?: string | null;
}

/** What can be chosen from, however many there are: the server finds them, and knows what each is called. */
export interface Choices<One extends Choice = Choice> {
  /** Of its questions. */
  readonly key: readonly string[];
  /** The first few that have this in their name; of an empty text the first few of all. */
  search(q: string): Promise<readonly One[]>;
  /** Those of these, at most 100, that are there. */
  named(ids: readonly string[]): Promise<readonly One[]>;
}

const NAMED_AT_ONCE = 100;
/** What something is called seldom changes. */
const NAMED_FOR_MS = 60_000;

/** What these are: id → what is known of it. Out of reach, gone or not told yet: not in it. */
export function useNamed<One extends Choice>(
  choices: Choices<One> | undefined,
  ids: readonly (string | null)[],
): ReadonlyMap<string, One> {
  const wanted = [...new Set(ids.filter((id) => id !== null && id !== ''))].sort() as string[];
  const { data } = useQuery({
    queryKey: [...(choices?.key ?? []), 'named', ...wanted],
    queryFn: async () =>
      choices === undefined ? [] : Promise.all(partsOf(wanted, NAMED_AT_ONCE).map((part) => choices.named(part))),
    enabled: choices !== undefined && wanted.length > 0,
    staleTime: NAMED_FOR_MS,
    // More lines have come: the names of the others stay meanwhile.
    placeholderData: keepPreviousData,
  });
  return new Map(data?.flat().map((one) => [one.id, one]));
}
