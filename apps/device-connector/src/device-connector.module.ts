import { Module, type DynamicModule } from '@nestjs/common';
import { ServiceModule } from '@ppaas/service';
import { CertificateStore } from './certificate.store.ts';
import { ConnectionParts } from './connection-parts.ts';
import { ConnectorMetrics } from './connector-metrics.ts';
import { CONNECTOR_CONFIG, type ConnectorConfig } from './device-connector.config.ts';
import { DeviceDoor } from './device-door.ts';
import { DeviceEvents } from './device-events.ts';
import { DeviceSockets } from './device-sockets.ts';
import { EarlierConnections } from './earlier-connections.service.ts';
import { MailboxConsumers } from './mailbox.consumers.ts';
import { MailboxService } from './mailbox.service.ts';
import { AddCell1700000000400 } from './migrations/add-cell.ts';
import { CreateDeviceConnector1700000000100 } from './migrations/create-device-connector.ts';
import { CreateOpenConnection1700000000200 } from './migrations/create-open-connection.ts';
import { WallDeviceConnector1700000000300 } from './migrations/wall-device-connector.ts';
import { OpenConnectionStore } from './open-connection.store.ts';
import { PresenceClaims } from './presence.ts';
import { RegistryConsumers } from './registry.consumers.ts';

export const MIGRATIONS = [
  CreateDeviceConnector1700000000100,
  CreateOpenConnection1700000000200,
  WallDeviceConnector1700000000300,
  AddCell1700000000400,
];

@Module({})
export class DeviceConnectorModule {
  static forRoot(config: ConnectorConfig): DynamicModule {
    return {
      module: DeviceConnectorModule,
      imports: [
        ServiceModule.forRoot({
          config,
          database: {
            entities: [],
            migrations: MIGRATIONS,
          },
          redis: true,
          messaging: true,
        }),
      ],
      controllers: [MailboxConsumers, RegistryConsumers],
      providers: [
        { provide: CONNECTOR_CONFIG, useValue: config },
        CertificateStore,
        ConnectionParts,
        ConnectorMetrics,
        DeviceDoor,
        DeviceEvents,
        DeviceSockets,
        EarlierConnections,
        MailboxService,
        OpenConnectionStore,
        PresenceClaims,
      ],
    };
  }
}
