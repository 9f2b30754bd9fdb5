import { useLingui } from '@lingui/react/macro';
import type { Filter } from '../../components/filter.ts';
import { usePerson } from '../../lib/session.ts';
import { organisationChoices } from './organisation-queries.ts';

/** Of a list across organisations: for people of the platform, who alone see several. */
export function useOrganisationFilter(): readonly Filter[] {
  const { t } = useLingui();
  const isOfPlatform = usePerson().organisationId === null;
  return isOfPlatform ? [{ name: 'organisationId', label: t`Organisation`, choices: organisationChoices }] : [];
}
