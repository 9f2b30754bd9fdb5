import { describe, expect, it } from '@jest/globals';
import { readPage, toPage } from './paging.ts';
import { isUuid, uuidV7 } from './uuid.ts';

describe('pages', () => {
  const all = ['a', 'b', 'c', 'd', 'e'];
  const page = (cursor: string | null) => {
    const { after, limit } = readPage({ limit: '2', ...(cursor === null ? {} : { cursor }) });
    return toPage(all.filter((id) => after === undefined || id > after).slice(0, limit + 1), limit, (id) => id); // prettier-ignore
  };
  it('lead through the whole collection, each item once', () => {
    const seen: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const { items, next } = page(cursor);
      seen.push(...items);
      if (next === null) break;
      cursor = next;
    }
    expect(seen).toEqual(all);
  });
  it('are of 50 when nothing is said', () => {
    expect(readPage({})).toEqual({ after: undefined, limit: 50 });
  });
  it.each([{ limit: '0' }, { limit: '101' }, { limit: 'x' }, { cursor: 'J3gn' }, { other: '1' }])(
    'are refused for %j',
    (query) => {
      expect(() => readPage(query)).toThrow(expect.objectContaining({ code: 'request.invalid' }));
    },
  );
});

describe('ids', () => {
  it('of entities are UUIDs that sort by time', () => {
    const ids = [1, 2, 3].map((ms) => uuidV7(1_700_000_000_000 + ms));
    expect(ids.every(isUuid)).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(uuidV7(0, Buffer.alloc(10, 255))).toBe('00000000-0000-7fff-bfff-ffffffffffff');
  });
});
