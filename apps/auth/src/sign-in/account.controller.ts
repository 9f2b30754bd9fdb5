import { Controller, Delete, Header, HttpCode, Inject, Post, Put, Req, UseInterceptors } from '@nestjs/common';
import { changePassword, confirmSecondFactor } from '@ppaas/contracts';
import type { newSecondFactor, recoveryCodes } from '@ppaas/contracts';
import {
  CurrentPerson,
  CurrentPrincipal,
  IdempotencyInterceptor,
  RequireSignIn,
  SYSTEM_CLOCK,
  parseBody,
  requireFresh,
} from '@ppaas/service';
import type { Clock, HttpRequest, Person, Principal } from '@ppaas/service';
import type { z } from 'zod';
import { AccountService } from './account.service.ts';

type RecoveryCodes = z.infer<typeof recoveryCodes>;

/** The person's own account. What changes how one proves who one is asks for a fresh proof first. */
@Controller('auth/v1/account')
@RequireSignIn()
@UseInterceptors(IdempotencyInterceptor)
export class AccountController {
  constructor(
    private readonly account: AccountService,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {}

  @Put('password')
  @HttpCode(204)
  async changePassword(
    @CurrentPrincipal() principal: Principal,
    @CurrentPerson() person: Person,
    @Req() { body }: HttpRequest,
  ): Promise<void> {
    await this.account.changePassword(principal, person, parseBody(changePassword, body));
  }

  @Post('second-factor')
  @Header('Cache-Control', 'no-store')
  propose(
    @CurrentPrincipal() principal: Principal,
    @CurrentPerson() person: Person,
  ): Promise<z.infer<typeof newSecondFactor>> {
    requireFresh(principal, this.clock.now());
    return this.account.proposeSecondFactor(person);
  }

  @Post('second-factor/confirmation')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async confirm(
    @CurrentPrincipal() principal: Principal,
    @CurrentPerson() person: Person,
    @Req() { body }: HttpRequest,
  ): Promise<RecoveryCodes> {
    requireFresh(principal, this.clock.now());
    const { code } = parseBody(confirmSecondFactor, body);
    return { recoveryCodes: await this.account.confirmSecondFactor(principal, person, code) };
  }

  @Delete('second-factor')
  @HttpCode(204)
  async remove(@CurrentPrincipal() principal: Principal, @CurrentPerson() person: Person): Promise<void> {
    requireFresh(principal, this.clock.now());
    await this.account.removeSecondFactor(principal, person);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async newRecoveryCodes(
    @CurrentPrincipal() principal: Principal,
    @CurrentPerson() person: Person,
  ): Promise<RecoveryCodes> {
    requireFresh(principal, this.clock.now());
    return { recoveryCodes: await this.account.newRecoveryCodes(principal, person) };
  }
}
