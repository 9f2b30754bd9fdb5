import type { Queryable } from '@ppaas/exchange';

/** One line of the work list. */
export interface AttentionItem {
  readonly exchangeId: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly deviceId: string;
  readonly saleId: string;
  readonly exchangeIdentification: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly transactionReference: string | null;
  readonly reason: string | null;
  readonly acceptedAt: string;
}

const PAGE = 100;

/** Exchanges in NEEDS_ATTENTION, oldest first, at most 100. @param tenantId only this organisation's */
export async function findAttention(db: Queryable, tenantId: string | undefined): Promise<AttentionItem[]> {
  const { rows } = await db.query(
    `select exchange_id as "exchangeId", tenant_id as "tenantId", store_id as "storeId", device_id as "deviceId", sale_id as "saleId",
        exchange_identification as "exchangeIdentification", amount, currency, transaction_reference as "transactionReference",
        attention_reason as reason, accepted_at as "acceptedAt"
      from exchange where state = 'NEEDS_ATTENTION' and ($1::uuid is null or tenant_id = $1) order by accepted_at limit $2`,
    [tenantId ?? null, PAGE],
  );
  return rows as unknown as AttentionItem[];
}
