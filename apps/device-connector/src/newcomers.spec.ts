import { describe, expect, it } from '@jest/globals';
import { Newcomers } from './newcomers.ts';
import type { RegistryEvent } from './revocations.ts';

const told = (thumbprint: string, version: number, status: 'VALID' | 'REVOKED' = 'VALID'): RegistryEvent => ({
  type: 'CertificateChanged',
  data: {
    ...{ thumbprint, version, status, deviceId: 'dev', tenantId: 'org', serialNumber: 'SN' },
    ...{ role: 'ACTIVE', notAfter: '2030-01-01T00:00:00.000Z' },
  },
});

describe('newcomers', () => {
  it('are known by the newest word about them', () => {
    const newcomers = new Newcomers();
    expect(newcomers.find('a')).toBeUndefined();
    newcomers.hear(told('a', 2, 'REVOKED'));
    newcomers.hear(told('a', 1));
    expect(newcomers.find('a')).toMatchObject({ status: 'REVOKED', notAfter: new Date('2030-01-01T00:00:00.000Z') });
  });

  it('make room for others in the end', () => {
    const newcomers = new Newcomers();
    for (let n = 0; n <= 10_000; n += 1) newcomers.hear(told(`t${n}`, 1));
    expect(newcomers.find('t0')).toBeUndefined();
    expect(newcomers.find('t1')).toBeDefined();
  });
});
