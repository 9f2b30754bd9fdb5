import 'reflect-metadata';
import { migrateOnce } from '@ppaas/service';
import { MIGRATIONS } from './registry.module.ts';

await migrateOnce('registry', MIGRATIONS);
