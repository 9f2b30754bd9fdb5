import { useQuery } from '@tanstack/react-query';
import type { Choices } from '../../lib/choices.ts';
import { usePerson } from '../../lib/session.ts';
import { merchantChoices, merchantQuery } from '../organisation/organisation-queries.ts';

/**
 * The merchants a person may choose from; for people of the platform, who have no organisation, those of the organisation
 * of the one that is chosen. Undefined: none is.
 */
export function useMerchantChoices(chosen: string | undefined): Choices | undefined {
  const { organisationId } = usePerson();
  const isOfPlatform = organisationId === null;
  const { data } = useQuery({ ...merchantQuery(chosen ?? ''), enabled: isOfPlatform && chosen !== undefined });
  const whose = organisationId ?? data?.organisationId;
  return whose === undefined ? undefined : merchantChoices(whose);
}
