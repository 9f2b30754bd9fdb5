import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CreateOutbox1700000000000 } from '@ppaas/messaging';
import { ServiceModule } from '@ppaas/service';
import { AuditController } from './audit.controller.ts';
import { AuditStore } from './audit.store.ts';
import { Changes } from './changes.service.ts';
import { ActivationStore } from './device/activation.store.ts';
import { BulkController } from './device/bulk.controller.ts';
import { BulkService } from './device/bulk.service.ts';
import { CertificateStore } from './device/certificate.store.ts';
import { DeviceController } from './device/device.controller.ts';
import { DeviceService } from './device/device.service.ts';
import { EnrolmentController } from './enrolment/enrolment.controller.ts';
import { EnrolmentLimits } from './enrolment/enrolment.limiter.ts';
import { EnrolmentService } from './enrolment/enrolment.service.ts';
import { EntitiesStore } from './entities.store.ts';
import { IdempotencyStore } from './idempotency/idempotency.store.ts';
import { ListingController } from './listing/listing.controller.ts';
import { ListingService } from './listing/listing.service.ts';
import { ListingStore } from './listing/listing.store.ts';
import { LiveStateStore } from './listing/live-state.store.ts';
import { CreateRegistry1700000200000 } from './migrations/1700000200000-create-registry.ts';
import { AuditForeignResults1700000210000 } from './migrations/1700000210000-audit-foreign-results.ts';
import { IdempotentRequests1700000220000 } from './migrations/1700000220000-idempotent-requests.ts';
import { BindActivationCodes1700000200001 } from './migrations/1700000200001-bind-activation-codes.ts';
import { ObservationsStore } from './observations.store.ts';
import { OpenApiController } from './openapi/openapi.controller.ts';
import { OrganisationController } from './organisation/organisation.controller.ts';
import { OrganisationService } from './organisation/organisation.service.ts';
import { PosController } from './pos/pos.controller.ts';
import { PosService } from './pos/pos.service.ts';
import type { RegistryConfig, RegistrySecrets } from './registry.config.ts';
import { RegistryConsumers } from './registry.consumers.ts';
import { REGISTRY_ENTITIES } from './registry.entity.ts';
import { REGISTRY_CONFIG, REGISTRY_SECRETS } from './registry.symbols.ts';
import { StoreController } from './store/store.controller.ts';
import { StoreService } from './store/store.service.ts';

@Module({})
export class RegistryModule {
  static with(config: RegistryConfig, secrets: RegistrySecrets): DynamicModule {
    return {
      module: RegistryModule,
      imports: [
        ServiceModule.forRoot({
          config,
          database: {
            entities: REGISTRY_ENTITIES,
            migrations: [
              CreateOutbox1700000000000,
              CreateRegistry1700000200000,
              BindActivationCodes1700000200001,
              AuditForeignResults1700000210000,
              IdempotentRequests1700000220000,
            ],
          },
          redis: true,
          tokens: true,
          messaging: true,
        }),
      ],
      controllers: [
        OrganisationController,
        StoreController,
        PosController,
        DeviceController,
        BulkController,
        EnrolmentController,
        ListingController,
        AuditController,
        OpenApiController,
        RegistryConsumers,
      ],
      providers: [
        { provide: REGISTRY_CONFIG, useValue: config },
        { provide: REGISTRY_SECRETS, useValue: secrets },
        Changes,
        EntitiesStore,
        OrganisationService,
        StoreService,
        PosService,
        DeviceService,
        BulkService,
        ActivationStore,
        CertificateStore,
        EnrolmentService,
        EnrolmentLimits,
        ListingService,
        ListingStore,
        LiveStateStore,
        ObservationsStore,
        AuditStore,
        IdempotencyStore,
      ],
    };
  }
}
