import { Injectable } from '@nestjs/common';
import { Database } from '@ppaas/service';
import { LessThan } from 'typeorm';
import { RevokedTokenRow } from './projection.entity.ts';

/** Tokens that were revoked one by one, until they would have ended anyway. */
@Injectable()
export class RevocationsStore {
  constructor(private readonly database: Database) {}

  async add(jti: string, expiresAt: Date): Promise<void> {
    const rows = this.database.dataSource.getRepository(RevokedTokenRow);
    await rows.delete({ expiresAt: LessThan(new Date()) });
    await rows.upsert({ jti, expiresAt }, ['jti']);
  }

  async has(jti: string): Promise<boolean> {
    return this.database.dataSource.getRepository(RevokedTokenRow).existsBy({ jti });
  }
}
