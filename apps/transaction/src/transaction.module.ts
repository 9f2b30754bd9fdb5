import { Module } from '@nestjs/common';
import {
  CreateExchange1700000001000,
  NameWhatIsSold1700000004000,
  StoreRetailApi1700000004500,
  WallExchange1700000005000,
  AddCells1700000006000,
  TillsOnDevices1700000003300,
  exchangeModule,
} from '@ppaas/exchange';
import { AddOutboxCell1700000000100, CreateOutbox1700000000000 } from '@ppaas/messaging';
import { RemoteSignIns, SIGN_INS, ServiceModule } from '@ppaas/service';
import { CellsController } from './cells.controller.ts';
import { AddStandAloneFacts1700000002001 } from './migrations/add-stand-alone-facts.ts';
import { CreateTransaction1700000002000 } from './migrations/create-transaction.ts';
import { FindWhatOperatorsAsk1700000003200 } from './migrations/find-what-operators-ask.ts';
import { OneExchangePerSale1700000003000 } from './migrations/one-exchange-per-sale.ts';
import { RunningSessionExchange1700000003100 } from './migrations/running-session-exchange.ts';
import { ShowTransactions1700000004100 } from './migrations/show-transactions.ts';
import { WallTransaction1700000005100 } from './migrations/wall-transaction.ts';
import { OperationsController } from './operations/operations.controller.ts';
import { OperationsService } from './operations/operations.service.ts';
import { ResolutionService } from './operations/resolution.service.ts';
import { OverviewController } from './overview/overview.controller.ts';
import { OverviewService } from './overview/overview.service.ts';
import { PresenceSweeper } from './overview/presence.sweeper.ts';
import { config } from './transaction.config.ts';
import { TransactionConsumers } from './transaction.consumers.ts';
import { TransactionController } from './transaction.controller.ts';
import { transactionPolicy } from './transaction.policy.ts';
import { TransactionService } from './transaction.service.ts';
import { acceptTransaction } from './transaction.store.ts';
import { objectionOf } from './transaction.ts';

export const MIGRATIONS = [
  CreateOutbox1700000000000,
  AddOutboxCell1700000000100,
  CreateExchange1700000001000,
  CreateTransaction1700000002000,
  AddStandAloneFacts1700000002001,
  OneExchangePerSale1700000003000,
  RunningSessionExchange1700000003100,
  FindWhatOperatorsAsk1700000003200,
  TillsOnDevices1700000003300,
  NameWhatIsSold1700000004000,
  ShowTransactions1700000004100,
  StoreRetailApi1700000004500,
  WallExchange1700000005000,
  WallTransaction1700000005100,
  AddCells1700000006000,
];

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
    }),
  ],
  controllers: [TransactionController, CellsController, OperationsController, OverviewController, TransactionConsumers],
  providers: [
    { provide: SIGN_INS, useFactory: () => new RemoteSignIns(config.AUTH_URL) },
    TransactionService,
    OperationsService,
    ResolutionService,
    OverviewService,
    PresenceSweeper,
  ],
})
export class TransactionModule {}
