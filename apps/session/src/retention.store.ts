import { retainedExchanges } from '@ppaas/exchange';
import type { Retained } from '@ppaas/exchange';

/** What grows with the calls and is kept for a time. */
export const RETAINED: readonly Retained[] = [
  retainedExchanges(),
  { table: 'transaction_exchange', since: 'recorded_at' },
  // The last one of a device says what is in Redis again.
  {
    table: 'session',
    since: 'ended_at',
    when: 'exists (select from session n where n.device_id = t.device_id and n.fence > t.fence)',
  },
];
