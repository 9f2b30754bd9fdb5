import { may } from '@ppaas/contracts';
import type { Permission, SignedIn } from '@ppaas/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { queryClient } from '../app/query-client.ts';
import { whoIsSignedIn } from './api.ts';

export const signedInQuery = queryOptions({ queryKey: ['signed-in'], queryFn: whoIsSignedIn, staleTime: 60_000 });

/** After signing in or out, and when the person has proven something: the cookie and its token are other ones. */
export async function readSignInAgain(): Promise<SignedIn | null> {
  return queryClient.fetchQuery({ ...signedInQuery, staleTime: 0 });
}

/** The person of a page that only signed-in people see. */
export function usePerson(): SignedIn {
  const { data } = useQuery(signedInQuery);
  if (data == null) throw new Error('nobody is signed in');
  return data;
}

export function useMay(permission: Permission): boolean {
  return may(usePerson().role, permission);
}
