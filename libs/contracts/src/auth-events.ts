import { z } from 'zod';

/** What the issuer says of tokens that end before their time. Key: jti or client id. */
export const authEvents = {
  /** An access token ended before its time (RFC 7009). The event is of no use after `expiresAt`, the token's own end. */
  TokenRevoked: z.object({ jti: z.string().min(1), expiresAt: z.iso.datetime() }),
  /** All tokens of a client ended. Of no use after `expiresAt`, when the last of them would have. */
  ClientRevoked: z.object({ clientId: z.string().min(1), expiresAt: z.iso.datetime() }),
} as const;
