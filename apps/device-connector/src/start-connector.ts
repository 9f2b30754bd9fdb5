import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTopics, KafkaServer } from '@ppaas/messaging';
import { HealthCheck, Logger, kafkaAddress, type StartOptions } from '@ppaas/service';
import { setTimeout as pause } from 'node:timers/promises';
import type { ConnectorConfig } from './device-connector.config.ts';
import { DeviceConnectorModule } from './device-connector.module.ts';
import { DeviceDoor } from './device-door.ts';
import { EarlierConnections } from './earlier-connections.service.ts';

const AGAIN_MS = 1_000;

export interface RunningConnector {
  readonly app: NestFastifyApplication;
  /** Of the device door. */
  readonly port: number;
}

/**
 * Mailbox first, sockets last: a device is only taken when commands for it can arrive.
 * @param start `startService`, or `start` in tests
 */
export async function startConnector(
  config: ConnectorConfig,
  start: (options: StartOptions) => Promise<NestFastifyApplication>,
): Promise<RunningConnector> {
  let opened = (): void => undefined;
  const app = await start({
    name: 'device-connector',
    module: DeviceConnectorModule.forRoot(config),
    config,
    prepare: (prepared) => {
      // Whoever sends devices here must wait for the door.
      opened = prepared.get(HealthCheck).notYet();
      return makeMailbox(config, prepared.get<Logger>(Logger));
    },
  });
  // Its mailbox and what the registry says; the projection that all instances share may still wait for a dead one of them.
  await app.get(KafkaServer).joined('process');
  const logger = app.get<Logger>(Logger);
  await untilDone(() => app.get(EarlierConnections).end(), 'the end of earlier connections could not be told', logger);
  const port = await app.get(DeviceDoor).open();
  opened();
  return { app, port };
}

/** Waits for Kafka as long as it takes: without its mailbox a connector is of no use. */
function makeMailbox(config: ConnectorConfig, logger: Logger): Promise<void> {
  const { CELL: cell, INSTANCE: instance } = config;
  return untilDone(
    () => createTopics({ ...kafkaAddress(config), cell, instance, only: ['deviceCommands'] }),
    'the mailbox could not be made',
    logger,
  );
}

async function untilDone(work: () => Promise<unknown>, failure: string, logger: Logger): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      logger.warn({ err: error }, `${failure}; trying again`);
      await pause(AGAIN_MS);
    }
  }
}
