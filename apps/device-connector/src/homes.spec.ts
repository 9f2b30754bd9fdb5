import { describe, expect, it } from '@jest/globals';
import { Homes } from './homes.ts';
import type { RegistryEvent } from './revocations.ts';

const told = (cell: string, version: number, connectUrl?: string): RegistryEvent => ({
  type: 'OrganisationChanged',
  data: {
    tenantId: 'org',
    name: 'Org',
    status: 'ACTIVE',
    retailApi: true,
    cell,
    version,
    ...(connectUrl && { connectUrl }),
  },
});

describe('the homes of organisations', () => {
  it('say where devices belong that are in the wrong cell, by the newest word', () => {
    const homes = new Homes();
    expect(homes.hear(told('b', 2, 'wss://b'))).toBe(true);
    expect(homes.hear(told('a', 1, 'wss://a'))).toBe(false);
    expect(homes.awayFrom('a', 'org')).toBe('wss://b');
    expect(homes.awayFrom('b', 'org')).toBeUndefined();
    expect(homes.hear(told('b', 3, 'wss://b'))).toBe(false);
  });

  it('leave a device alone of whose organisation nothing is known, or not where it should go', () => {
    const homes = new Homes();
    homes.hear(told('b', 1));
    expect(homes.awayFrom('a', 'org')).toBeUndefined();
    expect(homes.awayFrom('a', 'other')).toBeUndefined();
  });
});
