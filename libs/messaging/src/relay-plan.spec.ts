import { describe, expect, it } from '@jest/globals';
import { BlockedTopics, planRows } from './relay-plan.ts';
import type { RelayRow } from './relay-plan.ts';

const row = (id: string, topic: string, expired = false): RelayRow => ({
  id,
  topic,
  expired,
  key: `key-${id}`,
  headers: { ce_id: id },
  value: '{}',
});

describe('what a relay does with rows', () => {
  it('sends topic by topic in the order of the rows, and drops what is too late', () => {
    const plan = planRows([row('1', 'a'), row('2', 'b'), row('3', 'a', true), row('4', 'a'), row('5', 'b')]);
    expect(plan.expired).toEqual(['3']);
    expect(plan.topics.map(({ topic, ids }) => [topic, ids])).toEqual([
      ['a', ['1', '4']],
      ['b', ['2', '5']],
    ]);
    expect(plan.topics[0]?.records[1]).toEqual({ topic: 'a', key: 'key-4', headers: { ce_id: '4' }, value: '{}' });
  });

  it('has nothing to do with no rows', () => {
    expect(planRows([])).toEqual({ expired: [], topics: [] });
  });
});

describe('a topic that does not take its rows', () => {
  it('rests twice as long after each failure, at most a second', () => {
    const blocked = new BlockedTopics();
    const pauses = Array.from({ length: 6 }, () => {
      blocked.failed('a', 0);
      return [100, 200, 400, 800, 1_000].find((now) => blocked.due(now).includes('a'));
    });
    expect(pauses).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  });

  it('is not tried twice at once', () => {
    const blocked = new BlockedTopics();
    blocked.failed('a', 0);
    blocked.trying('a');
    expect(blocked.due(1e9)).toEqual([]);
    expect(blocked.has('a')).toBe(true);
  });

  it('is free again after a success, and begins anew', () => {
    const blocked = new BlockedTopics();
    blocked.failed('a', 0);
    blocked.failed('a', 0);
    blocked.succeeded('a');
    expect(blocked.names()).toEqual([]);
    expect(blocked.failed('a', 0)).toBe(1);
  });

  it('leaves the others alone', () => {
    const blocked = new BlockedTopics();
    blocked.failed('a', 0);
    expect(blocked.has('b')).toBe(false);
  });
});
