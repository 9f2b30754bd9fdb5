import { migrateOnce } from '@ppaas/service';
import { MIGRATIONS } from './migrations.ts';

await migrateOnce('session', MIGRATIONS);
