import { isSilent, retainedExchanges } from '@ppaas/exchange';
import type { Retained } from '@ppaas/exchange';

/** What grows with the sales and is kept for a time. */
export const RETAINED: readonly Retained[] = [
  retainedExchanges('exchange_hop', 'resolution'),
  { table: 'session_exchange', since: 'completed_at' },
  // Of a device that says it once more it must be known that it was kept before.
  {
    table: 'stand_alone',
    since: 'recorded_at',
    when: isSilent('recorded_at'),
  },
];
