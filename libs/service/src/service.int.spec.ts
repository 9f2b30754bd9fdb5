import { Controller, Get, Inject, Module, Post, Body } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AddOutboxCell1700000000100,
  CreateOutbox1700000000000,
  KafkaServer,
  OutboxRelay,
  createTopics,
  eventPattern,
  toOutboxRow,
} from '@ppaas/messaging';
import type { IncomingBatch } from '@ppaas/messaging';
import { createDatabase, eventually, testStores, uniqueCell } from '@ppaas/testing';
import type { TestDatabase } from '@ppaas/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  Database,
  Public,
  RequireScope,
  ServiceModule,
  baseConfig,
  closeTable,
  currentTrace,
  openOutbox,
  readConfig,
  start,
} from './index.ts';
import type { BaseConfig } from './index.ts';

const TENANT = '6f0d4c9e-8f7a-4bb0-9a4c-1f9d3f2f5b11';

@Controller()
class Probe {
  static readonly seen: { type: string; key: string; traceparent: string | undefined }[] = [];
  static failures = 0;
  static readonly hooks: string[] = [];

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
  ) {}

  onModuleInit(): void {
    Probe.hooks.push('init');
  }

  onApplicationBootstrap(): void {
    Probe.hooks.push('bootstrap');
  }

  @Public()
  @Post('echo')
  async echo(@Body() body: unknown): Promise<{ kind: string; shard: number }> {
    const row = toOutboxRow(
      {
        topic: 'transactionEvents',
        type: 'StandAloneRecorded',
        key: 'D1',
        data: {
          deviceId: 'D1',
          tenantId: TENANT,
          serialNumber: 'S1',
          journalSequence: 1,
          at: new Date().toISOString(),
        },
        tenantId: TENANT,
      },
      { cell: cellOf.cell, service: 'transaction' },
    );
    await this.database.query(
      'insert into outbox (cell, shard, key, topic, headers, value) values ($1, $2, $3, $4, $5, $6)',
      [row.cell, row.shard, row.key, row.topic, row.headers, row.value],
    );
    this.relay.nudge([row.shard]);
    return { kind: typeof body, shard: row.shard };
  }

  @RequireScope('retail')
  @Get('closed')
  closed(): string {
    return 'in';
  }

  @EventPattern(eventPattern('transactionEvents'))
  onEvents(batch: IncomingBatch<'transactionEvents'>): void {
    if (Probe.failures > 0) {
      Probe.failures -= 1;
      throw new Error('not now');
    }
    for (const message of batch.messages) {
      Probe.seen.push({ type: message.type, key: message.key, traceparent: currentTrace()?.traceparent });
    }
  }
}

const cellOf = { cell: '' };

describe('a service on real stores', () => {
  let app: NestFastifyApplication;
  let database: TestDatabase;
  let url: string;

  beforeAll(async () => {
    const stores = testStores();
    database = await createDatabase('service');
    cellOf.cell = uniqueCell();
    const config = configFor(database, cellOf.cell);
    await createTopics({
      brokers: [...stores.kafkaBrokers],
      cell: cellOf.cell,
      only: ['authEvents', 'transactionEvents'],
    });
    const imports = [
      ServiceModule.forRoot({
        config,
        database: {
          entities: [],
          migrations: [CreateOutbox1700000000000, OpenOutbox1700000000001, AddOutboxCell1700000000100],
        },
        redis: true,
        tokens: true,
        messaging: true,
      }),
    ];
    class Root {}
    Module({ imports, controllers: [Probe] })(Root);
    app = await start({ name: 'transaction', module: Root, config });
    url = await app.getUrl();
    await app.get(KafkaServer).joined();
  }, 30_000);

  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  it('calls the hooks of its parts once, though Nest has two applications for HTTP and Kafka', () => {
    expect(Probe.hooks).toEqual(['init', 'bootstrap']);
  });

  it('carries a committed row to a handler of the topic, in the trace of the request', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const response = await fetch(`${url}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
      body: '{"a":1}',
    });
    expect(await response.json()).toEqual({ kind: 'string', shard: expect.any(Number) });
    expect(response.status).toBe(201);
    const seen = await eventually('the event', () => Probe.seen[0]);
    expect(seen).toMatchObject({ type: 'StandAloneRecorded', key: 'D1' });
    expect(seen.traceparent).toContain(traceId);
  });

  it('gives a message again to a handler that failed', async () => {
    Probe.seen.length = 0;
    Probe.failures = 2;
    await fetch(`${url}/echo`, { method: 'POST' });
    await eventually('the event', () => Probe.seen[0]);
    expect(Probe.failures).toBe(0);
  });

  it.each([
    ['an unknown route', 'GET', '/nowhere', {}, 404, 'route.unknown'],
    ['no token', 'GET', '/closed', {}, 401, 'token.missing'],
    ['a token that is none', 'GET', '/closed', { authorization: 'Bearer x.y.z' }, 401, 'token.invalid'],
    ['another media type', 'POST', '/echo', { 'content-type': 'text/plain' }, 415, 'request.mediaType'],
    ['a form', 'POST', '/echo', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'request.mediaType'],
  ])('answers %s with a problem', async (_name, method, path, headers, status, code) => {
    const body = method === 'POST' ? 'a=1' : undefined;
    const response = await fetch(`${url}${path}`, { method, headers: headers as Record<string, string>, body });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code });
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('refuses a body above 64 KiB', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/echo`, { method: 'POST', headers, body: 'x'.repeat(65_537) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'request.tooLarge' });
  });

  it('is alive, ready and measured', async () => {
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    const ready = await fetch(`${url}/health/ready`);
    expect(await ready.json()).toEqual({ ready: true, database: true, kafka: true, redis: true });
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^ppaas_outbox_sent_total\{.*cell="/m);
  });
});

class OpenOutbox1700000000001 implements MigrationInterface {
  readonly name = 'OpenOutbox1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(openOutbox);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(closeTable('outbox'));
  }
}

function configFor({ environment }: TestDatabase, cell: string): BaseConfig {
  const stores = testStores();
  const result = readConfig(baseConfig, {
    PORT: '0',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    INSTANCE: 'transaction-0',
    CELL: cell,
    ...environment,
    KAFKA_BROKERS: stores.kafkaBrokers.join(','),
    REDIS_URL: stores.redisUrl,
    ISSUER: 'http://127.0.0.1:8080',
    JWKS_URL: 'http://127.0.0.1:9/.well-known/jwks.json',
    JWKS_COOLDOWN_MS: '0',
  });
  if (!('config' in result)) throw new Error(result.faults.join('; '));
  return result.config;
}
