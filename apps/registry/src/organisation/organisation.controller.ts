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
import {
  changeOrganisation,
  createOrganisation,
  organisationQuery,
  putQuota,
  putRetailApi,
  UUID,
  readListQuery,
  readIfMatch,
} from '@ppaas/contracts';
import type { Organisation, Page } from '@ppaas/contracts';
import { CurrentPrincipal, IdempotencyInterceptor, parseBody, RequirePermission } from '@ppaas/service';
import type { HttpRequest, Principal } from '@ppaas/service';
import { entityId } from '../entities.store.ts';
import { EtagInterceptor } from '../etag.interceptor.ts';
import type { RegistryConfig } from '../registry.config.ts';
import { REGISTRY_CONFIG } from '../registry.symbols.ts';
import { OrganisationService } from './organisation.service.ts';

@Controller('registry/v1')
@UseInterceptors(EtagInterceptor, IdempotencyInterceptor)
export class OrganisationController {
  constructor(
    private readonly organisations: OrganisationService,
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
  ) {}

  @Get('organisations')
  @RequirePermission('registry.read')
  list(@CurrentPrincipal() principal: Principal, @Query() query: unknown): Promise<Page<Organisation>> {
    const { filter, page } = readListQuery(organisationQuery, query, UUID);
    return this.organisations.list(principal, filter, page);
  }

  @Post('organisations')
  @RequirePermission('organisations.manage')
  create(@CurrentPrincipal() principal: Principal, @Req() { body }: HttpRequest): Promise<Organisation> {
    const { name, domain, cell = this.config.DEFAULT_CELL } = parseBody(createOrganisation, body);
    return this.organisations.create(principal, { name, domain, cell });
  }

  @Get('organisations/:id')
  @RequirePermission('registry.read')
  get(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<Organisation> {
    return this.organisations.get(principal, entityId(id));
  }

  @Patch('organisations/:id')
  @RequirePermission('organisation.manage')
  edit(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Organisation> {
    const given = parseBody(changeOrganisation, body);
    return this.organisations.edit(principal, entityId(id), given, readIfMatch(ifMatch));
  }

  @Put('organisations/:id/subscriptions/retail-api')
  @RequirePermission('organisation.manage')
  subscribe(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
  ): Promise<Organisation> {
    return this.organisations.subscribe(principal, entityId(id), parseBody(putRetailApi, body).active);
  }

  @Put('organisations/:id/quota')
  @RequirePermission('organisations.manage')
  limit(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Organisation> {
    const { exchangesPerSecond } = parseBody(putQuota, body);
    return this.organisations.limit(principal, entityId(id), exchangesPerSecond, readIfMatch(ifMatch));
  }

  @Delete('organisations/:id')
  @HttpCode(204)
  @RequirePermission('organisations.manage')
  remove(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.organisations.remove(principal, entityId(id));
  }
}
