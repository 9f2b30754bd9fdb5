import { Controller, Get, Query } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import { ExchangeEngine } from '@ppaas/exchange';
import { CurrentOperator, RequireScope } from '@ppaas/service';
import type { Operator } from '@ppaas/service';
import { findStandAlone } from './stand-alone.store.ts';
import type { StandAloneSale } from './stand-alone.store.ts';

/** For operators: what devices sold on their own. */
@Controller('operations/v1/stand-alone-sales')
@RequireScope('registry')
export class StandAloneController {
  constructor(private readonly engine: ExchangeEngine) {}

  @Get()
  async list(
    @CurrentOperator() { tenantId }: Operator,
    @Query('deviceId') deviceId?: unknown,
  ): Promise<{ readonly sales: readonly StandAloneSale[] }> {
    if (deviceId !== undefined && typeof deviceId !== 'string')
      throw new DomainError('request.invalid', 'one deviceId');
    return { sales: await findStandAlone(this.engine.context.database.caller, { tenantId, deviceId }) };
  }
}
