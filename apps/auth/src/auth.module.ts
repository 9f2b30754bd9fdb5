import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CreateOutbox1700000000000 } from '@ppaas/messaging';
import { ServiceModule } from '@ppaas/service';
import { AuthConsumers } from './auth.consumers.ts';
import type { AuthConfig, AuthSecrets } from './auth.config.ts';
import { AUTH_CONFIG, AUTH_SECRETS } from './auth.symbols.ts';
import { ClientsService } from './clients.service.ts';
import { ClientsStore } from './clients.store.ts';
import { DeviceTokenService } from './device-token.service.ts';
import { DoorController } from './door.controller.ts';
import { MetadataController } from './metadata.controller.ts';
import { CreateAuth1700000100000 } from './migrations/1700000100000-create-auth.ts';
import { AddDevices1700000100001 } from './migrations/1700000100001-add-devices.ts';
import { AUTH_ENTITIES } from './projection.entity.ts';
import { RevocationsStore } from './revocations.store.ts';
import { TokenController } from './token.controller.ts';
import { TokenLimits } from './token.limiter.ts';
import { TokenService } from './token.service.ts';
import { TokenStatusService } from './token-status.service.ts';

@Module({})
export class AuthModule {
  static with(config: AuthConfig, secrets: AuthSecrets): DynamicModule {
    return {
      module: AuthModule,
      imports: [
        ServiceModule.forRoot({
          config,
          database: {
            entities: AUTH_ENTITIES,
            migrations: [CreateOutbox1700000000000, CreateAuth1700000100000, AddDevices1700000100001],
          },
          redis: true,
          messaging: true,
        }),
      ],
      controllers: [TokenController, DoorController, MetadataController, AuthConsumers],
      providers: [
        { provide: AUTH_CONFIG, useValue: config },
        { provide: AUTH_SECRETS, useValue: secrets },
        ClientsService,
        ClientsStore,
        DeviceTokenService,
        RevocationsStore,
        TokenLimits,
        TokenService,
        TokenStatusService,
      ],
    };
  }
}
