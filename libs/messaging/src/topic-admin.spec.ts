import { describe, expect, it } from '@jest/globals';
import { plannedTopics } from './topic-admin.ts';

const settingsOf = (entries: readonly { name: string; value: string }[] | undefined): Record<string, string> =>
  Object.fromEntries((entries ?? []).map(({ name, value }) => [name, value]));

describe('the topics of a cell', () => {
  it('are all that are declared, each with its dead letters, and no mailbox of nobody', () => {
    expect(plannedTopics({ cell: 'shared' }, 1).map(({ topic }) => topic)).toEqual([
      'platform.registry.events.v1',
      'platform.registry.events.v1.dlq',
      'platform.auth.events.v1',
      'platform.auth.events.v1.dlq',
      'platform.access.events.v1',
      'platform.access.events.v1.dlq',
      'platform.audit.checkpoints.v1',
      'platform.audit.checkpoints.v1.dlq',
      'shared.device.events.v1',
      'shared.device.events.v1.dlq',
      'shared.device-transaction.events.v1',
      'shared.device-transaction.events.v1.dlq',
      'shared.device-session.events.v1',
      'shared.device-session.events.v1.dlq',
      'shared.session.events.v1',
      'shared.session.events.v1.dlq',
      'shared.transaction.events.v1',
      'shared.transaction.events.v1.dlq',
    ]);
  });

  it('have the mailbox of a connector instance with one partition', () => {
    const [mailbox] = plannedTopics({ cell: 'c', only: ['deviceCommands'], instance: 'device-connector-0' }, 1);
    expect(mailbox).toMatchObject({ topic: 'c.device-connector-0.commands.v1', numPartitions: 1 });
    expect(settingsOf(mailbox?.configEntries)).toMatchObject({ 'retention.ms': '600000', 'cleanup.policy': 'delete' });
  });

  it('keep the last record of each key where they are compacted', () => {
    const [registry] = plannedTopics({ cell: 'c', only: ['registryEvents'] }, 1);
    expect(settingsOf(registry?.configEntries)).toMatchObject({ 'retention.ms': '-1', 'cleanup.policy': 'compact' });
  });

  it.each([
    [1, 1, '1'],
    [2, 2, '1'],
    [3, 3, '2'],
    [9, 3, '2'],
  ])('with %i brokers have %i copies, %s of which must confirm', (brokers, copies, confirmed) => {
    const [topic] = plannedTopics({ cell: 'c', only: ['sessionEvents'] }, brokers);
    expect(topic?.replicationFactor).toBe(copies);
    expect(settingsOf(topic?.configEntries)['min.insync.replicas']).toBe(confirmed);
  });
});
