import { randomUUID } from 'node:crypto';
import { deviceEventTopics } from '@ppaas/contracts';
import type { DataOf, DeviceEventTopic, Hello, TypeName } from '@ppaas/contracts';
import { KafkaBus, KafkaServer, SILENT_LOG, createTopics, eventPattern } from '@ppaas/messaging';
import type { Incoming } from '@ppaas/messaging';
import { buildAnswer, paymentFacts, rootOf } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';

export type DeviceCommand = Incoming<'deviceCommands'>;
type Delivery = DataOf<'deviceCommands', 'DeliverExchange'>;

export interface ScriptedConnectorOptions {
  readonly brokers: readonly string[];
  readonly cell: string;
  readonly tenantId: string;
  readonly deviceId: string;
}

const SERIAL = 'SN-1';

/** A connector and its one device, played by a test: it reads the mailbox and says what the test tells it to say. */
export class ScriptedConnector {
  readonly instance = 'device-connector-0';
  readonly commands: DeviceCommand[] = [];
  /** What happens to commands; default: everything is approved at once. */
  onCommand: (command: DeviceCommand) => Promise<void> = (command) => this.approve(command);
  epoch = 0;
  serialNumber = SERIAL;
  hello: Hello = {
    serialNumber: SERIAL,
    model: 'Scripted',
    softwareVersion: '1.0.0',
    protocolVersions: ['5.0'],
    paymentMethods: [{ code: 'CARD', name: 'Card', brands: ['VISA'] }],
    services: ['FinancialPaymentRequest', 'FinancialReversalRequest'],
    capabilities: {},
    state: 'Idle',
    bootId: 'boot-1',
    journalId: 'journal-1',
    oldestSequence: 1,
    journalSequence: 10,
  };

  private constructor(
    private readonly options: ScriptedConnectorOptions,
    readonly bus: KafkaBus,
    private readonly server: KafkaServer,
  ) {}

  static async start(options: ScriptedConnectorOptions): Promise<ScriptedConnector> {
    const scope = {
      brokers: [...options.brokers],
      cell: options.cell,
      service: 'device-connector',
      instance: 'device-connector-0',
      log: SILENT_LOG,
    };
    await createTopics({ brokers: scope.brokers, cell: options.cell });
    await createTopics({
      brokers: scope.brokers,
      cell: options.cell,
      only: ['deviceCommands'],
      instance: scope.instance,
    });
    const bus = new KafkaBus(scope);
    await bus.connect();
    const server = new KafkaServer({ ...scope, bus });
    const connector = new ScriptedConnector(options, bus, server);
    server.addHandler(
      eventPattern('deviceCommands', { group: 'process' }),
      async (batch: { readonly messages: readonly DeviceCommand[] }) => {
        for (const command of batch.messages) {
          connector.commands.push(command);
          await connector.onCommand(command);
        }
        return undefined;
      },
      true,
    );
    server.listen(() => undefined);
    await server.joined();
    return connector;
  }

