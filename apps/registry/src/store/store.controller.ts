import {
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Req,
  UseInterceptors,
} from '@nestjs/common';
import { changeStore, createStore } from '@ppaas/contracts';
import type { Page, Store } from '@ppaas/contracts';
import { parseBody, RequireScope } from '@ppaas/service';
import { entityId } from '../entities.store.ts';
import { EtagInterceptor } from '../etag.interceptor.ts';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.ts';
import { UUID } from '../ids.ts';
import { readIfMatch } from '../operator-api.ts';
import { readPage } from '../paging.ts';
import { PlatformOperator } from '../platform-operator.decorator.ts';
import type { BodyOf } from '../platform-operator.decorator.ts';
import { StoreService } from './store.service.ts';

@Controller('registry/v1')
@RequireScope('registry')
@UseInterceptors(EtagInterceptor, IdempotencyInterceptor)
export class StoreController {
  constructor(private readonly stores: StoreService) {}

  @Get('merchants/:id/stores')
  list(@PlatformOperator() _actor: string, @Param('id') id: string, @Query() query: unknown): Promise<Page<Store>> {
    return this.stores.list(entityId(id), readPage(query, UUID));
  }

  @Post('merchants/:id/stores')
  create(@PlatformOperator() actor: string, @Param('id') id: string, @Req() { body }: BodyOf): Promise<Store> {
    return this.stores.create(actor, entityId(id), parseBody(createStore, body));
  }

  @Get('stores/:id')
  get(@PlatformOperator() _actor: string, @Param('id') id: string): Promise<Store> {
    return this.stores.get(entityId(id));
  }

  @Patch('stores/:id')
  change(
    @PlatformOperator() actor: string,
    @Param('id') id: string,
    @Req() { body }: BodyOf,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Store> {
    return this.stores.change(actor, entityId(id), parseBody(changeStore, body), readIfMatch(ifMatch));
  }

  @Delete('stores/:id')
  @HttpCode(204)
  remove(@PlatformOperator() actor: string, @Param('id') id: string): Promise<void> {
    return this.stores.remove(actor, entityId(id));
  }
}
