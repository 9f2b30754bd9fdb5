import {
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  UseInterceptors,
} from '@nestjs/common';
import { createPos, DomainError, posQuery, readListQuery, rotateKey, UUID } from '@ppaas/contracts';
import type { CreatedPos, Page, PointOfSale, PosWithKeys, ShownKey } from '@ppaas/contracts';
import {
  CurrentPrincipal,
  IdempotencyInterceptor,
  parseBody,
  requireFresh,
  requireFreshPerson,
  RequirePermission,
  SYSTEM_CLOCK,
} from '@ppaas/service';
import type { Clock, HttpRequest, Principal } from '@ppaas/service';
import { entityId } from '../entities.store.ts';
import { EtagInterceptor } from '../etag.interceptor.ts';
import { KeyService } from './key.service.ts';
import { PosService } from './pos.service.ts';

@Controller('registry/v1')
@UseInterceptors(EtagInterceptor, IdempotencyInterceptor)
export class PosController {
  constructor(
    private readonly pointsOfSale: PosService,
    private readonly keys: KeyService,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  @Get('stores/:id/points-of-sale')
  @RequirePermission('registry.read')
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Page<PointOfSale>> {
    const { filter, page } = readListQuery(posQuery, query, UUID);
    return this.pointsOfSale.list(principal, entityId(id), filter, page);
  }

  @Post('stores/:id/points-of-sale')
  @Header('Cache-Control', 'no-store')
  @RequirePermission('pos.manage')
  create(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
  ): Promise<CreatedPos> {
    return this.pointsOfSale.create(principal, entityId(id), parseBody(createPos, body));
  }

  @Get('points-of-sale/:id')
  @RequirePermission('registry.read')
  get(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<PosWithKeys> {
    return this.pointsOfSale.get(principal, entityId(id));
  }

  @Delete('points-of-sale/:id')
  @HttpCode(204)
  @RequirePermission('pos.manage')
  deregister(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.pointsOfSale.deregister(principal, entityId(id));
  }

  /** Only to a person who has just proven who it is. */
  @Post('points-of-sale/:id/key-reveals')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @RequirePermission('pos.manage')
  reveal(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<ShownKey> {
    requireFreshPerson(principal, this.clock.now());
    return this.keys.reveal(principal, entityId(id));
  }

  /** A person has just proven who it is; a program may. */
  @Post('points-of-sale/:id/keys')
  @Header('Cache-Control', 'no-store')
  @RequirePermission('pos.manage')
  rotate(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
  ): Promise<ShownKey> {
    requireFresh(principal, this.clock.now());
    return this.keys.rotate(principal, entityId(id), parseBody(rotateKey, body).overlapSeconds);
  }

  @Delete('points-of-sale/:id/keys/:keyVersion')
  @HttpCode(204)
  @RequirePermission('pos.manage')
  end(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Param('keyVersion') keyVersion: string,
  ): Promise<void> {
    if (!/^\d{1,9}$/.test(keyVersion)) throw new DomainError('entity.unknown');
    return this.keys.end(principal, entityId(id), Number(keyVersion));
  }
}
