import { startService } from '@ppaas/service';
import { config } from './session.config.ts';
import { SessionModule } from './session.module.ts';

await startService({ name: 'session', module: SessionModule, config });
