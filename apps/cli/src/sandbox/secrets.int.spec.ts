import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSecrets } from './secrets.ts';

describe('the sandbox’s secrets', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'ppaas-secrets-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const ensure = (now = new Date()) => ensureSecrets(join(dir, 'secrets'), join(dir, 'ca.pem'), now);
  const contents = (files: object) => Object.values(files).map((file) => readFileSync(String(file), 'utf8'));

  it('are closed to others and stay the same from start to start', async () => {
    const files = await ensure();
    expect(statSync(join(dir, 'secrets')).mode & 0o777).toBe(0o700);
    expect(statSync(files.operatorKey).mode & 0o777).toBe(0o600);
    const before = contents(files);
    expect(contents(await ensure())).toEqual(before);
  });

  it('have a current and a next signing key with ids of their own', async () => {
    const { current, next } = JSON.parse(readFileSync((await ensure()).signingKeys, 'utf8')) as {
      current: { kid: string; crv: string; d: string };
      next: { kid: string };
    };
    expect(current.crv).toBe('P-256');
    expect(current.d).toBeDefined();
    expect(current.kid).not.toBe(next.kid);
  });

  it('get a new server certificate from the same authority before the old one ends', async () => {
    const files = await ensure();
    const [ca, server] = [readFileSync(files.ca, 'utf8'), readFileSync(files.serverCertificate, 'utf8')];
    await ensure(new Date(Date.now() + 380 * 24 * 60 * 60_000));
    expect(readFileSync(files.ca, 'utf8')).toBe(ca);
    expect(readFileSync(files.serverCertificate, 'utf8')).not.toBe(server);
  });
});
