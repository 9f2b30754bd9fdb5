import { migrateOnce } from '@ppaas/service';
import { MIGRATIONS } from './transaction.module.ts';

await migrateOnce('transaction', MIGRATIONS);
