import { describe, expect, it } from '@jest/globals';
import { Revocations, type RegistryEvent as Event } from './revocations.ts';

const identity = { thumbprint: 'aa', deviceId: 'D', tenantId: 't', serialNumber: 'SN', role: 'ACTIVE' as const };
const event = (type: Event['type'], data: object): Event => ({ type, data }) as unknown as Event;
const certificate = (thumbprint: string, status: string): Event =>
  event('CertificateChanged', { thumbprint, status, role: 'ACTIVE' });

describe('revocations that this process heard of', () => {
  it.each<[string, Event]>([
    ['its certificate', certificate('aa', 'REVOKED')],
    ['its device', event('DeviceChanged', { deviceId: 'D', status: 'REMOVED' })],
    ['its organisation', event('OrganisationChanged', { tenantId: 't', status: 'REMOVED' })],
  ])('concern a device by %s', (_name, message) => {
    const revocations = new Revocations();
    expect(revocations.concern(identity)).toBe(false);
    revocations.hear(message);
    expect(revocations.concern(identity)).toBe(true);
  });

  it('do not concern others, and the last word counts', () => {
    const revocations = new Revocations();
    revocations.hear(certificate('bb', 'REVOKED'));
    expect(revocations.concern(identity)).toBe(false);
    revocations.hear(certificate('aa', 'REVOKED'));
    revocations.hear(certificate('aa', 'VALID'));
    expect(revocations.concern(identity)).toBe(false);
  });

  it('are forgotten, the oldest first, when there are very many', () => {
    const revocations = new Revocations();
    for (const index of Array(10_001).keys())
      revocations.hear(certificate(index === 0 ? 'aa' : `x${index}`, 'REVOKED'));
    expect(revocations.concern(identity)).toBe(false);
    expect(revocations.concern({ ...identity, thumbprint: 'x1' })).toBe(true);
  });
});
