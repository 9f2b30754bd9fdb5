import { Injectable } from '@nestjs/common';
import type { DataOf } from '@ppaas/contracts';
import { Database } from '@ppaas/service';

/** When a POS last asked for a token, and from where. */
@Injectable()
export class PosUseStore {
  constructor(private readonly database: Database) {}

  /** What comes late changes nothing. */
  async seen({ posId, at, address }: DataOf<'accessEvents', 'PosSeen'>): Promise<void> {
    await this.database.query(
      `update point_of_sale set last_used_at = $2, last_used_address = $3
        where pos_id = $1 and (last_used_at is null or last_used_at < $2)`,
      [posId, at, address],
    );
  }
}