  /** The device connects: the next epoch. */
  async connect(change: Partial<Hello> = {}): Promise<void> {
    this.epoch += 1;
    this.hello = { ...this.hello, ...change };
    await this.#say({
      type: 'DeviceConnected',
      data: { ...this.#connection, role: 'ACTIVE', connectedAt: new Date().toISOString(), hello: this.hello },
    });
  }

  async disconnect(): Promise<void> {
    await this.#say({
      type: 'DeviceDisconnected',
      data: { ...this.#connection, disconnectedAt: new Date().toISOString(), reason: 'test' },
    });
  }

  /** The device leaves at the platform's word and will be back. */
  async sendAway(returnsWithinMs: number): Promise<void> {
    const data = { ...this.#connection, disconnectedAt: new Date().toISOString(), reason: 'restart', returnsWithinMs };
    await this.#say({ type: 'DeviceDisconnected', data });
  }

  async acknowledge(exchangeId: string): Promise<void> {
    await this.#say({ type: 'ExchangeAcknowledged', data: { ...this.#connection, exchangeId } });
  }

  async progress(
    exchangeId: string,
    stage: DataOf<'deviceEvents', 'ExchangeProgressed'>['stage'] = 'CardPresented',
  ): Promise<void> {
    await this.#say({ type: 'ExchangeProgressed', data: { ...this.#connection, exchangeId, stage } });
  }

  async answer(exchangeId: string, message: NexoMessage): Promise<void> {
    await this.#say({
      type: 'ExchangeAnswered',
      data: { ...this.#connection, ...this.#journal, exchangeId, message: { ...message } },
    });
  }

  /** Several answers to one exchange in one batch. */
  async answers(exchangeId: string, messages: readonly NexoMessage[]): Promise<void> {
    const { deviceId, tenantId } = this.options;
    await this.bus.publish(
      messages.map((message) => ({
        topic: topicOf(exchangeId),
        type: 'ExchangeAnswered' as const,
        key: deviceId,
        tenantId,
        data: { ...this.#connection, ...this.#journal, exchangeId, message: { ...message } },
      })),
    );
  }

  async answerEnquiry(queryId: string, exchangeId: string, message: NexoMessage): Promise<void> {
    await this.#say({
      type: 'EnquiryAnswered',
      data: { ...this.#connection, ...this.#journal, queryId, exchangeId, message: { ...message } },
    });
  }

  /** A sale nobody asked for. */
  async standAlone(journalSequence: number, message: NexoMessage): Promise<void> {
    const { journalId } = this.hello;
    await this.#say({
      type: 'StandAloneReported',
      data: { ...this.#connection, journalId, journalSequence, message: { ...message } },
    });
  }

  /** @param expected as of a device that was sent away */
  async refuse(delivery: Delivery, expected: { readonly returnsWithinMs?: number } = {}): Promise<void> {
    await this.#say({
      type: 'CommandRefused',
      data: {
        ...this.#connection,
        epoch: delivery.epoch,
        exchangeId: delivery.exchangeId,
        reason: 'disconnected',
        ...expected,
      },
    });
  }

  /** Approves a delivered exchange; other commands are only recorded. */
  async approve(command: DeviceCommand): Promise<void> {
    if (command.type !== 'DeliverExchange') return;
    await this.acknowledge(command.data.exchangeId);
    await this.answer(command.data.exchangeId, approval(command.data.message as unknown as NexoMessage));
  }

  delivered(exchangeId: string): readonly Delivery[] {
    return this.commands.flatMap((command) =>
      command.type === 'DeliverExchange' && command.data.exchangeId === exchangeId ? [command.data] : [],
    );
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.bus.disconnect();
  }

  get #connection(): { deviceId: string; tenantId: string; instance: string; epoch: number; serialNumber: string } {
    const { deviceId, tenantId } = this.options;
    return { deviceId, tenantId, instance: this.instance, epoch: this.epoch, serialNumber: this.serialNumber };
  }

  get #journal(): Pick<Hello, 'bootId' | 'journalId' | 'oldestSequence' | 'journalSequence'> {
    const { bootId, journalId, oldestSequence, journalSequence } = this.hello;
    return { bootId, journalId, oldestSequence, journalSequence };
  }

  async #say(event: { readonly type: TypeName<'deviceEvents'>; readonly data: object }): Promise<void> {
    const { deviceId: key, tenantId } = this.options;
    await this.bus.publish(
      deviceEventTopics(event.type, event.data).map(
        (topic) => ({ topic, key, tenantId, ...event }) as Parameters<KafkaBus['publish']>[0][number],
      ),
    );
  }
}

const topicOf = (exchangeId: string): Exclude<DeviceEventTopic, 'deviceEvents'> =>
  exchangeId.startsWith('S') ? 'sessionDeviceEvents' : 'transactionDeviceEvents';

/** The answer of a device that says yes: to a payment in full, to anything else with Success. */
export function approval(request: NexoMessage): NexoMessage {
  const now = new Date().toISOString();
  const facts = rootOf(request) === 'SaleToPOIServiceRequest' ? paymentFacts(request) : undefined;
  if (facts === undefined) return buildAnswer(request, { now, response: 'Success' });
  const { amount, currency, transactionReference, transactionDateTime } = facts;
  return buildAnswer(request, {
    now,
    response: 'Success',
    block: {
      PaymentResponse: {
        SaleTransactionIdentification: {
          TransactionDateTime: transactionDateTime,
          TransactionReference: transactionReference,
        },
        POITransactionIdentification: {
          TransactionDateTime: now,
          TransactionReference: `P-${randomUUID().slice(0, 8)}`,
        },
        RetailerPaymentResult: {
          TransactionType: 'CardPayment',
          RequestedTransaction: {
            TransactionType: 'CardPayment',
            TransactionIdentification: {
              TransactionDateTime: transactionDateTime,
              TransactionReference: transactionReference,
            },
            TransactionDetails: { Currency: currency, TotalAmount: amount, AuthorisedAmount: amount },
          },
          TransactionResponse: {
            AuthorisationResult: { ResponseToAuthorisation: { Response: 'Approved' }, AuthorisationCode: '123456' },
          },
        },
      },
    },
  });
}
