import type { Overview } from '@ppaas/contracts';
import { linkOptions } from '@tanstack/react-router';
import { ANSWERED_STATES, ENDED_STATES, RUNNING_STATES } from '../../lib/transaction-filters.ts';

const DAY_MS = 86_400_000;

/** Whose figures they are: of an organisation, of a store, or of all that one sees. */
export interface Whose {
  readonly organisationId?: string | undefined;
  readonly storeId?: string | undefined;
}

/** The list behind each figure of an overview: what was counted, as far as lists can be narrowed. */
export function behind({ asOf, sales, minutes }: Overview, { organisationId, storeId }: Whose) {
  const whose = { ...(organisationId !== undefined && { organisationId }), ...(storeId !== undefined && { storeId }) };
  const of = (search: Readonly<Record<string, string>>) =>
    linkOptions({ to: '/transactions', search: { ...whose, ...search } });
  const now = Date.parse(asOf);
  const yesterday = new Date(now - DAY_MS).toISOString();
  // Figures are of sales at tills: what devices sell on their own is told later.
  const ofMinutes = { origin: 'POS', from: sales.points[0]?.at ?? new Date(now - minutes * 60_000).toISOString() };
  return {
    sales: of({ ...ofMinutes, state: ENDED_STATES }),
    answered: of({ ...ofMinutes, state: ANSWERED_STATES }),
    ofState: (state: string) => of({ ...ofMinutes, state }),
    running: of({ state: RUNNING_STATES }),
    unknown: of({ state: 'UNKNOWN' }),
    enquired: of({ doubt: 'ENQUIRED', from: yesterday }),
    contradicted: of({ doubt: 'CONTRADICTED', from: yesterday }),
    workList: linkOptions({ to: '/work-list', search: whose }),
    devices:
      storeId === undefined
        ? linkOptions({ to: '/stores', search: whose })
        : linkOptions({ to: '/stores/$storeId/payment-devices', params: { storeId } }),
  };
}
