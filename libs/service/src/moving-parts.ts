import { Inject, Injectable, Optional } from '@nestjs/common';
import { KafkaServer, OutboxRelay } from '@ppaas/messaging';

/** What `startService` sets going, where the service has it. */
@Injectable()
export class MovingParts {
  constructor(
    @Optional() @Inject(KafkaServer) readonly server?: KafkaServer,
    @Optional() @Inject(OutboxRelay) readonly relay?: OutboxRelay,
  ) {}
}
