import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presenceKey, type DataOf, type DeviceEventTopic, type Presence } from '@ppaas/contracts';
import { createTopics, KafkaBus, SILENT_LOG, type Incoming, type OutgoingMessage } from '@ppaas/messaging';
import { readConfig, start } from '@ppaas/service';
import {
  aPayment,
  ChannelDevice,
  createDatabase,
  createTestCa,
  eventually,
  issueCertificate,
  readTopic,
  testStores,
  uniqueCell,
  type IssuedCertificate,
  type TestCa,
  type TestDatabase,
  type TopicReader,
} from '@ppaas/testing';
import { Redis } from 'ioredis';
import { connectorShape } from './device-connector.config.ts';
import { startConnector, type RunningConnector } from './start-connector.ts';

type Command = Incoming<'deviceCommands'>;
export type DeviceEvent = Incoming<'deviceEvents'>;
/** Members that an event is looked for by. */
interface About {
  readonly deviceId?: string;
  readonly exchangeId?: string;
  readonly epoch?: number;
}
type EventData<T extends DeviceEvent['type']> = DataOf<'deviceEvents', T>;

export interface EnrolledDevice {
  readonly deviceId: string;
  readonly serialNumber: string;
  readonly certificate: IssuedCertificate;
}

/** Connectors of one cell on real stores, and the test's hands around them. */
export class ConnectorHarness {
  readonly cell = uniqueCell();
  readonly tenantId = randomUUID();
  readonly storeId = randomUUID();
  readonly directory = mkdtempSync(join(tmpdir(), 'connector-'));
  readonly redis: Redis;
  readonly bus: KafkaBus;
  ca!: TestCa;
  #topics: readonly TopicReader<DeviceEventTopic>[] = [];
  #database!: TestDatabase;
  readonly #running: RunningConnector[] = [];
  readonly #devices: ChannelDevice[] = [];

  private constructor() {
    const { kafkaBrokers: brokers, redisUrl } = testStores();
    this.redis = new Redis(redisUrl);
    this.bus = new KafkaBus({ brokers, cell: this.cell, service: 'test', instance: 'test-0', log: SILENT_LOG });
  }

  static async start(): Promise<ConnectorHarness> {
    const harness = new ConnectorHarness();
    const { kafkaBrokers: brokers } = testStores();
    harness.ca = await createTestCa();
    const server = await issueCertificate(harness.ca, { usage: 'server' });
    writeFileSync(join(harness.directory, 'cert.pem'), server.certificate);
    writeFileSync(join(harness.directory, 'key.pem'), server.key);
    writeFileSync(join(harness.directory, 'ca.pem'), harness.ca.certificate);
    harness.#database = await createDatabase('connector');
    await createTopics({ brokers, cell: harness.cell });
    await harness.bus.connect();
    const topics = ['deviceEvents', 'transactionDeviceEvents', 'sessionDeviceEvents'] as const;
    harness.#topics = await Promise.all(topics.map((topic) => readTopic({ brokers, cell: harness.cell, topic })));
    return harness;
  }

  /** @param environment on top of the defaults; times at a tenth unless said otherwise */
  async connector(
    instance = 'device-connector-0',
    environment: Record<string, string> = {},
  ): Promise<RunningConnector> {
    const { kafkaBrokers, redisUrl } = testStores();
    const read = readConfig(connectorShape, {
      PORT: '0',
      DEVICE_PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
      INSTANCE: instance,
      CELL: this.cell,
      TIME_SCALE: '0.1',
      ...this.#database.environment,
      KAFKA_BROKERS: kafkaBrokers.join(','),
      REDIS_URL: redisUrl,
      ISSUER: 'http://127.0.0.1:1',
      JWKS_URL: 'http://127.0.0.1:1/jwks',
      TLS_CERT_FILE: join(this.directory, 'cert.pem'),
      TLS_KEY_FILE: join(this.directory, 'key.pem'),
      DEVICE_CA_FILE: join(this.directory, 'ca.pem'),
      ...environment,
    });
    if (!('config' in read)) throw new Error(read.faults.join(', '));
    const running = await startConnector(read.config, start);
    this.#running.push(running);
    return running;
  }

