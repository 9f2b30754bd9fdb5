import { DomainError } from '@ppaas/contracts';
import type { Queryable } from '@ppaas/exchange';

/** A person's word about an exchange, and the key it was said under. */
export interface KeyedWord {
  readonly exchangeId: string;
  readonly tenantId: string;
  readonly outcome: 'APPROVED' | 'PARTIAL' | 'DECLINED';
  readonly amount: string | null;
  readonly reason: string;
  /** Who, for people to read. */
  readonly actor: string;
  /** Whose keys these are. */
  readonly operator: string;
  readonly key: string | null;
}

/** @throws DomainError request.keyReused when the key was taken meanwhile */
export async function insertResolution(db: Queryable, word: KeyedWord): Promise<void> {
  const { exchangeId, tenantId, outcome, amount, reason, actor, operator, key } = word;
  const { rowCount } = await db.query(
    `insert into resolution (exchange_id, tenant_id, outcome, amount, reason, actor, operator, idempotency_key)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (operator, idempotency_key) where idempotency_key is not null do nothing`,
    [exchangeId, tenantId, outcome, amount, reason, actor, operator, key],
  );
  if (rowCount !== 1) throw new DomainError('request.keyReused');
}

type Said = Pick<KeyedWord, 'exchangeId' | 'outcome' | 'amount' | 'reason'>;

export async function findUnderKey(db: Queryable, operator: string, key: string): Promise<Said | undefined> {
  const { rows } = await db.query(
    `select exchange_id as "exchangeId", outcome, amount, reason from resolution where operator = $1 and idempotency_key = $2`,
    [operator, key],
  );
  return rows[0] as unknown as Said | undefined;
}
