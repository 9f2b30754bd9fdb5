import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { resolutionRequest } from '@ppaas/contracts';
import { ExchangeEngine } from '@ppaas/exchange';
import { CurrentOperator, RequireScope, parseBody } from '@ppaas/service';
import type { Operator } from '@ppaas/service';
import { findAttention } from './operations.store.ts';
import type { AttentionItem } from './operations.store.ts';

const operatorOf = ({ clientId, tenantId }: Operator): { readonly actor: string; readonly tenantId?: string } => ({
  actor: clientId,
  ...(tenantId !== undefined && { tenantId }),
});

/** For operators: the exchanges that wait for a person, and the person's word. */
@Controller('operations/v1/exchanges')
@RequireScope('registry')
export class OperationsController {
  constructor(private readonly engine: ExchangeEngine) {}

  @Get()
  async list(@CurrentOperator() operator: Operator): Promise<{ readonly exchanges: readonly AttentionItem[] }> {
    return { exchanges: await findAttention(this.engine.context.database.caller, operator.tenantId) };
  }

  @Post(':exchangeId/resolution')
  @HttpCode(204)
  async resolve(
    @Param('exchangeId') exchangeId: string,
    @Body() body: string,
    @CurrentOperator() operator: Operator,
  ): Promise<void> {
    const { outcome, reason } = parseBody(resolutionRequest, body);
    await this.engine.resolve(exchangeId, outcome, { ...operatorOf(operator), reason });
  }
}
