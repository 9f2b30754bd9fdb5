import { describe, expect, it } from '@jest/globals';
import { admit, type CertificateRow } from './certificate.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const row: CertificateRow = {
  thumbprint: 'aa',
  deviceId: 'D',
  tenantId: 't',
  serialNumber: 'SN',
  role: 'ACTIVE',
  status: 'VALID',
  notAfter: new Date('2026-01-02T00:00:00Z'),
  isOwnerActive: true,
};

describe('a certificate', () => {
  it('says who its device is', () => {
    const identity = { thumbprint: 'aa', deviceId: 'D', tenantId: 't', serialNumber: 'SN', role: 'ACTIVE' };
    expect(admit(row, NOW)).toEqual({ kind: 'admitted', identity });
  });

  it('may be on its way when nobody knows it', () => {
    expect(admit(undefined, NOW)).toEqual({ kind: 'unknown' });
  });

  it.each<[string, Partial<CertificateRow>]>([
    ['revoked', { status: 'REVOKED' }],
    ['expired', { notAfter: NOW }],
    ['removed', { isOwnerActive: false }],
  ])('is refused when %s', (why, change) => {
    expect(admit({ ...row, ...change }, NOW)).toEqual({ kind: 'refused', why });
  });
});
