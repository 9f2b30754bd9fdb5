import { z } from 'zod';

/** What the issuer says of single tokens. Key: jti. */
export const authEvents = {
  /** An access token ended before its time (RFC 7009). The event is of no use after `expiresAt`, the token's own end. */
  TokenRevoked: z.object({ jti: z.string().min(1), expiresAt: z.iso.datetime() }),
} as const;
