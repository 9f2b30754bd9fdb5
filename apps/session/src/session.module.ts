import { Module } from '@nestjs/common';
import { ExchangeEngine, exchangeModule } from '@ppaas/exchange';
import { RemoteSignIns, SIGN_INS, STOP_ORDER, ServiceModule, Shutdown } from '@ppaas/service';
import { CellsController } from './cells.controller.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { RETAINED } from './retention.store.ts';
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
      policy: sessionPolicy(times),
      accept: acceptSession,
      refuse: objectionOf,
      retained: RETAINED,
    }),
  ],
  controllers: [SessionController, CellsController, SessionConsumers],
  providers: [
    { provide: SIGN_INS, useFactory: () => new RemoteSignIns(config.AUTH_URL) },
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
