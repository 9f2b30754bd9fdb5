import { describe, expect, it } from '@jest/globals';
import { serviceOfInstance } from './instance.ts';

describe('serviceOfInstance', () => {
  it.each([
    ['transaction-0', 'transaction'],
    ['transaction', 'transaction'],
    ['transaction-7d9f8b6c5d-x2x4q', 'transaction'],
    ['transaction-acme-7d9f8b6c5d-x2x4q', 'transaction'],
    ['device-connector-0', 'device-connector'],
    ['device-connector-acme-12', 'device-connector'],
    ['transactions-0', 'transactions'],
    ['terminal-simulator-0', 'terminal-simulator'],
  ])('of %s is %s', (instance, service) => {
    expect(serviceOfInstance(instance)).toBe(service);
  });
});
