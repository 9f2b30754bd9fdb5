import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@ppaas/contracts';
import { Metrics, createLogger, loadConfig } from '@ppaas/service';
import { atExit } from '../processes/at-exit.ts';
import { listenOn, mutualTlsDoor, publicDoor } from './proxy.ts';
import type { Place } from './proxy.ts';
import { doorConfig } from './door.config.ts';

/** For the calls that are held when the door closes; the services give theirs as long. */
const LAST_ANSWERS_MS = 10_000;

/**
 * `ppaas door`: the mutual-TLS door of a cluster, until it is told to stop. All it needs is in its environment. It is ready
 * while it takes calls; told to stop, it says so first, then answers what it holds.
 */
export async function doorCommand(): Promise<number> {
  const config = loadConfig(doorConfig);
  const logger = createLogger({ service: 'door', instance: config.INSTANCE, level: config.LOG_LEVEL });
  const places: Readonly<Partial<Record<ServiceName, Place>>> = {
    auth: config.AUTH_URL,
    registry: config.REGISTRY_URL,
    session: config.SESSION_URL,
    transaction: config.TRANSACTION_URL,
  };
  const placeOf = (service: ServiceName): Place => {
    const place = places[service];
    if (place === undefined) throw new Error(`no route of the door leads to ${service}`);
    return place;
  };
  const door = mutualTlsDoor(placeOf, {
    serverCertificate: config.TLS_CERT_FILE,
    serverKey: config.TLS_KEY_FILE,
    chain: config.DEVICE_CA_FILE,
    doorToken: config.DOOR_TOKEN_FILE,
  });
  // Who fails here is a scanner, or a device whose certificate has ended: seen, and no reason to wake anybody.
  door.on('tlsClientError', (error) => logger.debug({ err: error }, 'a handshake failed'));
  let isReady = true;
  const health = healthServer(new Metrics({ service: 'door', instance: config.INSTANCE }), () => isReady);
  await listenOn(door, config.DOOR_PORT, config.HOST);
  const origin = config.PUBLIC_PORT === undefined ? undefined : publicDoor(placeOf);
  if (origin !== undefined) await listenOn(origin, config.PUBLIC_PORT ?? 0, config.HOST);
  await listenOn(health, config.PORT, config.HOST);
  atExit(async () => {
    isReady = false;
    logger.info('stopping');
    await pause(config.DRAIN_MS);
    await Promise.all([door, origin].map(async (server) => server && closeInOrder(server)));
    health.close();
    logger.info('stopped');
  });
  logger.info({ port: portOf(door), health: portOf(health) }, 'started');
  await new Promise<never>(() => undefined);
  return 0;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** What Kubernetes and Prometheus ask of any process of the platform, on a port that no route leads to. */
function healthServer(metrics: Metrics, isReady: () => boolean): Server {
  return createServer((request, response) => {
    if (request.url === '/health/live') response.writeHead(200).end();
    else if (request.url === '/health/ready') response.writeHead(isReady() ? 200 : 503).end();
    else if (request.url === '/metrics') {
      metrics.registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
        (error: unknown) => response.destroy(error as Error),
      );
    } else response.writeHead(404).end();
  });
}

async function closeInOrder(server: Server): Promise<void> {
  const limit = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(limit);
}
