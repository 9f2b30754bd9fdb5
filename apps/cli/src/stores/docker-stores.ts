import { request } from 'node:http';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { StartedTestContainer } from 'testcontainers';
import { ENVIRONMENT } from '../environment.ts';
import { freePort } from '../processes/ports.ts';
import { CLONE_HASH } from '../workspace.ts';
import type { Store, StoreName, StoreOptions } from './store.ts';

/** The same images as in docker-compose.yml; a unit test compares them. */
export const IMAGES = { postgres: 'postgres:18.4', redis: 'redis:7.4.8', kafka: 'apache/kafka:4.4.0' } as const;

/** Why no Docker engine can be used, or undefined when one answers. */
export async function whyNoDocker(): Promise<string | undefined> {
  const host = ENVIRONMENT.dockerHost;
  if (host !== undefined && !host.startsWith('unix://')) return pingOf(new URL(host.replace(/^tcp:/, 'http:')), host);
  const sockets =
    host === undefined
      ? ['/var/run/docker.sock', join(homedir(), '.docker/run/docker.sock')]
      : [host.slice('unix://'.length)];
  const socketPath = sockets.find((path) => existsSync(path));
  if (socketPath === undefined) return `no Docker engine: there is no socket ${sockets.join(' or ')}`;
  return pingOf({ socketPath }, socketPath);
}

function pingOf(target: URL | { readonly socketPath: string }, name: string): Promise<string | undefined> {
  const options =
    target instanceof URL ? { host: target.hostname, port: target.port || 2375 } : { socketPath: target.socketPath };
  return new Promise((resolve) => {
    const ping = request({ ...options, path: '/_ping', timeout: 1_500 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? undefined : `the Docker engine at ${name} answers ${response.statusCode}`);
    });
    ping.on('timeout', () => ping.destroy(new Error('no answer within 1.5 s')));
    ping.on('error', (error) => resolve(`the Docker engine at ${name} does not answer: ${error.message}`));
    ping.end();
  });
}

interface Recipe {
  readonly containerPort: number;
  readonly dataFolder: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly readyLine: RegExp;
  readonly readyTimes: number;
  readonly url: string;
}

// A volume keeps the cluster's first password, so in Docker it must not change; the port is bound to loopback only.
const POSTGRES_PASSWORD = 'sandbox';

function recipe(name: StoreName, port: number, options: StoreOptions): Recipe {
  if (name === 'postgres') {
    return {
      containerPort: 5432,
      dataFolder: '/var/lib/postgresql',
      environment: { POSTGRES_PASSWORD },
      command: ['postgres', '-c', 'max_connections=400', '-c', `fsync=${options.fsync ? 'on' : 'off'}`],
      readyLine: /database system is ready to accept connections/,
      // Once for the server that only initialises, once for the real one; a kept volume needs no first.
      readyTimes: 1,
      url: `postgres://postgres:${POSTGRES_PASSWORD}@127.0.0.1:${port}/postgres`,
    };
  }
  if (name === 'redis') {
    const password = randomBytes(18).toString('base64url');
    return {
      containerPort: 6379,
      dataFolder: undefined,
      environment: {},
      command: ['redis-server', '--save', '', '--appendonly', 'no', '--requirepass', password],
      readyLine: /Ready to accept connections/,
      readyTimes: 1,
      url: `redis://:${password}@127.0.0.1:${port}`,
    };
  }
  return {
    containerPort: 9092,
    dataFolder: '/var/lib/kafka/data',
    environment: kafkaEnvironment(port),
    command: [],
    readyLine: /Kafka Server started/,
    readyTimes: 1,
    url: `127.0.0.1:${port}`,
  };
}

/** The image reads settings from variables: dots become underscores. */
const kafkaEnvironment = (port: number): Record<string, string> => ({
  CLUSTER_ID: 'cHBhYXMtc2FuZGJveC0wMQ',
  KAFKA_NODE_ID: '1',
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
  KAFKA_LISTENERS: 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://localhost:9093',
  KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  KAFKA_LOG_DIRS: '/var/lib/kafka/data',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
  KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
  KAFKA_HEAP_OPTS: '-Xms256m -Xmx512m',
});

/**
 * A store in a container. The host port is chosen here and bound fixed: it survives a restart of the container,
 * and Kafka must announce it. testcontainers' own reaper removes the container when this process dies.
 */
export async function startInDocker(name: StoreName, options: StoreOptions): Promise<Store> {
  // Loaded here: the client is large and not needed where there is no engine.
  const { GenericContainer, Wait, getContainerRuntimeClient } = await import('testcontainers');
  const port = await freePort(...(options.preferredPort === undefined ? [] : [options.preferredPort]));
  const how = recipe(name, port, options);
  let definition = new GenericContainer(IMAGES[name])
    .withExposedPorts({ container: how.containerPort, host: port })
    .withEnvironment({ ...how.environment })
    .withWaitStrategy(Wait.forAll([Wait.forLogMessage(how.readyLine, how.readyTimes), Wait.forListeningPorts()]))
    .withStartupTimeout(120_000);
  if (how.command.length > 0) definition = definition.withCommand([...how.command]);
  if (how.dataFolder !== undefined && !options.throwAway) {
    const source = `ppaas-${CLONE_HASH}-${name}`;
    definition = definition.withBindMounts([{ source, target: how.dataFolder, mode: 'rw' }]);
  }
  const started: StartedTestContainer = await definition.start();
  const engine = (await getContainerRuntimeClient()).container.getById(started.getId());
  return {
    name,
    source: 'docker',
    url: how.url,
    pid: () => undefined,
    async stop(mode = 'gracefully') {
      if (mode === 'crash') await engine.kill();
      else await engine.stop({ t: 20 });
    },
    async start() {
      await engine.start();
    },
  };
}
