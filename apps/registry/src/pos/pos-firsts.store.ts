import { Injectable } from '@nestjs/common';
import { Database } from '@ppaas/service';

const MAX_KNOWN = 100_000;

/** How far the software of a point of sale has come: its first list of devices, its first sale. Each is written once. */
@Injectable()
export class PosFirsts {
  /** Those that have sold: every sale is told of, and nearly none is the first. */
  private readonly sellers = new Set<string>();

  constructor(private readonly database: Database) {}

  async listed(posId: string): Promise<void> {
    await this.database.query(
      'update point_of_sale set first_listed_at = now() where pos_id = $1 and first_listed_at is null',
      [posId],
    );
  }

  async sold(sales: readonly { readonly posId: string; readonly completedAt: string }[]): Promise<void> {
    const first = new Map(sales.toReversed().map(({ posId, completedAt }) => [posId, completedAt]));
    const unknown = [...first].filter(([posId]) => !this.sellers.has(posId));
    if (unknown.length === 0) return;
    await this.database.query(
      `update point_of_sale p set first_sale_at = s.at
         from unnest($1::uuid[], $2::timestamptz[]) as s (pos_id, at)
        where p.pos_id = s.pos_id and p.first_sale_at is null`,
      [unknown.map(([posId]) => posId), unknown.map(([, at]) => at)],
    );
    // Forgetting all at once costs one more look for each, and is rare.
    if (this.sellers.size >= MAX_KNOWN) this.sellers.clear();
    for (const [posId] of unknown) this.sellers.add(posId);
  }
}
