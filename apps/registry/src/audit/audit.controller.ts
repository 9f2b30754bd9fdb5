import { Controller, Get, Query } from '@nestjs/common';
import { auditEntry, auditQuery, auditScope, DomainError, invalidQuery, readListQuery, toPage } from '@ppaas/contracts';
import type { AuditEntry, AuditVerification, Page } from '@ppaas/contracts';
import { CurrentPrincipal, Matters, RequirePermission } from '@ppaas/service';
import type { Principal } from '@ppaas/service';
import type { AuditRow } from '../registry.entity.ts';
import { AuditCheckpoints } from './audit-checkpoints.service.ts';
import { AuditTrailStore } from './audit-trail.store.ts';

/** Who did what, and whether the trail still holds. */
@Controller('registry/v1/audit')
@RequirePermission('audit.read')
export class AuditController {
  constructor(
    private readonly trail: AuditTrailStore,
    private readonly checkpoints: AuditCheckpoints,
  ) {}

  @Get()
  async list(@CurrentPrincipal() principal: Principal, @Query() query: unknown): Promise<Page<AuditEntry>> {
    const { filter, page } = readListQuery(auditQuery, query, /^\d{1,18}$/);
    const organisationId = organisationOf(principal, filter.organisationId);
    const rows = await this.trail.page({ ...filter, organisationId }, page);
    const { items, next } = toPage(rows, page.limit, (row) => row.id);
    return { items: items.map(present), next };
  }

  /** Of one organisation's trail; without one, of what belongs to the platform. `entries`: how many of them hold. */
  @Get('verification')
  @Matters('report')
  async verify(@CurrentPrincipal() principal: Principal, @Query() query: unknown): Promise<AuditVerification> {
    const { data, error } = auditScope.safeParse(query);
    if (data === undefined) throw invalidQuery(error.issues);
    const organisationId = organisationOf(principal, data.organisationId) ?? null;
    const { last, fault = null } = await this.checkpoints.check(organisationId ?? 'platform');
    return { organisationId, entries: last?.seq ?? 0, fault, checkedAt: new Date().toISOString() };
  }
}

/** The trail of an organisation is of one piece: whoever sees a part of the organisation sees none of it. */
function organisationOf(principal: Principal, asked: string | undefined): string | undefined {
  if (principal.merchantId !== null) throw new DomainError('role.missing');
  return principal.organisationId ?? asked;
}

const present = (row: AuditRow): AuditEntry =>
  auditEntry.parse({ ...row, seq: Number(row.seq), at: row.at.toISOString() });
