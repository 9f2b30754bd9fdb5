import { Controller, Header, Param, Post, Req } from '@nestjs/common';
import { csvText, RequireScope } from '@ppaas/service';
import { entityId } from '../entities.store.ts';
import { PlatformOperator } from '../platform-operator.decorator.ts';
import type { BodyOf } from '../platform-operator.decorator.ts';
import { BulkService } from './bulk.service.ts';

@Controller('registry/v1/stores/:id/devices/bulk')
@RequireScope('registry')
export class BulkController {
  constructor(private readonly bulk: BulkService) {}

  @Post()
  @Header('Content-Type', 'text/csv; charset=utf-8; header=present')
  @Header('Cache-Control', 'no-store')
  create(@PlatformOperator() actor: string, @Param('id') id: string, @Req() { body }: BodyOf): Promise<string> {
    return this.bulk.create(actor, entityId(id), csvText(body));
  }
}
