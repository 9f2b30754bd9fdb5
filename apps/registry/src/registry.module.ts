import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AddOutboxCell1700000000100, CreateOutbox1700000000000 } from '@ppaas/messaging';
import {
  ANSWER_SEAL,
  Idempotency,
  REFUSALS,
  RefusalsInterceptor,
  RemoteSignIns,
  ServiceModule,
  SIGN_INS,
} from '@ppaas/service';
import { AccessConsumers } from './audit/access.consumers.ts';
import { AuditCheckpoints } from './audit/audit-checkpoints.service.ts';
import { AuditController } from './audit/audit.controller.ts';
import { AuditStore } from './audit/audit.store.ts';
import { RefusalsStore } from './audit/refusals.store.ts';
import { AuditTrailStore } from './audit/audit-trail.store.ts';
import { CellsController } from './cell/cells.controller.ts';
import { CellsService } from './cell/cells.service.ts';
import { CellsStore } from './cell/cells.store.ts';
import { FollowedCells } from './cell/followed-cells.service.ts';
import { Changes } from './changes.service.ts';
import { ActivationStore } from './device/activation.store.ts';
import { BulkController } from './device/bulk.controller.ts';
import { BulkService } from './device/bulk.service.ts';
import { CertificateStore } from './device/certificate.store.ts';
import { DeviceController } from './device/device.controller.ts';
import { DeviceService } from './device/device.service.ts';
import { PresenceService } from './device/presence.service.ts';
import { PresenceStore } from './device/presence.store.ts';
import { EnrolmentController } from './enrolment/enrolment.controller.ts';
import { EnrolmentLimits } from './enrolment/enrolment.limiter.ts';
import { EnrolmentService } from './enrolment/enrolment.service.ts';
import { EntitiesStore } from './entities.store.ts';
import { ListingController } from './listing/listing.controller.ts';
import { ListingService } from './listing/listing.service.ts';
import { ListingStore } from './listing/listing.store.ts';
import { LiveController } from './live/live.controller.ts';
import { LiveStores } from './live/live-stores.service.ts';
import { StoreDevicesService } from './listing/store-devices.service.ts';
import { LiveStateStore } from './listing/live-state.store.ts';
import { CreateRegistry1700000200000 } from './migrations/1700000200000-create-registry.ts';
import { AuditForeignResults1700000210000 } from './migrations/1700000210000-audit-foreign-results.ts';
import { IdempotentRequests1700000220000 } from './migrations/1700000220000-idempotent-requests.ts';
import { ServeOrganisations1700000240000 } from './migrations/1700000240000-serve-organisations.ts';
import { ServePeople1700000230000 } from './migrations/1700000230000-serve-people.ts';
import { RecordPresence1700000241000 } from './migrations/1700000241000-record-presence.ts';
import { BindActivationCodes1700000200001 } from './migrations/1700000200001-bind-activation-codes.ts';
import { WallRegistry1700000290000 } from './migrations/1700000290000-wall-registry.ts';
import { CreateCells1700000291000 } from './migrations/1700000291000-create-cells.ts';
import { ShowStoreKeysOnce1700000295000 } from './migrations/1700000295000-show-store-keys-once.ts';
import { QuotaOfOrganisation1700000296000 } from './migrations/1700000296000-quota-of-organisation.ts';
import { ObservationsStore } from './observations.store.ts';
import { OpenApiController } from './openapi/openapi.controller.ts';
import { MerchantController } from './organisation/merchant.controller.ts';
import { MerchantService } from './organisation/merchant.service.ts';
import { OrganisationController } from './organisation/organisation.controller.ts';
import { OrganisationService } from './organisation/organisation.service.ts';
import { KeyService } from './pos/key.service.ts';
import { KeyStore } from './pos/key.store.ts';
import { PortalController } from './portal/portal.controller.ts';
import { SiteStore } from './portal/site.store.ts';
import { PosFirsts } from './pos/pos-firsts.store.ts';
import { PosUseStore } from './pos/pos-use.store.ts';
import { PosController } from './pos/pos.controller.ts';
import { PosService } from './pos/pos.service.ts';
import type { RegistryConfig, RegistrySecrets } from './registry.config.ts';
import { RegistryConsumers } from './registry.consumers.ts';
import { REGISTRY_ENTITIES } from './registry.entity.ts';
import { REGISTRY_CONFIG, REGISTRY_SECRETS } from './registry.symbols.ts';
import { OverviewService } from './store/overview.service.ts';
import { OverviewStore } from './store/overview.store.ts';
import { answerSeal } from './secrets/sealed.ts';
import { SearchController } from './search/search.controller.ts';
import { SearchStore } from './search/search.store.ts';
import { StoreController } from './store/store.controller.ts';
import { StoreService } from './store/store.service.ts';

export const MIGRATIONS = [
  ...[CreateOutbox1700000000000, CreateRegistry1700000200000, BindActivationCodes1700000200001],
  ...[AuditForeignResults1700000210000, IdempotentRequests1700000220000, ServePeople1700000230000],
  ...[ServeOrganisations1700000240000, RecordPresence1700000241000, WallRegistry1700000290000],
  ...[AddOutboxCell1700000000100, CreateCells1700000291000],
  ...[ShowStoreKeysOnce1700000295000, QuotaOfOrganisation1700000296000],
];

@Module({})
export class RegistryModule {
  static with(config: RegistryConfig, secrets: RegistrySecrets): DynamicModule {
    return {
      module: RegistryModule,
      imports: [
        ServiceModule.forRoot({
          config,
          database: { entities: REGISTRY_ENTITIES, migrations: MIGRATIONS },
          redis: true,
          tokens: true,
          messaging: true,
        }),
      ],
      controllers: [
        ...[OrganisationController, CellsController, MerchantController, SearchController, StoreController],
        ...[PosController, DeviceController, BulkController, EnrolmentController, ListingController],
        ...[LiveController, AuditController, AccessConsumers, OpenApiController, RegistryConsumers, PortalController],
      ],
      providers: [
        { provide: REGISTRY_CONFIG, useValue: config },
        { provide: REGISTRY_SECRETS, useValue: secrets },
        { provide: SIGN_INS, useFactory: () => new RemoteSignIns(config.AUTH_URL) },
        Changes,
        EntitiesStore,
        OrganisationService,
        CellsStore,
        CellsService,
        FollowedCells,
        MerchantService,
        SearchStore,
        StoreService,
        OverviewService,
        OverviewStore,
        PosService,
        KeyService,
        PosUseStore,
        PosFirsts,
        KeyStore,
        DeviceService,
        BulkService,
        ActivationStore,
        CertificateStore,
        EnrolmentService,
        EnrolmentLimits,
        ListingService,
        ListingStore,
        StoreDevicesService,
        LiveStores,
        PresenceService,
        PresenceStore,
        LiveStateStore,
        ObservationsStore,
        SiteStore,
        AuditStore,
        AuditTrailStore,
        AuditCheckpoints,
        Idempotency,
        { provide: REFUSALS, useClass: RefusalsStore },
        { provide: APP_INTERCEPTOR, useClass: RefusalsInterceptor },
        { provide: ANSWER_SEAL, useValue: answerSeal(secrets.kek) },
      ],
    };
  }
}
