import { Controller, Inject } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { eventPattern } from '@ppaas/messaging';
import type { IncomingBatch } from '@ppaas/messaging';
import { Logger } from './logger.ts';
import { TokenVerifier } from './token-verifier.ts';

/** auth.events → the verifier. Each process reads all of it from the beginning: what is revoked is in memory only. */
@Controller()
export class RevokedTokensConsumer {
  constructor(
    @Inject(TokenVerifier) private readonly verifier: TokenVerifier,
    @Inject(Logger) private readonly log: Logger,
  ) {}

  @EventPattern(eventPattern('authEvents', { group: 'process' }))
  onAuthEvents(batch: IncomingBatch<'authEvents'>): void {
    for (const { type, data } of batch.messages) {
      const id = type === 'ClientRevoked' ? data.clientId : data.jti;
      if (this.verifier.revoke(id, new Date(data.expiresAt))) continue;
      this.log.warn('more tokens are revoked than are kept: the oldest revocation is forgotten');
    }
  }
}
