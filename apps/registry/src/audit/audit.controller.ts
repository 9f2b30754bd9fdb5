import { Controller, Get, Query } from '@nestjs/common';
import { auditEntry, auditQuery, DomainError, readListQuery, toPage } from '@ppaas/contracts';
import type { AuditEntry, Page } from '@ppaas/contracts';
import { CurrentPrincipal, RequirePermission } from '@ppaas/service';
import type { Principal } from '@ppaas/service';
import { EntitiesStore } from '../entities.store.ts';
import { AuditRow } from '../registry.entity.ts';

/** Who did what, oldest first. */
@Controller('registry/v1/audit')
@RequirePermission('audit.read')
export class AuditController {
  constructor(private readonly entities: EntitiesStore) {}

  @Get()
  async list(@CurrentPrincipal() principal: Principal, @Query() query: unknown): Promise<Page<AuditEntry>> {
    // The trail of an organisation is of one piece: whoever sees a part of the organisation sees none of it.
    if (principal.merchantId !== null) throw new DomainError('role.missing');
    const { filter, page } = readListQuery(auditQuery, query, /^\d{1,18}$/);
    const organisationId = principal.organisationId ?? filter.organisationId;
    const where = organisationId === undefined ? {} : { organisationId };
    const rows = await this.entities.page(AuditRow, where, 'id', page);
    const { items, next } = toPage(rows, page.limit, (row) => row.id);
    return { items: items.map(present), next };
  }
}

const present = (row: AuditRow): AuditEntry =>
  auditEntry.parse({ ...row, seq: Number(row.seq), at: row.at.toISOString() });
