import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { KafkaBus, SILENT_LOG, createTopics, deadLetterTopic, toRecord } from '@ppaas/messaging';
import { eventually, probeEvent, probeSequence, readTopic, testStores, uniqueCell } from '@ppaas/testing';
import { sayTo } from './progress.ts';
import { replayCommand } from './replay-command.ts';

const { kafkaBrokers: brokers } = testStores();

describe('./ppaas replay', () => {
  const cell = uniqueCell();
  const bus = new KafkaBus({ brokers, cell, service: 'test', instance: 'test-0', log: SILENT_LOG });
  let said: string[] = [];

  beforeAll(async () => {
    sayTo((line) => said.push(line));
    await createTopics({ brokers, cell, only: ['transactionEvents'] });
    await bus.connect();
  }, 30_000);
  afterEach(() => {
    said = [];
  });
  afterAll(() => bus.disconnect());

  const replay = (...more: string[]): Promise<number> =>
    replayCommand(['transactionEvents', '--brokers', brokers.join(','), '--cell', cell, ...more]);

  it('sends letters back once, and says how many', async () => {
    const { headers, ...record } = toRecord(probeEvent('late', 7), { cell, service: 'test' });
    const letters = deadLetterTopic(record.topic);
    await bus.send(letters, [
      { ...record, headers: { ...headers, 'x-origin-topic': record.topic } },
      { ...record, headers },
    ]);
    expect(await replay('--dry-run')).toBe(0);
    expect(await replay()).toBe(0);
    expect(await replay()).toBe(0);
    expect(said).toEqual([
      'transactionEvents: 1 would be sent back',
      '1 left aside: they do not say where they came from',
      'transactionEvents: 1 sent back',
      '1 left aside: they do not say where they came from',
      'transactionEvents: 0 sent back',
    ]);
    const { seen, stop } = await readTopic({ brokers, cell, topic: 'transactionEvents' });
    await eventually('the letter', () => seen[0]);
    await stop();
    expect(seen.map(probeSequence)).toEqual([7]);
  }, 60_000);

  it.each([
    ['no topic', [], /needs one topic/],
    ['a topic nobody declared', ['device.events'], /no topic “device\.events”/],
    ['a mailbox without its connector', ['deviceCommands'], /--instance/],
  ])('refuses %s', async (_name, args, reason) => {
    await expect(replayCommand(args)).rejects.toThrow(reason);
  });
});
