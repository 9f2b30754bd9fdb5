import { Controller, Delete, Get, HttpCode, Param, Put, Req, UseInterceptors } from '@nestjs/common';
import { cell, DomainError, putCell, putOrganisationCell } from '@ppaas/contracts';
import type { Cell, Organisation, Page } from '@ppaas/contracts';
import { CurrentPrincipal, parseBody, RequirePermission } from '@ppaas/service';
import type { HttpRequest, Principal } from '@ppaas/service';
import { entityId } from '../entities.store.ts';
import { EtagInterceptor } from '../etag.interceptor.ts';
import { CellsService } from './cells.service.ts';

/** The platform's own people say which cells there are, and which of them serves an organisation. */
@Controller('registry/v1')
@UseInterceptors(EtagInterceptor)
@RequirePermission('organisations.manage')
export class CellsController {
  constructor(private readonly cells: CellsService) {}

  @Get('cells')
  async list(): Promise<Page<Cell>> {
    return { items: await this.cells.list(), next: null };
  }

  @Put('cells/:name')
  put(
    @CurrentPrincipal() principal: Principal,
    @Param('name') name: string,
    @Req() { body }: HttpRequest,
  ): Promise<Cell> {
    return this.cells.put(principal, { name: cellName(name), ...parseBody(putCell, body) });
  }

  @Delete('cells/:name')
  @HttpCode(204)
  remove(@CurrentPrincipal() principal: Principal, @Param('name') name: string): Promise<void> {
    return this.cells.remove(principal, cellName(name));
  }

  @Put('organisations/:id/cell')
  move(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
  ): Promise<Organisation> {
    return this.cells.move(principal, entityId(id), parseBody(putOrganisationCell, body).cell);
  }
}

/** @throws DomainError entity.unknown: there can be no cell of such a name */
function cellName(text: string): string {
  const { data } = cell.shape.name.safeParse(text);
  if (data === undefined) throw new DomainError('entity.unknown', 'No such cell');
  return data;
}
