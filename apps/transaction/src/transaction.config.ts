import { quotaConfig } from '@ppaas/exchange';
import { baseConfig, loadConfig } from '@ppaas/service';

/** Environment of the transaction service. */
export const config = loadConfig({ ...baseConfig, ...quotaConfig });
export type TransactionConfig = typeof config;
