import { Inject, Injectable } from '@nestjs/common';
import type { DataOf } from '@ppaas/contracts';
import { OutboxRelay, toOutboxRow } from '@ppaas/messaging';
import type { OutgoingMessage } from '@ppaas/messaging';
import { Database, Idempotency } from '@ppaas/service';
import type { PoolClient } from 'pg';
import { AUTH_CONFIG } from './auth.symbols.ts';
import type { AuthConfig } from './auth.config.ts';

/** One act for the audit trail, which the registry keeps. `detail` never holds a secret. */
export type Act = DataOf<'accessEvents', 'ActNoted'>;

export interface Change {
  readonly client: PoolClient;
  note(act: Act): Promise<void>;
  /** What other services hear of it. */
  tell(message: OutgoingMessage): Promise<void>;
}

/** The one way to change anything about people and programs: rows, and what is said of it, in one transaction. */
@Injectable()
export class Acts {
  constructor(
    private readonly database: Database,
    private readonly relay: OutboxRelay,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * A request with an Idempotency-Key makes one change and answers what it returns: made before, the change is left out and
   * its result is the one of then.
   * @throws DomainError request.keyReused
   */
  async commit<Result>(work: (change: Change) => Promise<Result>): Promise<Result> {
    const shards = new Set<number>();
    const result = await this.database.transaction((client) => {
      const tell = async (message: OutgoingMessage): Promise<void> => {
        const row = toOutboxRow(message, { cell: this.config.CELL, service: 'auth' });
        shards.add(row.shard);
        await client.query(
          'insert into outbox (shard, key, topic, headers, value, cell) values ($1, $2, $3, $4, $5, $6)',
          [...[row.shard, row.key, row.topic, row.headers, row.value, row.cell]],
        );
      };
      const note = (data: Act): Promise<void> =>
        tell({ topic: 'accessEvents', type: 'ActNoted', key: data.tenantId ?? 'platform', data });
      return this.idempotency.once(client, () => work({ client, note, tell }));
    });
    this.relay.nudge([...shards]);
    return result;
  }
}
