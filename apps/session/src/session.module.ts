import { Module } from '@nestjs/common';
import {
  CreateExchange1700000001000,
  ExchangeEngine,
  NameWhatIsSold1700000004000,
  StoreRetailApi1700000004500,
  WallExchange1700000005000,
  AddCells1700000006000,
  exchangeModule,
  TillsOnDevices1700000003300,
} from '@ppaas/exchange';
import { AddOutboxCell1700000000100, CreateOutbox1700000000000 } from '@ppaas/messaging';
import { STOP_ORDER, ServiceModule, Shutdown } from '@ppaas/service';
import { CreateSession1700000002000 } from './migrations/create-session.ts';
import { WallSession1700000005100 } from './migrations/wall-session.ts';
import { config } from './session.config.ts';
import { SessionConsumers } from './session.consumers.ts';
import { SessionController } from './session.controller.ts';
import { sessionPolicy } from './session.policy.ts';
import { SessionService } from './session.service.ts';
import { acceptSession } from './session.store.ts';
import { SessionSweeper } from './session.sweeper.ts';
import { SessionTimes } from './session.times.ts';
import { objectionOf } from './session.ts';

const times = new SessionTimes(config.TIME_SCALE, config.SESSION_SECONDS);

export const MIGRATIONS = [
  CreateOutbox1700000000000,
  AddOutboxCell1700000000100,
  CreateExchange1700000001000,
  CreateSession1700000002000,
  TillsOnDevices1700000003300,
  NameWhatIsSold1700000004000,
  StoreRetailApi1700000004500,
  WallExchange1700000005000,
  WallSession1700000005100,
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
    exchangeModule({ config, policy: sessionPolicy(times), accept: acceptSession, refuse: objectionOf }),
  ],
  controllers: [SessionController, SessionConsumers],
  providers: [
    SessionService,
    { provide: SessionTimes, useValue: times },
    {
      provide: SessionSweeper,
      inject: [ExchangeEngine, SessionTimes, Shutdown],
      useFactory: (engine: ExchangeEngine, sessionTimes: SessionTimes, shutdown: Shutdown) => {
        const sweeper = new SessionSweeper(engine.context, sessionTimes);
        sweeper.start();
        shutdown.register(STOP_ORDER.consumers, 'session sweeper', () => sweeper.stop());
        return sweeper;
      },
    },
  ],
})
export class SessionModule {}
