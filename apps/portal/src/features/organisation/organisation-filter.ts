import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { Filter } from '../../components/filters.tsx';
import { usePerson } from '../../lib/session.ts';
import { organisationChoicesQuery } from './organisation-queries.ts';

/** Of a list across organisations: for people of the platform, who alone see several. */
export function useOrganisationFilter(): readonly Filter[] {
  const { t } = useLingui();
  const isOfPlatform = usePerson().organisationId === null;
  const { data } = useQuery({ ...organisationChoicesQuery, enabled: isOfPlatform });
  const options = (data?.items ?? []).map(({ organisationId: value, name: label }) => ({ value, label }));
  return isOfPlatform ? [{ name: 'organisationId', label: t`Organisation`, options }] : [];
}
