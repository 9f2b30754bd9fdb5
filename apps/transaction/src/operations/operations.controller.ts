import { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { resolutionRequest } from '@ppaas/contracts';
import type { TransactionDetail, WorkList } from '@ppaas/contracts';
import { CurrentPrincipal, Matters, RequirePermission, parseBody } from '@ppaas/service';
import type { Principal } from '@ppaas/service';
import type { FastifyReply } from 'fastify';
import { readExportQuery, readListQuery, readWorkListQuery } from './filter.ts';
import { OperationsService } from './operations.service.ts';
import { ResolutionService } from './resolution.service.ts';

/** For people and operators: what was sold, how each sale went, and what waits for a person. */
@Controller('operations/v1')
@RequirePermission('transactions.read')
export class OperationsController {
  constructor(
    private readonly operations: OperationsService,
    private readonly resolutions: ResolutionService,
  ) {}

  @Get('transactions')
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: Readonly<Record<string, unknown>>,
    @Headers('accept') accept: string | undefined,
    @Res() response: FastifyReply,
  ): Promise<void> {
    if (isCsv(accept)) return this.export(principal, query, response);
    const { filter, page } = readListQuery(query);
    void response.send(await this.operations.list(principal, filter, page));
  }

  @Get('transactions.csv')
  @Matters('report')
  async export(
    @CurrentPrincipal() principal: Principal,
    @Query() query: unknown,
    @Res() response: FastifyReply,
  ): Promise<void> {
    const lines = Readable.from(await this.operations.export(principal, readExportQuery(query)));
    void response
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="transactions.csv"')
      .send(lines);
  }

  @Get('transactions/:exchangeId')
  one(@CurrentPrincipal() principal: Principal, @Param('exchangeId') exchangeId: string): Promise<TransactionDetail> {
    return this.operations.one(principal, exchangeId);
  }

  @Post('transactions/:exchangeId/resolution')
  @RequirePermission('attention.resolve')
  @Matters('finish')
  @HttpCode(204)
  async resolve(
    @CurrentPrincipal() principal: Principal,
    @Param('exchangeId') exchangeId: string,
    @Body() body: string,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<void> {
    const isReplayed = await this.resolutions.resolve(principal, exchangeId, parseBody(resolutionRequest, body), key);
    if (isReplayed) void response.header('Idempotent-Replayed', 'true');
  }

  @Get('work-list')
  workList(@CurrentPrincipal() principal: Principal, @Query() query: unknown): Promise<WorkList> {
    const { filter, page } = readWorkListQuery(query);
    return this.operations.workList(principal, filter, page);
  }
}

/** CSV is asked for by name: a browser's `text/html, *\/*` is not it. */
const isCsv = (accept: string | undefined): boolean =>
  (accept ?? '').split(',').some((range) => range.trim().split(';')[0]?.toLowerCase() === 'text/csv');
