import { Controller, Get, Param } from '@nestjs/common';
import { DomainError, UUID } from '@ppaas/contracts';
import type { OrganisationCells } from '@ppaas/contracts';
import { ExchangeEngine } from '@ppaas/exchange';
import { CurrentOperator, RequireScope } from '@ppaas/service';
import type { Operator } from '@ppaas/service';
import { findCells } from './cells.store.ts';

/** For operators: how far the move of an organisation has come. */
@Controller('operations/v1/organisations')
@RequireScope('registry')
export class CellsController {
  constructor(private readonly engine: ExchangeEngine) {}

  /** @throws DomainError entity.unknown */
  @Get(':id/cells')
  async cells(@Param('id') id: string, @CurrentOperator() { tenantId }: Operator): Promise<OrganisationCells> {
    const isOutOfReach = !UUID.test(id) || (tenantId !== undefined && tenantId !== id);
    const found = isOutOfReach ? undefined : await findCells(this.engine.context.database.pool, id);
    if (found === undefined) throw new DomainError('entity.unknown');
    return found;
  }
}
