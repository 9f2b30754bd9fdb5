import { startService } from '@ppaas/service';
import { loadConnectorConfig } from './device-connector.config.ts';
import { startConnector } from './start-connector.ts';

await startConnector(loadConnectorConfig(), startService);
