import { quotaConfig, retentionConfig } from '@ppaas/exchange';
import { baseConfig, loadConfig, signInConfig } from '@ppaas/service';

/** The environment of this service. */
export const transactionConfig = { ...baseConfig, ...signInConfig, ...quotaConfig, ...retentionConfig };

export const config = loadConfig(transactionConfig);
export type TransactionConfig = typeof config;
