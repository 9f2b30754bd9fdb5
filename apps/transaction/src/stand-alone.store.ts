import type { Queryable } from '@ppaas/exchange';
import type { Incoming } from '@ppaas/messaging';
import type { NexoMessage } from '@ppaas/nexo';
import { standAloneFacts } from './stand-alone.ts';
import type { StandAloneFacts } from './stand-alone.ts';

type Reported = Extract<Incoming<'deviceEvents'>, { type: 'StandAloneReported' }>['data'];

export type RecordedSale = Omit<StandAloneFacts, 'soldAt'> & { readonly storeId: string | null };

/**
 * Keeps a sale nobody asked for; its place in the journal of the hardware is what it is known by.
 * @returns undefined when it was kept before: the same report again changes nothing
 */
export async function recordStandAlone(db: Queryable, event: Reported): Promise<RecordedSale | undefined> {
  const { soldAt, ...facts } = standAloneFacts(event.message as unknown as NexoMessage);
  const { rows } = await db.query(
    `insert into stand_alone (device_id, serial_number, journal_id, journal_sequence, tenant_id, message,
        store_id, state, amount, currency, transaction_reference, sold_at, transaction_type)
      values ($1, $2, $3, $4, $5, $6, (select store_id from device where device_id = $1), $7, $8, $9, $10, $11, $12)
      on conflict do nothing returning store_id`,
    [
      event.deviceId,
      event.serialNumber,
      event.journalId,
      event.journalSequence,
      event.tenantId,
      JSON.stringify(event.message),
      facts.state,
      facts.amount,
      facts.currency,
      facts.transactionReference,
      soldAt,
      facts.transactionType,
    ],
  );
  const [row] = rows;
  return row && { ...facts, storeId: row.store_id === null ? null : String(row.store_id) };
}
