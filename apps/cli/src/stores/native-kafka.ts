import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { childEnvironment } from '../environment.ts';
import { ManagedProcess, waitUntilReady } from '../processes/managed-process.ts';
import { freePort } from '../processes/ports.ts';
import { runTool } from '../processes/run-tool.ts';
import { makeDir, statePath } from '../workspace.ts';
import { JAVA_MEND, LOG_SETTINGS, classArchive, javaProgram, kafkaClassPath } from './kafka-jars.ts';
import { nativeStore } from './native-store.ts';
import type { Store, StoreOptions } from './store.ts';

/** Bounds the broker to about 350 MB resident. Each collection of the young part stops it for some 30 ms: the larger that is, the fewer. */
const HEAP = ['-Xms256m', '-Xmx512m', '-Xmn160m', '-XX:+UseSerialGC'];
const CLUSTER_ID = 'cHBhYXMtc2FuZGJveC0wMQ';

/** Apache Kafka in KRaft mode: one node that is broker and controller, on loopback. */
export async function startNativeKafka(options: StoreOptions): Promise<Store> {
  const java = javaProgram();
  if (java === undefined) throw new CliError('Java is not installed; Apache Kafka runs on it', JAVA_MEND);
  const classPath = await kafkaClassPath();
  const archive = await classArchive(java, classPath);
  const data = join(makeDir(options.dir), 'data');
  if (!existsSync(data)) cpSync(await formatted(java, classPath), data, { recursive: true });
  const port = await freePort(...(options.preferredPort === undefined ? [] : [options.preferredPort]));
  const controllerPort = await freePort();
  const settings = join(options.dir, 'server.properties');
  writeFileSync(settings, serverProperties({ port, controllerPort, data }));
  return nativeStore({
    name: 'kafka',
    url: `127.0.0.1:${port}`,
    stopSignal: 'SIGTERM',
    async launch() {
      const logFile = join(options.logDir, 'kafka.log');
      const before = existsSync(logFile) ? statSync(logFile).size : 0;
      const hasArchive = existsSync(archive);
      const ownArchive = join(options.dir, 'classes.jsa');
      const broker = await ManagedProcess.start(
        {
          name: 'kafka',
          command: java,
          args: [
            ...HEAP,
            hasArchive ? `-XX:SharedArchiveFile=${archive}` : `-XX:ArchiveClassesAtExit=${ownArchive}`,
            '-Xlog:cds=off',
            '-Xlog:cds+dynamic=off',
            '-XX:+ExitOnOutOfMemoryError',
            '-Djava.awt.headless=true',
            `-Dlog4j2.configurationFile=${LOG_SETTINGS}`,
            '-cp',
            classPath,
            'kafka.Kafka',
            settings,
          ],
          env: childEnvironment(),
          logFile,
        },
        options.ledger,
      );
      // The first orderly stop writes the archive; from then on every start uses it.
      if (!hasArchive) void broker.exited.then(() => keepArchive(ownArchive, archive));
      await waitUntilReady(broker, async () => readFileSync(logFile).subarray(before).includes('Kafka Server started'));
      return broker;
    },
  });
}

function keepArchive(written: string, archive: string): void {
  if (existsSync(written) && !existsSync(archive)) renameSync(written, archive);
  else rmSync(written, { force: true });
}

/** A formatted data folder, made once and copied from then on: the storage tool costs a JVM start. */
async function formatted(java: string, classPath: string): Promise<string> {
  const template = statePath('kafka', 'formatted');
  if (existsSync(template)) return template;
  const half = makeDir(`${template}.${process.pid}`);
  const settings = `${half}.properties`;
  const archive = await classArchive(java, classPath);
  try {
    writeFileSync(settings, serverProperties({ port: 9092, controllerPort: 9093, data: half }));
    const log = `-Dlog4j2.configurationFile=${LOG_SETTINGS}`;
    const share = existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`] : [];
    const tool = ['-cp', classPath, 'kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', settings];
    await runTool(java, ['-XX:TieredStopAtLevel=1', ...share, log, ...tool], { mend: JAVA_MEND });
    if (!existsSync(template)) renameSync(half, template);
  } finally {
    rmSync(half, { recursive: true, force: true });
    rmSync(settings, { force: true });
  }
  return template;
}

interface Addresses {
  readonly port: number;
  readonly controllerPort: number;
  readonly data: string;
}

function serverProperties({ port, controllerPort, data }: Addresses): string {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    // A static quorum of one: the controller's port may change from start to start.
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    'group.initial.rebalance.delay.ms': 0,
    // After a kill the controller takes the node back only when the dead one's session is over (default 9 s).
    'broker.session.timeout.ms': 5_000,
    'broker.heartbeat.interval.ms': 1_000,
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 8,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 4,
    // Small indexes and cleaner buffers: hundreds of partitions of tests fit in the bounded heap.
    'log.index.size.max.bytes': 1_048_576,
    'log.cleaner.dedupe.buffer.size': 16_777_216,
  };
  return `${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`;
}
