import { expect, it } from '@jest/globals';
import { isApiClientId, newApiClientId, newClientSecret } from './api-client.ts';

it('a program has an id of its own, and a secret of 256 bits', () => {
  const id = newApiClientId();
  expect(isApiClientId(id)).toBe(true);
  expect(newApiClientId()).not.toBe(id);
  expect(newClientSecret()).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(newClientSecret()).not.toBe(newClientSecret());
});

it.each([
  'app_abcdefghijklmnopqrstuvwxyz',
  'api_',
  `api_${'G'.repeat(32)}`,
  `x${newApiClientId()}`,
  `${newApiClientId()}0`,
])('%s is the id of no program', (id) => expect(isApiClientId(id)).toBe(false));
