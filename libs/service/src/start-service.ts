import { setTimeout as pause } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestMicroservice } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceName } from '@ppaas/contracts';
import type { Type } from '@nestjs/common';
import type { HttpConfig } from './config.ts';
import { createAdapter, prepareHttp } from './http.ts';
import { Logger, NestLogger, createLogger } from './logger.ts';
import { Metrics } from './metrics.ts';
import { MovingParts } from './moving-parts.ts';
import { RethrowFilter } from './rethrow.filter.ts';
import { STOP_ORDER, Shutdown } from './shutdown.ts';

export interface StartOptions {
  readonly name: ServiceName | 'terminal-simulator';
  /** A Nest module that imports `ServiceModule.forRoot`. */
  readonly module: unknown;
  readonly config: HttpConfig;
  /** Also take `application/x-www-form-urlencoded` bodies, as text. */
  readonly acceptForms?: boolean;
  /** Also take `text/csv` bodies: `csvText` reads them. */
  readonly acceptCsv?: boolean;
  /** Before routes are made: hooks, more doors. */
  readonly prepare?: (app: NestFastifyApplication) => Promise<void> | void;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
/** For the calls that are held when the process stops. */
const LAST_ANSWERS_MS = 10_000;

/**
 * Starts a service: HTTP, health, relay and consumers; stops it in order on SIGTERM and SIGINT (exit 0).
 * A start that fails says why and ends the process with 1. `app.close()` stops in the same order, without an exit.
 */
export async function startService(options: StartOptions): Promise<NestFastifyApplication> {
  // The first process of a container hears only the signals that it listens to; so far there is nothing to end in order.
  const leave = (): never => process.exit(0);
  for (const signal of SIGNALS) process.once(signal, leave);
  try {
    const app = await start(options);
    for (const signal of SIGNALS) process.off(signal, leave);
    stopOnSignals(app, options.config);
    return app;
  } catch (error) {
    const { INSTANCE: instance, LOG_LEVEL: level } = options.config;
    createLogger({ service: options.name, instance, level }).fatal({ err: error }, 'the start failed');
    process.exit(1);
  }
}

/** The same without signals and exits: for tests, which start several in one process. */
export async function start(options: StartOptions): Promise<NestFastifyApplication> {
  const { name, config, module } = options;
  const nestLogger = new NestLogger(
    createLogger({ service: name, instance: config.INSTANCE, level: config.LOG_LEVEL }),
  );
  const app = await NestFactory.create<NestFastifyApplication>(
    module as Type,
    createAdapter({ trustProxy: config.TRUST_PROXY }),
    { logger: nestLogger, bodyParser: false, abortOnError: false },
  );
  try {
    const logger = app.get<Logger>(Logger);
    const { acceptForms = false, acceptCsv = false } = options;
    prepareHttp(app, { logger, metrics: app.get(Metrics), acceptForms, acceptCsv });
    await options.prepare?.(app);
    stopInOrder(app);
    const { server, relay } = app.get(MovingParts);
    if (server !== undefined) {
      // Without the filters and guards of HTTP; an error of a handler goes back to the consumer, which repeats.
      // The filter must be there before the handlers are bound.
      const consumers = app.connectMicroservice({ strategy: server }, { deferInitialization: true });
      consumers.useGlobalFilters(new RethrowFilter());
      // Both share their providers, whose hooks the application calls: a second time would be two timers of each.
      (consumers as NestMicroservice).setIsInitHookCalled(true);
      app.get(Shutdown).register(STOP_ORDER.consumers, 'consumers', () => server.close());
    }
    await app.init();
    await relay?.start();
    if (server !== undefined) await app.startAllMicroservices();
    await app.listen(config.PORT, config.HOST);
    logger.info({ url: await app.getUrl(), node: process.version }, 'started');
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Nest would stop HTTP last; `Shutdown` runs before and decides the order. */
function stopInOrder(app: NestFastifyApplication): void {
  const shutdown = app.get(Shutdown);
  const fastify = app.getHttpAdapter().getInstance();
  let closing: Promise<unknown> = Promise.resolve();
  shutdown.register(STOP_ORDER.http, 'http', () => {
    closing = Promise.resolve(fastify.close());
    return Promise.resolve();
  });
  shutdown.register(STOP_ORDER.lastAnswers, 'last answers', async () => {
    const limit = setTimeout(() => fastify.server.closeAllConnections(), LAST_ANSWERS_MS);
    await closing;
    clearTimeout(limit);
  });
}

function stopOnSignals(app: NestFastifyApplication, config: HttpConfig): void {
  const logger = app.get<Logger>(Logger);
  const shutdown = app.get(Shutdown);
  let isStopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, 'stopping');
    shutdown.announce();
    await pause(config.DRAIN_MS);
    await app.close();
    logger.info({ signal }, 'stopped');
    process.exit(0);
  };
  for (const signal of SIGNALS) process.on(signal, () => void stop(signal));
  const die = (error: unknown): void => {
    logger.fatal({ err: error }, 'an error that nobody caught: the process ends');
    process.exit(1);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
}
