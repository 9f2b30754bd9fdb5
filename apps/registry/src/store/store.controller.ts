import {
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  UseInterceptors,
} from '@nestjs/common';
import {
  changeStore,
  createStore,
  putRetailApi,
  storeQuery,
  UUID,
  readListQuery,
  readPage,
  readIfMatch,
} from '@ppaas/contracts';
import type { Page, Store, StoreSummary } from '@ppaas/contracts';
import { CurrentPrincipal, IdempotencyInterceptor, parseBody, RequirePermission } from '@ppaas/service';
import type { HttpRequest, Principal } from '@ppaas/service';
import { entityId } from '../entities.store.ts';
import { EtagInterceptor } from '../etag.interceptor.ts';
import { OverviewService } from './overview.service.ts';
import { OVERVIEW_CURSOR } from './overview.store.ts';
import { StoreService } from './store.service.ts';

@Controller('registry/v1')
@UseInterceptors(EtagInterceptor, IdempotencyInterceptor)
export class StoreController {
  constructor(
    private readonly stores: StoreService,
    private readonly overview: OverviewService,
  ) {}

  @Get('stores')
  @RequirePermission('registry.read')
  listAll(@CurrentPrincipal() principal: Principal, @Query() query: unknown): Promise<Page<StoreSummary>> {
    const { filter, page } = readListQuery(storeQuery, query, OVERVIEW_CURSOR);
    return this.overview.list(principal, filter, page);
  }

  @Get('merchants/:id/stores')
  @RequirePermission('registry.read')
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Page<Store>> {
    return this.stores.list(principal, entityId(id), readPage(query, UUID));
  }

  @Post('merchants/:id/stores')
  @RequirePermission('stores.manage')
  create(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
  ): Promise<Store> {
    return this.stores.create(principal, entityId(id), parseBody(createStore, body));
  }

  @Get('stores/:id')
  @RequirePermission('registry.read')
  get(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<Store> {
    return this.stores.get(principal, entityId(id));
  }

  @Patch('stores/:id')
  @RequirePermission('store.change')
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Store> {
    return this.stores.change(principal, entityId(id), parseBody(changeStore, body), readIfMatch(ifMatch));
  }

  @Put('stores/:id/subscriptions/retail-api')
  @RequirePermission('stores.manage')
  subscribe(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
  ): Promise<Store> {
    return this.stores.subscribe(principal, entityId(id), parseBody(putRetailApi, body).active);
  }

  @Delete('stores/:id')
  @HttpCode(204)
  @RequirePermission('stores.manage')
  remove(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.stores.remove(principal, entityId(id));
  }
}
