import { Controller, Header, Param, Post, Req, UseInterceptors } from '@nestjs/common';
import { csvText, CurrentPrincipal, IdempotencyInterceptor, RequirePermission } from '@ppaas/service';
import type { HttpRequest, Principal } from '@ppaas/service';
import { entityId } from '../entities.store.ts';
import { BulkService } from './bulk.service.ts';

@Controller('registry/v1/stores/:id/devices/bulk')
@RequirePermission('devices.manage')
@UseInterceptors(IdempotencyInterceptor)
export class BulkController {
  constructor(private readonly bulk: BulkService) {}

  @Post()
  @Header('Content-Type', 'text/csv; charset=utf-8; header=present')
  @Header('Cache-Control', 'no-store')
  create(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
  ): Promise<string> {
    return this.bulk.create(principal, entityId(id), csvText(body));
  }
}
