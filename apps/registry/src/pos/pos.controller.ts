import { Controller, Delete, Get, Header, HttpCode, Param, Post, Query, Req, UseInterceptors } from '@nestjs/common';
import { createPos } from '@ppaas/contracts';
import type { CreatedPos, Page, PointOfSale } from '@ppaas/contracts';
import { parseBody, RequireScope } from '@ppaas/service';
import { entityId } from '../entities.store.ts';
import { EtagInterceptor } from '../etag.interceptor.ts';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.ts';
import { UUID } from '../ids.ts';
import { readPage } from '../paging.ts';
import { PlatformOperator } from '../platform-operator.decorator.ts';
import type { BodyOf } from '../platform-operator.decorator.ts';
import { PosService } from './pos.service.ts';

@Controller('registry/v1')
@RequireScope('registry')
@UseInterceptors(EtagInterceptor, IdempotencyInterceptor)
export class PosController {
  constructor(private readonly pointsOfSale: PosService) {}

  @Get('stores/:id/points-of-sale')
  list(
    @PlatformOperator() _actor: string,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Page<PointOfSale>> {
    return this.pointsOfSale.list(entityId(id), readPage(query, UUID));
  }

  @Post('stores/:id/points-of-sale')
  @Header('Cache-Control', 'no-store')
  create(@PlatformOperator() actor: string, @Param('id') id: string, @Req() { body }: BodyOf): Promise<CreatedPos> {
    return this.pointsOfSale.create(actor, entityId(id), parseBody(createPos, body));
  }

  @Get('points-of-sale/:id')
  get(@PlatformOperator() _actor: string, @Param('id') id: string): Promise<PointOfSale> {
    return this.pointsOfSale.get(entityId(id));
  }

  @Delete('points-of-sale/:id')
  @HttpCode(204)
  deregister(@PlatformOperator() actor: string, @Param('id') id: string): Promise<void> {
    return this.pointsOfSale.deregister(actor, entityId(id));
  }
}
