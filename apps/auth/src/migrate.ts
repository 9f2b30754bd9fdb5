import 'reflect-metadata';
import { migrateOnce } from '@ppaas/service';
import { MIGRATIONS } from './auth.module.ts';

await migrateOnce('auth', MIGRATIONS);
