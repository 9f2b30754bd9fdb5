import {
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  UseInterceptors,
} from '@nestjs/common';
import { changeOrganisation, createMerchant, createOrganisation, putRetailApi } from '@ppaas/contracts';
import type { Merchant, Organisation, Page } from '@ppaas/contracts';
import { parseBody, RequireScope } from '@ppaas/service';
import { entityId } from '../entities.store.ts';
import { EtagInterceptor } from '../etag.interceptor.ts';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.ts';
import { UUID } from '../ids.ts';
import { readIfMatch } from '../operator-api.ts';
import { PlatformOperator } from '../platform-operator.decorator.ts';
import type { BodyOf } from '../platform-operator.decorator.ts';
import { readPage } from '../paging.ts';
import type { RegistryConfig } from '../registry.config.ts';
import { REGISTRY_CONFIG } from '../registry.symbols.ts';
import { OrganisationService } from './organisation.service.ts';

@Controller('registry/v1')
@RequireScope('registry')
@UseInterceptors(EtagInterceptor, IdempotencyInterceptor)
export class OrganisationController {
  constructor(
    private readonly organisations: OrganisationService,
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
  ) {}

  @Get('organisations')
  list(@PlatformOperator() _actor: string, @Query() query: unknown): Promise<Page<Organisation>> {
    return this.organisations.list(readPage(query, UUID));
  }

  @Post('organisations')
  create(@PlatformOperator() actor: string, @Req() { body }: BodyOf): Promise<Organisation> {
    const { name, cell } = parseBody(createOrganisation, body);
    return this.organisations.create(actor, name, cell ?? this.config.DEFAULT_CELL);
  }

  @Get('organisations/:id')
  get(@PlatformOperator() _actor: string, @Param('id') id: string): Promise<Organisation> {
    return this.organisations.get(entityId(id));
  }

  @Patch('organisations/:id')
  rename(
    @PlatformOperator() actor: string,
    @Param('id') id: string,
    @Req() { body }: BodyOf,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Organisation> {
    const { name } = parseBody(changeOrganisation, body);
    return this.organisations.rename(actor, entityId(id), name, readIfMatch(ifMatch));
  }

  @Put('organisations/:id/subscriptions/retail-api')
  subscribe(
    @PlatformOperator() actor: string,
    @Param('id') id: string,
    @Req() { body }: BodyOf,
  ): Promise<Organisation> {
    return this.organisations.subscribe(actor, entityId(id), parseBody(putRetailApi, body).active);
  }

  @Delete('organisations/:id')
  @HttpCode(204)
  remove(@PlatformOperator() actor: string, @Param('id') id: string): Promise<void> {
    return this.organisations.remove(actor, entityId(id));
  }

  @Get('organisations/:id/merchants')
  listMerchants(
    @PlatformOperator() _actor: string,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Page<Merchant>> {
    return this.organisations.listMerchants(entityId(id), readPage(query, UUID));
  }

  @Post('organisations/:id/merchants')
  createMerchant(
    @PlatformOperator() actor: string,
    @Param('id') id: string,
    @Req() { body }: BodyOf,
  ): Promise<Merchant> {
    return this.organisations.createMerchant(actor, entityId(id), parseBody(createMerchant, body).name);
  }

  @Get('merchants/:id')
  getMerchant(@PlatformOperator() _actor: string, @Param('id') id: string): Promise<Merchant> {
    return this.organisations.getMerchant(entityId(id));
  }

  @Delete('merchants/:id')
  @HttpCode(204)
  removeMerchant(@PlatformOperator() actor: string, @Param('id') id: string): Promise<void> {
    return this.organisations.removeMerchant(actor, entityId(id));
  }
}
