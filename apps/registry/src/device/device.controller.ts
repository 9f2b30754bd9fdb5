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
import {
  changeDevice,
  createActivationCode,
  createDevice,
  deviceIdentifier,
  DomainError,
  readPage,
  readIfMatch,
} from '@ppaas/contracts';
import type {
  Activation,
  CreatedDevice,
  Device,
  DeviceWithHardware,
  Page,
  PresenceHistory,
  StoreDevices,
} from '@ppaas/contracts';
import { CurrentPrincipal, IdempotencyInterceptor, parseBody, RequirePermission } from '@ppaas/service';
import type { HttpRequest, Principal } from '@ppaas/service';
import { entityId } from '../entities.store.ts';
import { EtagInterceptor } from '../etag.interceptor.ts';
import { StoreDevicesService } from '../listing/store-devices.service.ts';
import { DeviceService } from './device.service.ts';
import { PresenceService } from './presence.service.ts';

@Controller('registry/v1')
@UseInterceptors(EtagInterceptor, IdempotencyInterceptor)
export class DeviceController {
  constructor(
    private readonly devices: DeviceService,
    private readonly storeDevices: StoreDevicesService,
    private readonly presence: PresenceService,
  ) {}

  @Get('stores/:id/payment-devices')
  @RequirePermission('registry.read')
  listLive(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<StoreDevices> {
    return this.storeDevices.list(principal, entityId(id));
  }

  @Get('stores/:id/devices')
  @RequirePermission('registry.read')
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Page<Device>> {
    return this.devices.list(principal, entityId(id), readPage(query));
  }

  @Post('stores/:id/devices')
  @Header('Cache-Control', 'no-store')
  @RequirePermission('devices.manage')
  create(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
  ): Promise<CreatedDevice> {
    return this.devices.create(principal, entityId(id), parseBody(createDevice, body));
  }

  @Get('devices/:id')
  @RequirePermission('registry.read')
  get(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<DeviceWithHardware> {
    return this.devices.get(principal, deviceId(id));
  }

  @Get('devices/:id/presence')
  @RequirePermission('registry.read')
  history(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<PresenceHistory> {
    return this.presence.history(principal, deviceId(id));
  }

  @Patch('devices/:id')
  @RequirePermission('devices.manage')
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Device> {
    return this.devices.change(principal, deviceId(id), parseBody(changeDevice, body), readIfMatch(ifMatch));
  }

  @Delete('devices/:id')
  @HttpCode(204)
  @RequirePermission('devices.manage')
  remove(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.devices.remove(principal, deviceId(id));
  }

  @Post('devices/:id/activation-codes')
  @Header('Cache-Control', 'no-store')
  @RequirePermission('devices.manage')
  newActivationCode(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() { body }: HttpRequest,
  ): Promise<Activation> {
    const { role } = parseBody(createActivationCode, hasText(body) ? body : '{}');
    return this.devices.newActivationCode(principal, deviceId(id), role);
  }

  @Delete('devices/:id/hardware/:serialNumber')
  @HttpCode(204)
  @RequirePermission('devices.manage')
  revokeHardware(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Param('serialNumber') serialNumber: string,
  ): Promise<void> {
    return this.devices.revokeHardware(principal, deviceId(id), serialNumber);
  }
}

const hasText = (body: unknown): boolean => typeof body === 'string' && body.trim() !== '';

function deviceId(text: string): string {
  if (!deviceIdentifier.safeParse(text).success) throw new DomainError('entity.unknown');
  return text;
}
