import { migrateOnce } from '@ppaas/service';
import { MIGRATIONS } from './device-connector.module.ts';

await migrateOnce('device-connector', MIGRATIONS);
