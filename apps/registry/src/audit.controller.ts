import { Controller, Get, Query } from '@nestjs/common';
import { auditEntry } from '@ppaas/contracts';
import type { AuditEntry, Page } from '@ppaas/contracts';
import { RequireScope } from '@ppaas/service';
import { EntitiesStore } from './entities.store.ts';
import { readPage, toPage } from './paging.ts';
import { PlatformOperator } from './platform-operator.decorator.ts';
import { AuditRow } from './registry.entity.ts';

/** Who did what, oldest first. */
@Controller('registry/v1/audit')
@RequireScope('registry')
export class AuditController {
  constructor(private readonly entities: EntitiesStore) {}

  @Get()
  async list(@PlatformOperator() _actor: string, @Query() query: unknown): Promise<Page<AuditEntry>> {
    const page = readPage(query, /^\d{1,18}$/);
    const rows = await this.entities.page(AuditRow, {}, 'id', page);
    const { items, next } = toPage(rows, page.limit, (row) => row.id);
    return { items: items.map((row) => auditEntry.parse({ ...row, at: row.at.toISOString() })), next };
  }
}
