import { beforeAll, describe, expect, it } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { isFresh, makeAuthority, makeServerIdentity } from './authority.ts';
import type { Authority, Identity } from './authority.ts';

const NOW = new Date('2026-06-01T10:00:00Z');

describe('the sandbox’s certificates', () => {
  let authority: Authority;
  let server: Identity;
  beforeAll(async () => {
    authority = await makeAuthority(NOW);
    server = await makeServerIdentity(authority.issuing, NOW);
  });

  it('chain from the server over the issuing authority to the root', () => {
    const [root, issuing, leaf] = [authority.root, authority.issuing, server].map(
      ({ certificate }) => new X509Certificate(certificate),
    );
    expect(root?.verify(root.publicKey)).toBe(true);
    expect(root && issuing?.checkIssued(root) && issuing.verify(root.publicKey)).toBe(true);
    expect(issuing && leaf?.checkIssued(issuing) && leaf.verify(issuing.publicKey)).toBe(true);
    expect([root?.ca, issuing?.ca, leaf?.ca]).toEqual([true, true, false]);
  });

  it('name localhost, the doors as containers call them, and nothing else', () => {
    expect(new X509Certificate(server.certificate).subjectAltName).toBe(
      'DNS:localhost, DNS:doors, IP Address:127.0.0.1',
    );
  });

  it('are renewed a month before their end', () => {
    expect(isFresh(server.certificate, NOW)).toBe(true);
    expect(isFresh(server.certificate, new Date('2027-06-15T10:00:00Z'))).toBe(false);
  });
});
