import { expect, it } from '@jest/globals';
import { askAll } from './ask-all.ts';

const knows = (name: string, ...hits: readonly string[]) => ({ name, find: () => Promise.resolve(hits) });
const fails = (name: string) => ({ name, find: () => Promise.reject<string[]>(new Error(`${name} is away`)) });

it('has what every source knows, in their order', async () => {
  const found = await askAll<string, ReturnType<typeof knows>>([knows('a', 'one', 'two'), knows('b', 'three')], 'q');
  expect(found).toEqual({ hits: ['one', 'two', 'three'], silent: [] });
});

it('says which source is silent, and has what the others know', async () => {
  const away = fails('a');
  const found = await askAll<string, { name: string; find: () => Promise<readonly string[]> }>(
    [away, knows('b', 'three')],
    'q',
  );
  expect(found).toEqual({ hits: ['three'], silent: [away] });
});

it('fails when no source answers', async () => {
  await expect(askAll<string, ReturnType<typeof fails>>([fails('a'), fails('b')], 'q')).rejects.toThrow('a is away');
});
