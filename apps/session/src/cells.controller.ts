import { Controller, Get, Param } from '@nestjs/common';
import { DomainError, UUID } from '@ppaas/contracts';
import type { OrganisationCells } from '@ppaas/contracts';
import { ExchangeEngine, findCells } from '@ppaas/exchange';
import { RequirePermission } from '@ppaas/service';

/** For the platform's own people: how far the move of an organisation has come here. Its sales are transaction's. */
@Controller('operations/v1/sessions/organisations')
@RequirePermission('organisations.manage')
export class CellsController {
  constructor(private readonly engine: ExchangeEngine) {}

  /** @throws DomainError entity.unknown */
  @Get(':id/cells')
  async cells(@Param('id') id: string): Promise<OrganisationCells> {
    const { database, times } = this.engine.context;
    const found = UUID.test(id) ? await findCells(database.caller, id, times) : undefined;
    if (found === undefined) throw new DomainError('entity.unknown');
    return found;
  }
}
