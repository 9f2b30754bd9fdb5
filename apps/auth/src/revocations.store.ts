import { Injectable } from '@nestjs/common';
import { Database } from '@ppaas/service';
import { Acts } from './acts.service.ts';
import { RevokedTokenRow } from './projection.entity.ts';

/** Tokens that were revoked one by one, until they would have ended anyway. */
@Injectable()
export class RevocationsStore {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
  ) {}

  /** Records the revocation and tells the services of it, both or neither; a repeat tells nothing new. */
  async add(jti: string, expiresAt: Date): Promise<void> {
    await this.database.query('delete from revoked_token where expires_at < now()');
    await this.acts.commit(async ({ client, tell }) => {
      const added = await client.query(
        'insert into revoked_token (jti, expires_at) values ($1, $2) on conflict do nothing',
        [jti, expiresAt],
      );
      if (added.rowCount === 0) return;
      const data = { jti, expiresAt: expiresAt.toISOString() };
      await tell({ topic: 'authEvents', type: 'TokenRevoked', key: jti, data });
    });
  }

  async has(jti: string): Promise<boolean> {
    return this.database.entities((manager) => manager.existsBy(RevokedTokenRow, { jti }));
  }
}
