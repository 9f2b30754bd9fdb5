import { Inject, Injectable } from '@nestjs/common';
import { OutboxRelay, toOutboxRow } from '@ppaas/messaging';
import { Database } from '@ppaas/service';
import { AUTH_CONFIG } from './auth.symbols.ts';
import type { AuthConfig } from './auth.config.ts';
import { RevokedTokenRow } from './projection.entity.ts';

/** Tokens that were revoked one by one, until they would have ended anyway. */
@Injectable()
export class RevocationsStore {
  constructor(
    private readonly database: Database,
    private readonly relay: OutboxRelay,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
  ) {}

  /** Records the revocation and tells the services of it, both or neither; a repeat tells nothing new. */
  async add(jti: string, expiresAt: Date): Promise<void> {
    const row = toOutboxRow(
      { topic: 'authEvents', type: 'TokenRevoked', key: jti, data: { jti, expiresAt: expiresAt.toISOString() } },
      { cell: this.config.CELL, service: 'auth' },
    );
    await this.database.query('delete from revoked_token where expires_at < now()');
    await this.database.transaction(async (client) => {
      const added = await client.query(
        'insert into revoked_token (jti, expires_at) values ($1, $2) on conflict do nothing',
        [jti, expiresAt],
      );
      if (added.rowCount === 0) return;
      await client.query(
        'insert into outbox (shard, key, topic, headers, value, cell) values ($1, $2, $3, $4, $5, $6)',
        [row.shard, row.key, row.topic, row.headers, row.value, row.cell],
      );
    });
    this.relay.nudge([row.shard]);
  }

  async has(jti: string): Promise<boolean> {
    return this.database.entities((manager) => manager.existsBy(RevokedTokenRow, { jti }));
  }
}
