import { z } from 'zod';

/** Where the audit trails end, kept where nobody who can write to the database can write. Key: chain. */
export const auditCheckpoints = {
  /** A chain held up to this entry. */
  ChainChecked: z.object({ chain: z.string().min(1), seq: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
} as const;
