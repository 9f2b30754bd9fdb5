import { Controller, Get, Query } from '@nestjs/common';
import { invalidQuery, overviewQuery } from '@ppaas/contracts';
import type { Overview } from '@ppaas/contracts';
import { CurrentPrincipal, Matters, RequirePermission } from '@ppaas/service';
import type { Principal } from '@ppaas/service';
import { OverviewService } from './overview.service.ts';

/** For operators and the portal: how sales, devices and the platform itself are doing. */
@Controller('operations/v1/overview')
@RequirePermission('transactions.read')
@Matters('report')
export class OverviewController {
  constructor(private readonly service: OverviewService) {}

  @Get()
  look(@CurrentPrincipal() principal: Principal, @Query() query: unknown): Promise<Overview> {
    const { data, error } = overviewQuery.safeParse(query);
    if (data === undefined) throw invalidQuery(error.issues);
    return this.service.look(principal, data);
  }
}
