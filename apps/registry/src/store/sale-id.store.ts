import { DomainError } from '@ppaas/contracts';
import type { PoolClient } from 'pg';

const OWNERS = {
  '/reference': {
    sql: `select 1 from device where store_id = $1 and device_id = $2 and status = 'ACTIVE'`,
    detail: 'is the id of a payment device of the store',
  },
  '/deviceId': {
    sql: `select 1 from point_of_sale where store_id = $1 and reference = $2 and status = 'ACTIVE'`,
    detail: 'is the reference of a point of sale of the store',
  },
} as const;

/**
 * POS software on a device sells under the device's id, any other under its reference: within a store these must differ.
 * Whoever asks for the same one at the same time waits until this transaction is over.
 * @param pointer of the member that asks for it
 * @throws DomainError entity.conflict
 */
export async function requireFreeSaleId(
  client: PoolClient,
  storeId: string,
  saleId: string,
  pointer: keyof typeof OWNERS,
): Promise<void> {
  const { sql, detail } = OWNERS[pointer];
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`saleId ${storeId} ${saleId}`]);
  const { rowCount } = await client.query(sql, [storeId, saleId]);
  if (rowCount === 0) return;
  throw new DomainError('entity.conflict', `${saleId} ${detail}`, { faults: [{ pointer, code: 'taken', detail }] });
}
