import { describe, expect, it } from '@jest/globals';
import { verdict } from './audit.ts';

const counted = (high: number): string =>
  JSON.stringify({
    auditReportVersion: 2,
    metadata: { vulnerabilities: { moderate: 3, high, critical: 0, total: 3 } },
  });

describe('the audit of packages', () => {
  it('finds what the registry knows against one', () => {
    expect(verdict(counted(1))).toEqual({ isFault: true, text: '1 high, 0 critical faults' });
    const forged = { name: 'left-pad', version: '1.0.0', code: 'EINTEGRITYSIGNATURE' };
    expect(verdict(JSON.stringify({ invalid: [forged], missing: [] }))?.text).toContain('left-pad');
  });

  it('finds nothing where nothing is known', () => {
    expect(verdict(counted(0))).toBeUndefined();
    expect(verdict('{"invalid":[],"missing":[]}')).toBeUndefined();
  });

  it('says that it was not tried where the registry does not answer', () => {
    const refused = { message: '405 Method Not Allowed', statusCode: 405, error: { summary: '', detail: '' } };
    expect(verdict(JSON.stringify(refused))).toEqual({ isFault: false, text: 'not tried: 405 Method Not Allowed' });
    expect(verdict('{"error":{"code":"ENOTFOUND","summary":"no way out"}}')?.isFault).toBe(false);
    expect(() => verdict('{}')).toThrow();
  });
});
