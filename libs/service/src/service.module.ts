import type { DynamicModule, Provider } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { outboxChannel } from '@ppaas/contracts';
import { CreateOutbox1700000000000, KafkaBus, KafkaServer, OutboxRelay } from '@ppaas/messaging';
import type { KafkaAddress } from '@ppaas/messaging';
import { SYSTEM_CLOCK, systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { BaseConfig, HttpConfig } from './config.ts';
import { Database } from './database.ts';
import type { DatabaseOptions } from './database.ts';
import { HealthCheck, HealthController } from './health.ts';
import { serviceOfInstance } from './instance.ts';
import { kafkaAddress } from './kafka-address.ts';
import { KeySet, fetchKeys } from './key-set.ts';
import { Logger, createLogger } from './logger.ts';
import { Metrics } from './metrics.ts';
import { MovingParts } from './moving-parts.ts';
import { ProblemFilter } from './problem.filter.ts';
import { Pulses } from './pulse.ts';
import { RateLimiter } from './rate-limiter.ts';
import { Redis } from './redis.ts';
import { RevokedTokensConsumer } from './revoked-tokens.consumers.ts';
import { ScopeGuard } from './scope.guard.ts';
import { Shedding } from './shedding.ts';
import { SheddingGuard } from './shedding.guard.ts';
import { STOP_ORDER, Shutdown } from './shutdown.ts';
import { TokenVerifier } from './token-verifier.ts';
import { tracing } from './tracing.ts';
import { untilMigrated } from './until-migrated.ts';

export interface ServiceModuleOptions {
  /** Services give the whole of it; what `database`, `redis`, `tokens` and `messaging` ask for must be in it. */
  readonly config: HttpConfig & Partial<BaseConfig>;
  readonly database?: Pick<DatabaseOptions, 'entities' | 'migrations' | 'tableName'>;
  readonly redis?: boolean;
  readonly tokens?: boolean;
  readonly messaging?: boolean;
}

/**
 * What every service has: Logger, Metrics, Shutdown, Shedding, SYSTEM_CLOCK and health; and, as asked for, Database, Redis with
 * RateLimiter, TokenVerifier, KafkaBus with KafkaServer; Pulses where there are both Redis and Kafka. OutboxRelay comes with a database that has the outbox migration;
 * with tokens and messaging the verifier hears of revoked tokens.
 */
@Module({})
export class ServiceModule {
  static forRoot(options: ServiceModuleOptions): DynamicModule {
    const optional = [
      ...(options.database ? [database(options)] : []),
      ...(options.redis ? [redis(options), rateLimiter] : []),
      ...(options.tokens ? [tokens(options)] : []),
      ...(options.messaging ? [bus(options), server(options)] : []),
      ...(hasOutbox(options) ? [relay(options)] : []),
      ...(options.redis && options.messaging ? [pulses(options)] : []),
    ];
    const shared = [...always(options), ...optional, shedding(options)];
    return {
      module: ServiceModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [HealthController, ...(options.tokens && options.messaging ? [RevokedTokensConsumer] : [])],
      providers: [
        ...shared,
        HealthCheck,
        MovingParts,
        { provide: APP_FILTER, useClass: ProblemFilter },
        // First: whoever is refused costs no look at a token.
        { provide: APP_GUARD, useClass: SheddingGuard },
        { provide: APP_GUARD, useClass: ScopeGuard },
      ],
      exports: shared.map((provider) => (provider as { provide: symbol }).provide),
    };
  }
}

const hasOutbox = ({ database: wanted, messaging }: ServiceModuleOptions): boolean =>
  messaging === true && (wanted?.migrations.includes(CreateOutbox1700000000000) ?? false);

const serviceOf = (config: HttpConfig): string => serviceOfInstance(config.INSTANCE);

function need<K extends keyof BaseConfig>(config: Partial<BaseConfig>, key: K): BaseConfig[K] {
  const value = config[key];
  if (value === undefined) throw new Error(`the configuration has no ${key}`);
  return value as BaseConfig[K];
}

function always({ config }: ServiceModuleOptions): Provider[] {
  const service = serviceOf(config);
  const { INSTANCE: instance, CELL: cell } = config;
  return [
    { provide: SYSTEM_CLOCK, useValue: systemClock },
    { provide: Logger, useFactory: () => createLogger({ service, instance, level: config.LOG_LEVEL }) },
    { provide: Metrics, useFactory: () => new Metrics({ service, instance, ...(cell !== undefined && { cell }) }) },
    { provide: Shutdown, inject: [Logger], useFactory: (logger: Logger) => new Shutdown(logger) },
    tracing(config, service),
  ];
}

function database({ config, database: wanted }: ServiceModuleOptions): Provider {
  return {
    provide: Database,
    inject: [Logger, Shutdown, Metrics],
    useFactory: async (log: Logger, shutdown: Shutdown, metrics: Metrics) => {
      const opened = await Database.open({
        entities: wanted?.entities ?? [],
        migrations: wanted?.migrations ?? [],
        ...(wanted?.tableName === undefined ? {} : { tableName: wanted.tableName }),
        url: need(config, 'DATABASE_URL'),
        ownerUrl: config.DATABASE_OWNER_URL,
        name: config.INSTANCE,
        poolMax: need(config, 'DATABASE_POOL_MAX'),
        statementTimeoutMs: need(config, 'DATABASE_STATEMENT_TIMEOUT_MS'),
        migrate: need(config, 'MIGRATE'),
        log,
      });
      if (config.MIGRATE === false) await untilMigrated(opened, config, log);
      shutdown.register(STOP_ORDER.database, 'database', () => opened.close());
      metrics.gauge('ppaas_database_waiting', 'Callers that wait for a database connection', [], (gauge) => {
        gauge.set(opened.pool.waitingCount);
      });
      metrics.gauge('ppaas_database_connections', 'Connections of the pool', ['state'], (gauge) => {
        gauge.set({ state: 'idle' }, opened.pool.idleCount);
        gauge.set({ state: 'used' }, opened.pool.totalCount - opened.pool.idleCount);
      });
      return opened;
    },
  };
}

function shedding({ config, database: hasDatabase }: ServiceModuleOptions): Provider {
  return {
    provide: Shedding,
    inject: [Metrics, Logger, Shutdown, ...(hasDatabase ? [Database] : [])],
    useFactory: (metrics: Metrics, log: Logger, shutdown: Shutdown, base?: Database) => {
      const made = new Shedding(config, metrics, log, base?.pool);
      shutdown.register(STOP_ORDER.lastAnswers, 'shedding', () => Promise.resolve(made.stop()));
      return made;
    },
  };
}

function redis({ config }: ServiceModuleOptions): Provider {
  return {
    provide: Redis,
    inject: [Logger, Shutdown, Metrics],
    useFactory: async (log: Logger, shutdown: Shutdown, metrics: Metrics) => {
      const lost = metrics.counter('ppaas_redis_publish_lost_total', 'Nudges that Redis did not take');
      const onPublishFailed = (): void => lost.inc();
      const client = new Redis({ url: need(config, 'REDIS_URL'), name: config.INSTANCE, log, onPublishFailed });
      await client.connect();
      shutdown.register(STOP_ORDER.redis, 'redis', () => client.close());
      return client;
    },
  };
}

const rateLimiter: Provider = {
  provide: RateLimiter,
  inject: [Redis],
  useFactory: (client: Redis) => new RateLimiter(client),
};

function tokens({ config }: ServiceModuleOptions): Provider {
  return {
    provide: TokenVerifier,
    inject: [SYSTEM_CLOCK],
    useFactory: (clock: Clock) => {
      const url = need(config, 'JWKS_URL');
      const keys = new KeySet({ fetch: () => fetchKeys(url), cooldownMs: need(config, 'JWKS_COOLDOWN_MS') });
      return new TokenVerifier(need(config, 'ISSUER'), keys, clock);
    },
  };
}

const addressOf = (config: ServiceModuleOptions['config']): KafkaAddress =>
  kafkaAddress({ ...config, KAFKA_BROKERS: need(config, 'KAFKA_BROKERS') });

function bus({ config }: ServiceModuleOptions): Provider {
  return {
    provide: KafkaBus,
    inject: [Logger, Shutdown],
    useFactory: async (log: Logger, shutdown: Shutdown) => {
      const made = new KafkaBus({
        ...addressOf(config),
        cell: need(config, 'CELL'),
        service: serviceOf(config),
        instance: config.INSTANCE,
        log,
      });
      await made.connect();
      shutdown.register(STOP_ORDER.producers, 'producers', () => made.disconnect());
      return made;
    },
  };
}

function server({ config }: ServiceModuleOptions): Provider {
  return {
    provide: KafkaServer,
    inject: [KafkaBus, Logger, Metrics],
    useFactory: (kafka: KafkaBus, log: Logger, metrics: Metrics) => {
      const handled = metrics.counter('ppaas_messages_handled_total', 'Messages handled', ['topic']);
      const failed = metrics.counter('ppaas_handler_failures_total', 'Handlers that failed and were repeated', [
        'topic',
      ]);
      const dead = metrics.counter('ppaas_dead_letters_total', 'Records that could not be taken', ['topic']);
      const leftOut = metrics.counter('ppaas_results_left_out_total', "Devices' words that could not be stored", [
        'topic',
      ]);
      const made: KafkaServer = new KafkaServer({
        ...addressOf(config),
        cell: need(config, 'CELL'),
        service: serviceOf(config),
        instance: config.INSTANCE,
        bus: kafka,
        log,
        onHandled: (topic, count) => handled.inc({ topic }, count),
        onFailed: (topic) => failed.inc({ topic }),
        onDeadLetter: (topic) => dead.inc({ topic }),
        onLeftOut: (topic) => leftOut.inc({ topic }),
      });
      // Also says of every topic that is read that nothing went wrong with it so far: a series that is not there cannot alarm.
      metrics.gauge(
        'ppaas_consumer_lag_seconds',
        'Age of the oldest record that is not handled',
        ['topic'],
        (gauge) => {
          for (const [topic, seconds] of made.lagSeconds()) {
            gauge.set({ topic }, seconds);
            for (const counter of [handled, failed, dead, leftOut]) counter.inc({ topic }, 0);
          }
        },
      );
      return made;
    },
  };
}

function relay({ config, redis: hasRedis }: ServiceModuleOptions): Provider {
  return {
    provide: OutboxRelay,
    inject: [KafkaBus, Logger, Shutdown, Metrics, ...(hasRedis ? [Redis] : [])],
    useFactory: (kafka: KafkaBus, log: Logger, shutdown: Shutdown, metrics: Metrics, client?: Redis) => {
      const cell = need(config, 'CELL');
      const channel = (of: string): string => outboxChannel(of, serviceOf(config));
      const sent = metrics.counter('ppaas_outbox_sent_total', 'Outbox rows that reached the broker');
      const expired = metrics.counter('ppaas_outbox_expired_total', 'Outbox rows dropped after their not_after');
      const made: OutboxRelay = new OutboxRelay({
        databaseUrl: need(config, 'DATABASE_URL'),
        cell,
        name: `${config.INSTANCE} outbox`,
        bus: kafka,
        log,
        onSent: (count) => sent.inc(count),
        onExpired: (count) => expired.inc(count),
        ...(client
          ? {
              nudges: {
                publish: (of: string, payload: string) => client.publish(channel(of), payload),
                subscribe: (listener: (payload: string) => void) => client.subscribe(channel(cell), listener),
              },
            }
          : {}),
      });
      metrics.gauge('ppaas_outbox_oldest_seconds', 'Age of the oldest outbox row', [], (gauge) => {
        gauge.set(made.oldestAgeMs() / 1000);
      });
      shutdown.register(STOP_ORDER.relays, 'outbox relay', () => made.stop());
      return made;
    },
  };
}

function pulses({ config }: ServiceModuleOptions): Provider {
  const optional = [Database, OutboxRelay].map((token) => ({ token, optional: true }));
  return {
    provide: Pulses,
    inject: [Redis, KafkaServer, Logger, Shutdown, ...optional],
    useFactory: (
      client: Redis,
      consumers: KafkaServer,
      log: Logger,
      shutdown: Shutdown,
      base?: Database,
      outbox?: OutboxRelay,
    ) => {
      const who = { cell: need(config, 'CELL'), service: serviceOf(config), instance: config.INSTANCE };
      const made = new Pulses(client, who, log);
      made.start(() => ({
        outboxSeconds: (outbox?.oldestAgeMs() ?? 0) / 1000,
        lagSeconds: Math.max(0, ...consumers.lagSeconds().values()),
        poolWaiting: base?.pool.waitingCount ?? 0,
      }));
      shutdown.register(STOP_ORDER.consumers, 'pulse', () => Promise.resolve(made.stop()));
      return made;
    },
  };
}
