import 'reflect-metadata';
import { startService } from '@ppaas/service';
import { readRegistryConfig, readRegistrySecrets } from './registry.config.ts';
import { RegistryModule } from './registry.module.ts';

const config = readRegistryConfig();
const module = RegistryModule.with(config, await readRegistrySecrets(config));
await startService({ name: 'registry', module, config, acceptCsv: true });
