import type { Merchant } from '@ppaas/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { usePerson } from '../../lib/session.ts';
import { merchantQuery, merchantsQuery } from '../organisation/organisation-queries.ts';

/** The merchants a person may choose from; for people of the platform, who have no organisation, only the one that is chosen. */
export function useMerchantChoices(chosen: string | undefined): readonly Merchant[] {
  const { organisationId } = usePerson();
  const all = useInfiniteQuery({ ...merchantsQuery(organisationId ?? ''), enabled: organisationId !== null });
  const one = useQuery({ ...merchantQuery(chosen ?? ''), enabled: organisationId === null && chosen !== undefined });
  if (organisationId !== null) return all.data?.pages.flatMap(({ items }) => items) ?? [];
  return one.data === undefined ? [] : [one.data];
}
