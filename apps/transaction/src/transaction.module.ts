import { Module } from '@nestjs/common';
import { exchangeModule } from '@ppaas/exchange';
import { RemoteSignIns, SIGN_INS, ServiceModule } from '@ppaas/service';
import { CellsController } from './cells.controller.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { OperationsController } from './operations/operations.controller.ts';
import { OperationsService } from './operations/operations.service.ts';
import { ResolutionService } from './operations/resolution.service.ts';
import { OverviewController } from './overview/overview.controller.ts';
import { OverviewService } from './overview/overview.service.ts';
import { PresenceSweeper } from './overview/presence.sweeper.ts';
import { SalesTodayController } from './sales-today/sales-today.controller.ts';
import { SalesTodayService } from './sales-today/sales-today.service.ts';
import { RETAINED } from './retention.store.ts';
import { config } from './transaction.config.ts';
import { TransactionConsumers } from './transaction.consumers.ts';
import { TransactionController } from './transaction.controller.ts';
import { transactionPolicy } from './transaction.policy.ts';
import { TransactionService } from './transaction.service.ts';
import { acceptTransaction } from './transaction.store.ts';
import { objectionOf } from './transaction.ts';

/** The table of contents of the service. */
@Module({
  imports: [
    ServiceModule.forRoot({
      config,
      database: {
        entities: [],
        migrations: MIGRATIONS,
      },
      redis: true,
      tokens: true,
      messaging: true,
    }),
    exchangeModule({
      config,
      policy: transactionPolicy,
      accept: acceptTransaction,
      refuse: objectionOf,
      keepsHops: true,
      retained: RETAINED,
    }),
  ],
  controllers: [
    ...[TransactionController, CellsController, OperationsController, OverviewController],
    ...[SalesTodayController, TransactionConsumers],
  ],
  providers: [
    { provide: SIGN_INS, useFactory: () => new RemoteSignIns(config.AUTH_URL) },
    TransactionService,
    OperationsService,
    ResolutionService,
    OverviewService,
    SalesTodayService,
    PresenceSweeper,
  ],
})
export class TransactionModule {}
