import { beforeEach, describe, expect, it } from '@jest/globals';
import { ClientDirectory } from './client-directory.ts';
import type { ClientFact } from './client-directory.ts';
import { readVerifier } from './verifier.ts';

const organisation = (status: 'ACTIVE' | 'REMOVED', version: number): ClientFact => ({
  type: 'OrganisationChanged',
  data: { tenantId: 't', name: 'Org', status, version },
});
const store = (status: 'ACTIVE' | 'REMOVED', version: number): ClientFact => ({
  type: 'StoreChanged',
  data: { storeId: 's', status, version },
});
const pos = (status: 'ACTIVE' | 'DEREGISTERED', version: number): ClientFact => ({
  type: 'PosChanged',
  data: { posId: 'p', tenantId: 't', merchantId: 'm', storeId: 's', saleId: 'TILL-1', status, version },
});
const credential = (version: number, applicationId = 'app', hmacs = ['h']): ClientFact => ({
  type: 'PosCredentialChanged',
  data: {
    posId: 'p',
    applicationId,
    version,
    verifiers: hmacs.map((hmac) => ({ hmac, pepperVersion: 1, expiresAt: null })),
  },
});
const all = [organisation('ACTIVE', 1), store('ACTIVE', 1), pos('ACTIVE', 1), credential(1)];

describe('ClientDirectory', () => {
  let directory: ClientDirectory;
  beforeEach(() => {
    directory = new ClientDirectory();
  });
  const tell = (facts: readonly ClientFact[]): void => facts.forEach((fact) => directory.apply(fact));

  it('knows a POS as soon as all of its facts are there, in whatever order they come', () => {
    for (const fact of all.toReversed()) {
      expect(directory.find('app')).toBeUndefined();
      directory.apply(fact);
    }
    expect(directory.find('app')).toEqual({
      client: { kind: 'pos', clientId: 'app', posId: 'p', tenantId: 't', merchantId: 'm', storeId: 's', saleId: 'TILL-1', version: 1 },
      verifiers: [readVerifier({ hmac: 'h', pepperVersion: 1, expiresAt: null })],
    }); // prettier-ignore
    expect(directory.isRegistered('p', 1)).toBe(true);
  });

  it.each([
    ['POS', pos('DEREGISTERED', 2)],
    ['store', store('REMOVED', 2)],
    ['organisation', organisation('REMOVED', 2)],
  ])('does not know it any more when its %s is gone, whatever is told again', (_name, gone) => {
    tell([...all, gone, ...all]);
    expect(directory.find('app')).toBeUndefined();
    expect(directory.isRegistered('p', 1)).toBe(false);
  });

  it('has no verifiers for a POS whose credential was emptied', () => {
    tell([...all, credential(2, 'app', [])]);
    expect(directory.find('app')?.verifiers).toEqual([]);
  });

  it('follows a POS to another Application ID', () => {
    tell([...all, credential(2, 'other')]);
    expect(directory.find('app')).toBeUndefined();
    expect(directory.find('other')).toBeDefined();
  });

  it('knows a token of another version of the registration as over', () => {
    tell([...all, pos('ACTIVE', 2)]);
    expect(directory.isRegistered('p', 1)).toBe(false);
    expect(directory.isRegistered('p', 2)).toBe(true);
  });

  describe('by the certificate of a device', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    const device = (status: 'ACTIVE' | 'REMOVED', version: number): ClientFact => ({
      type: 'DeviceChanged',
      data: { deviceId: 'd', tenantId: 't', merchantId: 'm', storeId: 's', status, version },
    });
    const certificate = (
      version: number,
      change: Partial<Extract<ClientFact, { type: 'CertificateChanged' }>['data']> = {},
    ): ClientFact => ({
      type: 'CertificateChanged',
      data: { thumbprint: 'x', deviceId: 'd', role: 'ACTIVE', status: 'VALID', notAfter: '2026-03-01T00:00:00Z', version, ...change },
    }); // prettier-ignore
    const facts = [organisation('ACTIVE', 1), store('ACTIVE', 1), device('ACTIVE', 1), certificate(1)];

    it('knows the device, which is no client with a Key', () => {
      tell(facts);
      const expected = { deviceId: 'd', tenantId: 't', merchantId: 'm', storeId: 's', status: 'ACTIVE', version: 1 };
      expect(directory.deviceOf('x', now)).toEqual(expected);
      expect(directory.find('d')).toBeUndefined();
    });

    it('does not know a certificate before all was told that decides about it', () => {
      for (const left of facts) {
        const partly = new ClientDirectory();
        for (const fact of facts) if (fact !== left) partly.apply(fact);
        expect(partly.deviceOf('x', now)).toBeUndefined();
      }
      tell([organisation('ACTIVE', 1), store('ACTIVE', 1), certificate(1)]);
      expect(directory.deviceOf('x', now)).toBeUndefined();
      expect(directory.deviceOf('y', now)).toBeUndefined();
    });

    it.each<[string, ClientFact]>([
      ['is revoked', certificate(2, { status: 'REVOKED' })],
      ['is of a standby', certificate(2, { role: 'STANDBY' })],
      ['is over', certificate(2, { notAfter: now.toISOString() })],
      ['has lost its device', device('REMOVED', 2)],
      ['has lost its store', store('REMOVED', 2)],
      ['has lost its organisation', organisation('REMOVED', 2)],
    ])('refuses one that %s, whatever is told again', (_name, gone) => {
      tell([...facts, gone, ...facts]);
      expect(directory.deviceOf('x', now)).toBe('refused');
    });
  });
});
