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
import { API_CLIENT_ID, DomainError, apiClientQuery, newApiClient, readListQuery } from '@ppaas/contracts';
import type { ApiClient, MadeApiClient, Page } from '@ppaas/contracts';
import {
  CurrentPrincipal,
  IdempotencyInterceptor,
  RequirePermission,
  SYSTEM_CLOCK,
  parseBody,
  requireFresh,
} from '@ppaas/service';
import type { Clock, HttpRequest, Principal } from '@ppaas/service';
import { isApiClientId } from './api-client.ts';
import { ApiClientService } from './api-client.service.ts';

@Controller('auth/v1/api-clients')
@RequirePermission('apiClients.manage')
@UseInterceptors(IdempotencyInterceptor)
export class ApiClientController {
  constructor(
    private readonly programs: ApiClientService,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  list(@CurrentPrincipal() principal: Principal, @Query() query: unknown): Promise<Page<ApiClient>> {
    const { filter, page } = readListQuery(apiClientQuery, query, API_CLIENT_ID);
    return this.programs.list(principal, filter.organisationId, page);
  }

  /** A person has just proven who it is; a program may. */
  @Post()
  @Header('Cache-Control', 'no-store')
  make(@CurrentPrincipal() principal: Principal, @Req() { body }: HttpRequest): Promise<MadeApiClient> {
    requireFresh(principal, this.clock.now());
    return this.programs.make(principal, parseBody(newApiClient, body));
  }

  @Get(':clientId')
  get(@CurrentPrincipal() principal: Principal, @Param('clientId') clientId: string): Promise<ApiClient> {
    return this.programs.get(principal, checked(clientId));
  }

  @Delete(':clientId')
  @HttpCode(204)
  revoke(@CurrentPrincipal() principal: Principal, @Param('clientId') clientId: string): Promise<void> {
    return this.programs.revoke(principal, checked(clientId), this.clock.now());
  }
}

/** What cannot be an id is not there. */
function checked(clientId: string): string {
  if (!isApiClientId(clientId)) throw new DomainError('entity.unknown');
  return clientId;
}
