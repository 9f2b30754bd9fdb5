import {
  Controller,
  Delete,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Req,
  UseInterceptors,
} from '@nestjs/common';
import { changeDevice, createActivationCode, createDevice, deviceIdentifier, DomainError } from '@ppaas/contracts';
import type { Activation, CreatedDevice, Device, DeviceWithHardware, Page } from '@ppaas/contracts';
import { parseBody, RequireScope } from '@ppaas/service';
import { entityId } from '../entities.store.ts';
import { EtagInterceptor } from '../etag.interceptor.ts';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.ts';
import { readIfMatch } from '../operator-api.ts';
import { readPage } from '../paging.ts';
import { PlatformOperator } from '../platform-operator.decorator.ts';
import type { BodyOf } from '../platform-operator.decorator.ts';
import { DeviceService } from './device.service.ts';

@Controller('registry/v1')
@RequireScope('registry')
@UseInterceptors(EtagInterceptor, IdempotencyInterceptor)
export class DeviceController {
  constructor(private readonly devices: DeviceService) {}

  @Get('stores/:id/devices')
  list(@PlatformOperator() _actor: string, @Param('id') id: string, @Query() query: unknown): Promise<Page<Device>> {
    return this.devices.list(entityId(id), readPage(query));
  }

  @Post('stores/:id/devices')
  @Header('Cache-Control', 'no-store')
  create(@PlatformOperator() actor: string, @Param('id') id: string, @Req() { body }: BodyOf): Promise<CreatedDevice> {
    return this.devices.create(actor, entityId(id), parseBody(createDevice, body));
  }

  @Get('devices/:id')
  get(@PlatformOperator() _actor: string, @Param('id') id: string): Promise<DeviceWithHardware> {
    return this.devices.get(deviceId(id));
  }

  @Patch('devices/:id')
  change(
    @PlatformOperator() actor: string,
    @Param('id') id: string,
    @Req() { body }: BodyOf,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Device> {
    return this.devices.change(actor, deviceId(id), parseBody(changeDevice, body), readIfMatch(ifMatch));
  }

  @Delete('devices/:id')
  @HttpCode(204)
  remove(@PlatformOperator() actor: string, @Param('id') id: string): Promise<void> {
    return this.devices.remove(actor, deviceId(id));
  }

  @Post('devices/:id/activation-codes')
  @Header('Cache-Control', 'no-store')
  newActivationCode(
    @PlatformOperator() actor: string,
    @Param('id') id: string,
    @Req() { body }: BodyOf,
  ): Promise<Activation> {
    const { role } = parseBody(createActivationCode, hasText(body) ? body : '{}');
    return this.devices.newActivationCode(actor, deviceId(id), role);
  }

  @Delete('devices/:id/hardware/:serialNumber')
  @HttpCode(204)
  revokeHardware(
    @PlatformOperator() actor: string,
    @Param('id') id: string,
    @Param('serialNumber') serialNumber: string,
  ): Promise<void> {
    return this.devices.revokeHardware(actor, deviceId(id), serialNumber);
  }
}

const hasText = (body: unknown): boolean => typeof body === 'string' && body.trim() !== '';

function deviceId(text: string): string {
  if (!deviceIdentifier.safeParse(text).success) throw new DomainError('entity.unknown');
  return text;
}
