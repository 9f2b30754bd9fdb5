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
  Query,
  Req,
  UseInterceptors,
} from '@nestjs/common';
import {
  DomainError,
  UUID,
  changeUser,
  inviteUser,
  isUuid,
  readIfMatch,
  readListQuery,
  userQuery,
} from '@ppaas/contracts';
import type { Page, PortalUser } from '@ppaas/contracts';
import {
  CurrentPrincipal,
  IdempotencyInterceptor,
  RequirePermission,
  SYSTEM_CLOCK,
  parseBody,
  requireFreshPerson,
} from '@ppaas/service';
import type { Clock, HttpRequest, Principal } from '@ppaas/service';
import { UserService } from './user.service.ts';

@Controller('auth/v1/users')
@RequirePermission('users.manage')
@UseInterceptors(IdempotencyInterceptor)
export class UserController {
  constructor(
    private readonly users: UserService,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  list(@CurrentPrincipal() principal: Principal, @Query() query: unknown): Promise<Page<PortalUser>> {
    const { filter, page } = readListQuery(userQuery, query, UUID);
    return this.users.list(principal, filter, page);
  }

  @Post()
  invite(@CurrentPrincipal() principal: Principal, @Req() { body }: HttpRequest): Promise<PortalUser> {
    return this.users.invite(principal, parseBody(inviteUser, body));
  }

  @Get(':id')
  get(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<PortalUser> {
    return this.users.get(principal, userId(id));
  }

  @Patch(':id')
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
    @Headers('if-match') ifMatch?: string,
  ): Promise<PortalUser> {
    return this.users.change(principal, userId(id), parseBody(changeUser, body), readIfMatch(ifMatch));
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.users.remove(principal, userId(id));
  }

  @Post(':id/invitations')
  @HttpCode(202)
  inviteAgain(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.users.inviteAgain(principal, userId(id));
  }

  @Delete(':id/second-factor')
  @HttpCode(204)
  removeSecondFactor(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    requireFreshPerson(principal, this.clock.now());
    return this.users.removeSecondFactor(principal, userId(id));
  }
}

function userId(text: string): string {
  if (!isUuid(text)) throw new DomainError('entity.unknown');
  return text.toLowerCase();
}
