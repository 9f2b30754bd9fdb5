import { beforeEach, describe, expect, it } from '@jest/globals';
import { HandledOffsets } from './handled-offsets.ts';
import { SILENT_LOG } from './log.ts';

type Commit = Readonly<Record<number, string>>;

describe('what is handled', () => {
  let commits: Commit[];
  let answer: () => Promise<void>;
  let offsets: HandledOffsets;

  beforeEach(() => {
    commits = [];
    answer = () => Promise.resolve();
    const commitOffsets = (said: readonly { readonly partition: number; readonly offset: string }[]): Promise<void> => {
      commits.push(Object.fromEntries(said.map(({ partition, offset }) => [partition, offset])));
      return answer();
    };
    offsets = new HandledOffsets({ commitOffsets }, 'topic', SILENT_LOG);
  });

  it('is committed once', async () => {
    offsets.handled(0, '5');
    offsets.handled(1, '8');
    offsets.handled(0, '6');
    await offsets.commit();
    await offsets.commit();
    expect(commits).toEqual([{ 0: '6', 1: '8' }]);
  });

  it('is committed later when the broker did not take it, even when nothing follows', async () => {
    answer = () => Promise.reject(new Error('away'));
    offsets.handled(0, '5');
    offsets.handled(1, '8');
    await offsets.commit();
    answer = () => Promise.resolve();
    offsets.handled(1, '9');
    await offsets.commit();
    expect(commits).toEqual([
      { 0: '5', 1: '8' },
      { 0: '5', 1: '9' },
    ]);
  });

  it('waits while a commit is under way, and the last commit has it', async () => {
    const broker = Promise.withResolvers<void>();
    answer = () => broker.promise;
    offsets.handled(0, '5');
    void offsets.commit();
    offsets.handled(0, '6');
    void offsets.commit();
    const last = offsets.commitLast();
    expect(commits).toEqual([{ 0: '5' }]);
    broker.resolve();
    await last;
    expect(commits).toEqual([{ 0: '5' }, { 0: '6' }]);
  });

  it('is forgotten when the partitions are given out anew, also while it is refused', async () => {
    const broker = Promise.withResolvers<void>();
    answer = () => broker.promise;
    offsets.handled(0, '5');
    const commit = offsets.commit();
    offsets.clear();
    broker.reject(new Error('of a former generation'));
    await commit;
    await offsets.commit();
    expect(commits).toHaveLength(1);
  });
});
