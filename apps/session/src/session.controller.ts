import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { CurrentCaller, Matters, RequireScope } from '@ppaas/service';
import type { Caller } from '@ppaas/service';
import type { FastifyReply } from 'fastify';
import { SessionService } from './session.service.ts';

/** HTTP: parse → service → present. */
@Controller('retail/v1')
@RequireScope('retail')
// A copy comes as the call did: what is new is refused by the engine, which knows.
@Matters('finish')
export class SessionController {
  constructor(private readonly service: SessionService) {}

  @Post('session')
  async session(
    @Body() body: string,
    @CurrentCaller() caller: Caller,
    @Headers('session-takeover') takeover: string | undefined,
    @Res() response: FastifyReply,
  ): Promise<void> {
    const reply = await this.service.perform(body, caller, takeover?.trim().toLowerCase() === 'true');
    response.status(reply.status).headers(reply.headers).send(reply.body);
  }
}
