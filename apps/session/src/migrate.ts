import { migrateOnce } from '@ppaas/service';
import { MIGRATIONS } from './session.module.ts';

await migrateOnce('session', MIGRATIONS);
