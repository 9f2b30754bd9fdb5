import { Module } from '@nestjs/common';
import { AddCells1700000004000, CreateExchange1700000001000, exchangeModule } from '@ppaas/exchange';
import { AddOutboxCell1700000000100, CreateOutbox1700000000000 } from '@ppaas/messaging';
import { ServiceModule } from '@ppaas/service';
import { AddStandAloneFacts1700000002001 } from './migrations/add-stand-alone-facts.ts';
import { CreateTransaction1700000002000 } from './migrations/create-transaction.ts';
import { OneExchangePerSale1700000003000 } from './migrations/one-exchange-per-sale.ts';
import { RunningSessionExchange1700000003100 } from './migrations/running-session-exchange.ts';
import { CellsController } from './cells.controller.ts';
import { OperationsController } from './operations.controller.ts';
import { StandAloneController } from './stand-alone.controller.ts';
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
        migrations: [
          CreateOutbox1700000000000,
          AddOutboxCell1700000000100,
          CreateExchange1700000001000,
          CreateTransaction1700000002000,
          AddStandAloneFacts1700000002001,
          OneExchangePerSale1700000003000,
          RunningSessionExchange1700000003100,
          AddCells1700000004000,
        ],
      },
      redis: true,
      tokens: true,
      messaging: true,
    }),
    exchangeModule({ config, policy: transactionPolicy, accept: acceptTransaction, refuse: objectionOf }),
  ],
  controllers: [
    TransactionController,
    CellsController,
    OperationsController,
    StandAloneController,
    TransactionConsumers,
  ],
  providers: [TransactionService],
})
export class TransactionModule {}
