import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Gathering } from './gathering.ts';

/** A gathering whose batches a test lets go one by one. */
function held(
  options: {
    atOnce?: number;
    most?: number;
    isCommon?: (error: unknown) => boolean;
    patience?: { ms: number; tooLate: () => Error };
  } = {},
) {
  const batches: { readonly items: readonly string[]; done(): void; fail(error: Error): void }[] = [];
  const gathering = new Gathering<string, string>(
    (items) =>
      new Promise((resolve, reject) => {
        batches.push({ items, done: () => resolve(items.map((item) => item.toUpperCase())), fail: reject });
      }),
    { atOnce: 1, most: 10, key: (item) => item, isCommon: () => false, ...options },
  );
  return { gathering, batches };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('calls that come together', () => {
  it('wait for no others while nothing is under way', async () => {
    const { gathering, batches } = held();
    const answer = gathering.add('a');
    await turn();
    expect(batches.map(({ items }) => items)).toEqual([['a']]);
    batches[0]?.done();
    expect(await answer).toBe('A');
  });

  it('go in one batch with those of their turn, and after the one that is under way, each with its own answer', async () => {
    const { gathering, batches } = held();
    const answers = ['a', 'b'].map((item) => gathering.add(item));
    await turn();
    answers.push(...['c', 'd'].map((item) => gathering.add(item)));
    await turn();
    expect(batches.map(({ items }) => items)).toEqual([['a', 'b']]);
    batches[0]?.done();
    await turn();
    expect(batches[1]?.items).toEqual(['c', 'd']);
    batches[1]?.done();
    expect(await Promise.all(answers)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('are not more than allowed, and never two of one key', async () => {
    const { gathering, batches } = held({ most: 2 });
    const answers = ['a', 'a', 'b', 'c'].map((item) => gathering.add(item));
    await turn();
    for (let n = 0; n < 3; n += 1) {
      batches[n]?.done();
      await turn();
    }
    expect(batches.map(({ items }) => items)).toEqual([
      ['a', 'b'],
      ['a', 'c'],
    ]);
    expect(await Promise.all(answers)).toEqual(['A', 'A', 'B', 'C']);
  });

  it('are tried by halves when they fail together, so that one does not take the others with it', async () => {
    const { gathering, batches } = held();
    const settled = Promise.allSettled(['good', 'bad'].map((item) => gathering.add(item)));
    await turn();
    batches[0]?.fail(new Error('one of you'));
    await turn();
    batches[1]?.done();
    await turn();
    batches[2]?.fail(new Error('me'));
    expect(batches.slice(1).map(({ items }) => items)).toEqual([['good'], ['bad']]);
    expect(await settled).toMatchObject([{ value: 'GOOD' }, { reason: { message: 'me' } }]);
  });

  it('all get a failure that says nothing of one of them', async () => {
    const { gathering, batches } = held({ isCommon: () => true });
    const settled = Promise.allSettled(['a', 'b'].map((item) => gathering.add(item)));
    await turn();
    batches[0]?.fail(new Error('gone'));
    expect(await settled).toMatchObject([{ reason: { message: 'gone' } }, { reason: { message: 'gone' } }]);
    expect(batches).toHaveLength(1);
  });

  it('are given up, not begun, when the batch before them took too long', async () => {
    const { gathering, batches } = held({ patience: { ms: 20, tooLate: () => new Error('too late') } });
    const first = gathering.add('a');
    await turn();
    const settled = Promise.allSettled([gathering.add('b')]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    batches[0]?.done();
    expect(await first).toBe('A');
    expect(await settled).toMatchObject([{ reason: { message: 'too late' } }]);
    expect(batches).toHaveLength(1);
  });

  it('each get their own answer, whatever comes when (property)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string(), fc.nat(3)), { maxLength: 40 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 7 }),
        async (calls, atOnce, most) => {
          const gathering = new Gathering<string, string>(
            async (items) => {
              await turn();
              expect(new Set(items).size).toBe(items.length);
              expect(items.length).toBeLessThanOrEqual(most);
              return items.map((item) => `${item}!`);
            },
            { atOnce, most, key: (item) => item, isCommon: () => false },
          );
          const answers: Promise<string>[] = [];
          for (const [item, turns] of calls) {
            answers.push(gathering.add(item));
            for (let n = 0; n < turns; n += 1) await turn();
          }
          expect(await Promise.all(answers)).toEqual(calls.map(([item]) => `${item}!`));
        },
      ),
      { numRuns: 50 },
    );
  });
});
