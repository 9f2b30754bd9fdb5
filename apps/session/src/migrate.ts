import { migrateOnce } from '@ppaas/service';
import { MIGRATIONS } from './migrations/all.ts';

await migrateOnce('session', MIGRATIONS);
