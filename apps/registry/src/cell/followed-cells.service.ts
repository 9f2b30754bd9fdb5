import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { KafkaServer } from '@ppaas/messaging';
import { Logger, Shutdown, STOP_ORDER } from '@ppaas/service';
import { CellsStore } from './cells.store.ts';

const LOOK_EVERY_MS = 2_000;

/** The registry stands above the cells: it reads the topics of each of them, also of those that are added while it runs. */
@Injectable()
export class FollowedCells implements OnApplicationBootstrap {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly cells: CellsStore,
    private readonly server: KafkaServer,
    @Inject(Logger) private readonly logger: Logger,
    shutdown: Shutdown,
  ) {
    // Before the consumers themselves stop.
    shutdown.register(STOP_ORDER.http, 'followed cells', async () => {
      this.isStopped = true;
      clearTimeout(this.timer);
      await this.looking;
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setTimeout(() => {
      this.looking = this.look();
    }, LOOK_EVERY_MS / 10);
  }

  private async look(): Promise<void> {
    try {
      await this.server.follow((await this.cells.all()).map(({ name }) => name));
    } catch (error) {
      this.logger.warn({ err: error }, 'which cells there are could not be read; the next look will');
    }
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.looking = this.look();
    }, LOOK_EVERY_MS);
  }
}
