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
  changeMerchant,
  createMerchant,
  merchantQuery,
  putRetailApi,
  readIfMatch,
  readListQuery,
  UUID,
} from '@ppaas/contracts';
import type { Merchant, Page } from '@ppaas/contracts';
import { CurrentPrincipal, IdempotencyInterceptor, parseBody, RequirePermission } from '@ppaas/service';
import type { HttpRequest, Principal } from '@ppaas/service';
import { entityId } from '../entities.store.ts';
import { EtagInterceptor } from '../etag.interceptor.ts';
import { MerchantService } from './merchant.service.ts';

@Controller('registry/v1')
@UseInterceptors(EtagInterceptor, IdempotencyInterceptor)
export class MerchantController {
  constructor(private readonly merchants: MerchantService) {}

  @Get('organisations/:id/merchants')
  @RequirePermission('registry.read')
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Page<Merchant>> {
    const { filter, page } = readListQuery(merchantQuery, query, UUID);
    return this.merchants.list(principal, entityId(id), filter, page);
  }

  @Post('organisations/:id/merchants')
  @RequirePermission('merchants.manage')
  create(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
  ): Promise<Merchant> {
    return this.merchants.create(principal, entityId(id), parseBody(createMerchant, body).name);
  }

  @Get('merchants/:id')
  @RequirePermission('registry.read')
  get(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<Merchant> {
    return this.merchants.get(principal, entityId(id));
  }

  @Patch('merchants/:id')
  @RequirePermission('merchants.manage')
  rename(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Merchant> {
    const { name } = parseBody(changeMerchant, body);
    return this.merchants.rename(principal, entityId(id), name, readIfMatch(ifMatch));
  }

  @Put('merchants/:id/subscriptions/retail-api')
  @RequirePermission('merchants.manage')
  subscribe(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
  ): Promise<Merchant> {
    return this.merchants.subscribe(principal, entityId(id), parseBody(putRetailApi, body).active);
  }

  @Delete('merchants/:id')
  @HttpCode(204)
  @RequirePermission('merchants.manage')
  remove(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.merchants.remove(principal, entityId(id));
  }
}
