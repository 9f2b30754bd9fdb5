import { Body, Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import { parsePrefer } from '@ppaas/exchange';
import type { PosReply } from '@ppaas/exchange';
import { CurrentCaller, Matters, RequireScope } from '@ppaas/service';
import type { Caller } from '@ppaas/service';
import type { MessageRoot } from '@ppaas/nexo';
import type { FastifyReply } from 'fastify';
import { TransactionService } from './transaction.service.ts';
import type { Hold } from './transaction.service.ts';

/** The remaining message pairs: forwarded to a device that says it supports them. */
const FORWARDED: Readonly<Record<string, MessageRoot>> = {
  reconciliation: 'SaleToPOIReconciliationRequest',
  report: 'SaleToPOIReportRequest',
  admin: 'SaleToPOIAdministrativeRequest',
  device: 'SaleToPOIDeviceRequest',
};

const send = (response: FastifyReply, reply: PosReply): FastifyReply =>
  response.status(reply.status).headers(reply.headers).send(reply.body);

/** A client that hangs up cancels nothing, but nobody waits for it any more. */
function holdOf(prefer: string | undefined, response: FastifyReply): Hold {
  const hangUp = new AbortController();
  let tell: ((isWritten: boolean) => void) | undefined;
  response.raw.once('close', () => {
    // Every response closes: without a reason of its own each would make an exception with a stack.
    hangUp.abort('closed');
    tell?.(response.raw.writableFinished);
  });
  const whenClosed: Hold['whenClosed'] = (listener) => {
    if (hangUp.signal.aborted) listener(false);
    else tell = listener;
  };
  return { waitMs: parsePrefer(prefer), hangUp: hangUp.signal, whenClosed };
}

/** HTTP: parse → service → present. */
@Controller('retail/v1')
@RequireScope('retail')
// A copy of a sale comes as the sale did: what is new is refused by the engine, which knows.
@Matters('finish')
export class TransactionController {
  constructor(private readonly service: TransactionService) {}

  @Post('financial')
  async financial(
    @Body() body: string,
    @CurrentCaller() caller: Caller,
    @Headers('prefer') prefer: string | undefined,
    @Res() response: FastifyReply,
  ): Promise<void> {
    send(response, await this.service.perform(body, caller, ['SaleToPOIServiceRequest'], holdOf(prefer, response)));
  }

  @Post('status')
  async status(@Body() body: string, @CurrentCaller() caller: Caller, @Res() response: FastifyReply): Promise<void> {
    send(response, await this.service.status(body, caller));
  }

  @Post('abort')
  async abort(@Body() body: string, @CurrentCaller() caller: Caller, @Res() response: FastifyReply): Promise<void> {
    send(response, await this.service.abort(body, caller));
  }

  @Post(':pair(reconciliation|report|admin|device)')
  async forward(
    @Param('pair') pair: string,
    @Body() body: string,
    @CurrentCaller() caller: Caller,
    @Headers('prefer') prefer: string | undefined,
    @Res() response: FastifyReply,
  ): Promise<void> {
    const root = FORWARDED[pair];
    send(
      response,
      await this.service.perform(body, caller, root === undefined ? [] : [root], holdOf(prefer, response)),
    );
  }

  @Get('exchanges/:exchangeId')
  async exchange(
    @Param('exchangeId') exchangeId: string,
    @CurrentCaller() caller: Caller,
    @Res() response: FastifyReply,
  ): Promise<void> {
    send(response, await this.service.outcome(exchangeId, caller));
  }
}
