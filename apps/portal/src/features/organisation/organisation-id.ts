import { useSearch } from '@tanstack/react-router';
import type { ListSearch } from '../../lib/list-search.ts';
import { usePerson } from '../../lib/session.ts';

/** The organisation of the person; for people of the platform the one that the address names, if it names one. */
export function useOrganisationId(): string | undefined {
  const search: ListSearch = useSearch({ strict: false });
  return usePerson().organisationId ?? search['organisation'];
}

/** On the pages of one organisation, which are shown only when there is one. */
export function useOneOrganisationId(): string {
  const organisationId = useOrganisationId();
  if (organisationId === undefined) throw new Error('no organisation is chosen');
  return organisationId;
}
