import 'reflect-metadata';
import { startService } from '@ppaas/service';
import { readAuthConfig, readAuthSecrets } from './auth.config.ts';
import { AuthModule } from './auth.module.ts';

const config = readAuthConfig();
const module = AuthModule.with(config, readAuthSecrets(config));
await startService({ name: 'auth', module, config, acceptForms: true });