  async stop(): Promise<void> {
    for (const device of this.#devices) device.close();
    await Promise.all(this.#running.map(({ app }) => app.close()));
    await Promise.all(this.#topics.map((topic) => topic.stop()));
    await this.bus.disconnect();
    this.redis.disconnect();
    await this.#database.drop();
    rmSync(this.directory, { recursive: true });
  }

  /** A device with a certificate that the registry has told of. */
  async enrol(
    change: { deviceId?: string; serialNumber?: string; role?: 'ACTIVE' | 'STANDBY' } = {},
  ): Promise<EnrolledDevice> {
    const deviceId = change.deviceId ?? `dev-${randomUUID().slice(0, 8)}`;
    const serialNumber = change.serialNumber ?? `SN-${randomUUID().slice(0, 8)}`;
    const certificate = await issueCertificate(this.ca, { usage: 'client', name: deviceId });
    await this.bus.publish([
      this.certificateEvent({ deviceId, serialNumber, certificate }, { role: change.role ?? 'ACTIVE' }),
    ]);
    return { deviceId, serialNumber, certificate };
  }

  certificateEvent(
    device: EnrolledDevice,
    change: Partial<DataOf<'registryEvents', 'CertificateChanged'>> = {},
  ): OutgoingMessage<'registryEvents'> {
    const { thumbprint } = device.certificate;
    return {
      topic: 'registryEvents',
      type: 'CertificateChanged',
      key: `certificate:${thumbprint}`,
      tenantId: this.tenantId,
      data: {
        thumbprint,
        deviceId: device.deviceId,
        tenantId: this.tenantId,
        serialNumber: device.serialNumber,
        role: 'ACTIVE',
        status: 'VALID',
        notAfter: new Date(Date.now() + 3_600_000).toISOString(),
        version: 1,
        ...change,
      },
    };
  }

  organisationEvent(
    change: Partial<DataOf<'registryEvents', 'OrganisationChanged'>>,
  ): OutgoingMessage<'registryEvents'> {
    const { tenantId } = this;
    const organisation = {
      tenantId,
      name: 'Org',
      status: 'ACTIVE' as const,
      retailApi: true,
      cell: this.cell,
      version: 1,
    };
    return {
      topic: 'registryEvents',
      type: 'OrganisationChanged',
      key: tenantId,
      data: { ...organisation, ...change },
    };
  }

  connect(
    running: RunningConnector,
    device?: EnrolledDevice,
    options: { path?: string; subprotocol?: string; autoPong?: boolean } = {},
  ): ChannelDevice {
    const opened = new ChannelDevice({
      port: running.port,
      ca: this.ca.certificate,
      identity: device?.certificate,
      ...options,
    });
    this.#devices.push(opened);
    return opened;
  }

  send<T extends Command['type']>(
    type: T,
    data: DataOf<'deviceCommands', T> & { readonly deviceId: string },
    instance = 'device-connector-0',
  ): Promise<void> {
    const message = {
      topic: 'deviceCommands',
      type,
      key: data.deviceId,
      data,
      instance,
    } as unknown as OutgoingMessage<'deviceCommands'>;
    return this.bus.publish([message]);
  }

  /** A payment for a connection, as transaction would address it. */
  deliver(
    device: EnrolledDevice,
    epoch: number,
    change: { exchangeId?: string; notAfter?: Date; instance?: string } = {},
  ): Promise<string> {
    const exchangeId = change.exchangeId ?? newExchangeId();
    const message = aPayment({ saleId: 'TILL-1', deviceId: device.deviceId, exchangeIdentification: exchangeId });
    const notAfter = (change.notAfter ?? new Date(Date.now() + 15_000)).toISOString();
    const data = {
      exchangeId,
      deviceId: device.deviceId,
      epoch,
      notAfter,
      message: message as unknown as Record<string, unknown>,
    };
    return this.send('DeliverExchange', data, change.instance).then(() => exchangeId);
  }

  /** The first event of a type for a device (and exchange). */
  async event<T extends DeviceEvent['type']>(type: T, about: About, limitMs?: number): Promise<EventData<T>> {
    const first = (): { readonly data: EventData<T> } | undefined => {
      const [data] = this.eventsOf(type, about);
      return data === undefined ? undefined : { data };
    };
    return (await eventually(`${type} ${JSON.stringify(about)}`, first, limitMs)).data;
  }

  /** Everything that was said, each once: a connection is told to several. */
  get events(): DeviceEvent[] {
    const [device, ...owners] = this.#topics.map(({ seen }) => seen);
    const isOwners = ({ type }: DeviceEvent): boolean => type !== 'DeviceConnected' && type !== 'DeviceDisconnected';
    return [...(device ?? []), ...owners.flat().filter(isOwners)];
  }

  eventsOf<T extends DeviceEvent['type']>(type: T, about: About): EventData<T>[] {
    return this.events
      .filter((message) => message.type === type)
      .map(({ data }) => data as EventData<T>)
      .filter((data) => Object.entries(about).every(([name, value]) => Reflect.get(data, name) === value));
  }

  async presenceOf(deviceId: string): Promise<Presence | undefined> {
    const held = await this.redis.get(presenceKey(deviceId));
    return held === null ? undefined : (JSON.parse(held) as Presence);
  }
}

export const newExchangeId = (): string => `T${randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase()}`;
