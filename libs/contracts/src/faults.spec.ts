import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { faultsOf, invalidQuery } from './faults.ts';

const schema = z.strictObject({
  name: z.string().min(3).max(5).optional(),
  count: z.int().min(1).max(9).optional(),
  email: z.email().optional(),
  role: z.enum(['a', 'b']).optional(),
  methods: z.array(z.string().min(2)).max(2).optional(),
  'a/b~': z.string().optional(),
});

it.each([
  [{ name: 'ab' }, '/name', { code: 'tooShort', limit: 3 }],
  [{ name: 'abcdef' }, '/name', { code: 'tooLong', limit: 5 }],
  [{ count: 0 }, '/count', { code: 'tooSmall', limit: 1 }],
  [{ count: 10 }, '/count', { code: 'tooLarge', limit: 9 }],
  [{ email: 'nobody' }, '/email', { code: 'format' }],
  [{ name: 7 }, '/name', { code: 'format' }],
  [{ role: 'c' }, '/role', { code: 'choice' }],
  [{ methods: ['ok', 'x'] }, '/methods/1', { code: 'tooShort', limit: 2 }],
  [{ methods: ['aa', 'bb', 'cc'] }, '/methods', { code: 'tooLong', limit: 2 }],
  [{ more: 1 }, '/', { code: 'unknownMember' }],
  [{ 'a/b~': 1 }, '/a~1b~0', { code: 'format' }],
])('of %j says where and what', (value, pointer, what) => {
  const issues = schema.safeParse(value).error?.issues ?? [];
  expect(faultsOf(issues)).toEqual([{ pointer, detail: issues[0]?.message, ...what }]);
});

it('of a query names the parameter, not what is within it', () => {
  const issues = schema.safeParse({ methods: ['x'] }).error?.issues ?? [];
  expect(invalidQuery(issues)).toMatchObject({
    code: 'request.invalid',
    message: `methods: ${issues[0]?.message}`,
    extra: { faults: [{ pointer: '/methods', code: 'tooShort', limit: 2 }] },
  });
});
