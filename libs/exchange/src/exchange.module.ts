import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import type { DynamicModule, FactoryProvider } from '@nestjs/common';
import { KafkaBus, OutboxRelay } from '@ppaas/messaging';
import {
  Database,
  Logger,
  Metrics,
  Pulses,
  REFUSALS,
  Redis,
  RefusalsInterceptor,
  STOP_ORDER,
  Shedding,
  Shutdown,
} from '@ppaas/service';
import type { BaseConfig } from '@ppaas/service';
import type { Accept, Refuse } from './acceptance.ts';
import { Answers } from './answers.ts';
import { watchCensus } from './census.ts';
import { gatherCompletions } from './exchange-context.ts';
import type { ExchangePolicy } from './exchange-context.ts';
import { ExchangeEngine } from './exchange-engine.ts';
import { ExchangeMetrics } from './exchange-metrics.ts';
import { ExchangeStore } from './exchange.store.ts';
import { Hops } from './hops.ts';
import { Purger } from './purger.ts';
import type { QuotaConfig } from './quota.config.ts';
import { Quotas } from './quotas.ts';
import { shareQuotas } from './quota-share.ts';
import { ExchangeRefusals } from './refusals.ts';
import { Releases } from './releases.ts';
import type { RetentionConfig } from './retention.config.ts';
import type { Retained } from './retention.store.ts';
import { Sweeper } from './sweeper.ts';
import { exchangeTimes } from './times.ts';
import { Waiters } from './waiters.ts';

export interface ExchangeModuleOptions {
  readonly config: BaseConfig & QuotaConfig & RetentionConfig;
  readonly policy: ExchangePolicy;
  readonly accept: Accept;
  readonly refuse: Refuse;
  /** The steps of each exchange are kept, in a table `exchange_hop`. */
  readonly keepsHops?: boolean;
  /** What is kept for `RETENTION_DAYS` and then goes. */
  readonly retained: readonly Retained[];
}

class ExchangeModule {}
Module({})(ExchangeModule);

function keptHops({ pool }: Database, logger: Logger, shutdown: Shutdown): { readonly hops: Hops } {
  const hops = new Hops(pool, logger);
  shutdown.register(STOP_ORDER.lastAnswers, 'hops', () => hops.stop());
  return { hops };
}

const purging = ({ config, retained: tables }: ExchangeModuleOptions): FactoryProvider<Purger> => ({
  provide: Purger,
  inject: [Database, Metrics, Logger, Shutdown],
  useFactory: ({ pool }: Database, metrics: Metrics, logger: Logger, shutdown: Shutdown) => {
    const purger = new Purger(pool, { days: config.RETENTION_DAYS, tables }, metrics, logger);
    purger.start();
    shutdown.register(STOP_ORDER.consumers, 'purger', () => purger.stop());
    return purger;
  },
});

const sharedQuotas = ({ config, policy }: ExchangeModuleOptions): FactoryProvider<Quotas> => ({
  provide: Quotas,
  inject: [Pulses, Shedding, Shutdown],
  useFactory: (pulses: Pulses, shedding: Shedding, shutdown: Shutdown) => {
    const waiters = new Waiters(config.WAITERS_MAX);
    shedding.leaveOut(() => waiters.held);
    const quotas = new Quotas(config, waiters);
    const who = { cell: config.CELL, service: policy.service, instance: config.INSTANCE };
    const end = shareQuotas(pulses, quotas, who);
    shutdown.register(STOP_ORDER.consumers, 'part of the quotas', () => Promise.resolve(end()));
    return quotas;
  },
});

/** The engine of one owner of exchanges, with its sweeper, its waiters and their look once a second. Exports `ExchangeEngine`. */
export function exchangeModule(options: ExchangeModuleOptions): DynamicModule {
  return {
    module: ExchangeModule,
    providers: [
      {
        provide: ExchangeEngine,
        inject: [Database, KafkaBus, OutboxRelay, Redis, Logger, Shutdown, Metrics, Shedding, Quotas],
        useFactory: (
          database: Database,
          bus: KafkaBus,
          relay: OutboxRelay,
          redis: Redis,
          logger: Logger,
          shutdown: Shutdown,
          metrics: Metrics,
          shedding: Shedding,
          quotas: Quotas,
        ) => {
          const { waiters } = quotas;
          const store = new ExchangeStore();
          const releases = new Releases(bus, logger);
          const { policy, config } = options;
          const hops = options.keepsHops === true ? keptHops(database, logger, shutdown) : {};
          const answers = new Answers({
            ...{ service: policy.service, cell: config.CELL },
            ...{ database, redis, store, waiters, logger },
          });
          const context = {
            policy,
            database,
            bus,
            relay,
            redis,
            waiters,
            answers,
            store,
            releases,
            ...hops,
            completing: gatherCompletions(database, store),
            times: exchangeTimes(config.TIME_SCALE),
            quotas,
            shedding,
            cell: config.CELL,
            logger,
            metrics: new ExchangeMetrics(metrics),
          };
          const engine = new ExchangeEngine(context, options.accept, options.refuse);
          const sweeper = new Sweeper(context);
          answers.start();
          sweeper.start();
          shutdown.register(STOP_ORDER.consumers, 'sweeper', () => sweeper.stop());
          shutdown.register(STOP_ORDER.lastAnswers, 'releases', () => releases.flush());
          shutdown.register(STOP_ORDER.waiters, 'waiters', () => Promise.resolve(waiters.drain()));
          shutdown.register(STOP_ORDER.lastAnswers, 'look for answers', () => Promise.resolve(answers.stop()));
          watchCensus(metrics, context);
          return engine;
        },
      },
      purging(options),
      sharedQuotas(options),
      {
        provide: REFUSALS,
        inject: [ExchangeEngine],
        useFactory: ({ context }: ExchangeEngine) => new ExchangeRefusals(context),
      },
      { provide: APP_INTERCEPTOR, useClass: RefusalsInterceptor },
    ],
    exports: [ExchangeEngine],
  };
}
