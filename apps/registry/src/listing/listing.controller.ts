import { Controller, Get, Inject, Param } from '@nestjs/common';
import { CurrentCaller, RateLimiter, RequireScope } from '@ppaas/service';
import type { Caller } from '@ppaas/service';
import type { RegistryConfig } from '../registry.config.ts';
import { REGISTRY_CONFIG } from '../registry.symbols.ts';
import type { ListedDevice } from './listing.ts';
import { ListingService } from './listing.service.ts';
import type { DeviceListing } from './listing.service.ts';

/** What a POS asks before it sells. */
@Controller('retail/v1/payment-devices')
@RequireScope('retail')
export class ListingController {
  constructor(
    private readonly listing: ListingService,
    private readonly limiter: RateLimiter,
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
  ) {}

  @Get()
  async list(@CurrentCaller() caller: Caller): Promise<DeviceListing> {
    await this.admit(caller);
    return this.listing.list(caller);
  }

  @Get(':deviceId')
  async one(@CurrentCaller() caller: Caller, @Param('deviceId') deviceId: string): Promise<ListedDevice> {
    await this.admit(caller);
    return this.listing.one(caller, deviceId);
  }

  private admit({ posId }: Caller): Promise<void> {
    const rate = { points: this.config.RETAIL_RATE_PER_SECOND, durationSeconds: 1 };
    return this.limiter.take(`retail:${posId}`, rate);
  }
}
