import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testStores, uniqueCell } from '@ppaas/testing';
import type { Admin } from 'kafkajs';
import { createKafka } from './kafka-client.ts';
import { SILENT_LOG } from './log.ts';
import { createTopics, dropTopics } from './topic-admin.ts';

const brokers = testStores().kafkaBrokers;

describe('the topics of a cell', () => {
  const cell = uniqueCell();
  const neighbour = `${cell}-2`;
  let admin: Admin;
  const topicsOf = async (name: string): Promise<string[]> =>
    (await admin.listTopics()).filter((topic) => topic.startsWith(`${name}.`)).sort();

  beforeAll(async () => {
    const retry = { initialRetryTime: 100, retries: 8 };
    admin = createKafka({ brokers, clientId: 'test', log: SILENT_LOG, retry, requestTimeoutMs: 30_000 }).admin();
    await admin.connect();
    const only = ['transactionEvents'] as const;
    for (const each of [cell, neighbour]) {
      await createTopics({ brokers, cell: each, only });
      await createTopics({ brokers, cell: each, only: ['deviceCommands'], instance: 'device-connector-0' });
    }
  });

  afterAll(async () => {
    await dropTopics({ brokers, cell: neighbour });
    await admin.disconnect();
  });

  it('go with it, mailboxes too, and no topic of another cell does', async () => {
    const before = await topicsOf(neighbour);
    expect((await dropTopics({ brokers, cell })).sort()).toEqual([
      `${cell}.device-connector-0.commands.v1`,
      `${cell}.device-connector-0.commands.v1.dlq`,
      `${cell}.transaction.events.v1`,
      `${cell}.transaction.events.v1.dlq`,
    ]);
    expect(await topicsOf(cell)).toEqual([]);
    expect(await topicsOf(neighbour)).toEqual(before);
    expect(await dropTopics({ brokers, cell })).toEqual([]);
  });

  it.each(['shared', 'platform'])('stay when the cell is “%s”', async (name) => {
    await expect(dropTopics({ brokers, cell: name })).rejects.toThrow('they stay');
  });
});
