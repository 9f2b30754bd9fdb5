import { Controller, Get, Query } from '@nestjs/common';
import { salesTodayQuery } from '@ppaas/contracts';
import type { SalesToday } from '@ppaas/contracts';
import { CurrentPrincipal, Matters, RequirePermission } from '@ppaas/service';
import type { Principal } from '@ppaas/service';
import { readQuery } from '../operations/filter.ts';
import { SalesTodayService } from './sales-today.service.ts';

@Controller('operations/v1/sales-today')
@RequirePermission('transactions.read')
@Matters('report')
export class SalesTodayController {
  constructor(private readonly service: SalesTodayService) {}

  @Get()
  look(@CurrentPrincipal() principal: Principal, @Query() query: unknown): Promise<SalesToday> {
    return this.service.look(principal, readQuery(salesTodayQuery, query));
  }
}
