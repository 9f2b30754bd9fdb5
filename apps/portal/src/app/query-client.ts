import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError, hasCode } from '../lib/problem.ts';

/** A refusal stays one; what could not be reached, or was too busy, may answer when it is asked again. */
const isWorthRepeating = (error: unknown): boolean => !(error instanceof ProblemError) || error.status >= 500;

/** A new page forgets all that was shown to who was signed in, and comes back to where that person was. */
function leaveWhenSignedOut(error: unknown): void {
  if (!hasCode(error, 'signIn.ended') || location.pathname === '/sign-in') return;
  const next = new URLSearchParams({ next: location.pathname + location.search });
  location.assign(`/sign-in?${next}`);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && isWorthRepeating(error),
    },
    mutations: { retry: false },
  },
});
