import { quotaConfig } from '@ppaas/exchange';
import { baseConfig, loadConfig, signInConfig } from '@ppaas/service';

/** The environment of this service. */
export const transactionConfig = { ...baseConfig, ...signInConfig, ...quotaConfig };

export const config = loadConfig(transactionConfig);
export type TransactionConfig = typeof config;
