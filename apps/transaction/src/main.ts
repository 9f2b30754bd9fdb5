import { startService } from '@ppaas/service';
import { config } from './transaction.config.ts';
import { TransactionModule } from './transaction.module.ts';

await startService({ name: 'transaction', module: TransactionModule, config });
