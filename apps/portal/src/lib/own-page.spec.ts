import { expect, it } from '@jest/globals';
import { ownPage } from './own-page.ts';

const ORIGIN = 'https://portal.example';

it.each([
  ['/stores/1/settings?sort=name#top', '/stores/1/settings?sort=name#top'],
  ['transactions', '/transactions'],
  [`${ORIGIN}/account`, '/account'],
  ['https:evil.example', '/evil.example'],
  // a path that would be another host if it were read alone
  ['/.//evil.example', '//evil.example'],
])('leads to %j', (asked, path) => {
  expect(ownPage(asked, ORIGIN)).toBe(`${ORIGIN}${path}`);
});

it.each([
  undefined,
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '\n//evil.example',
  'https://evil.example/stores',
  `${ORIGIN}.evil.example/`,
  'https://portal.example@evil.example/',
  'https://who@portal.example/stores',
  `blob:${ORIGIN}/4711`,
  'javascript:alert(1)',
  'data:text/html,x',
  'http://[',
])('does not lead to %j', (asked) => {
  expect(ownPage(asked, ORIGIN)).toBe(`${ORIGIN}/stores`);
});
