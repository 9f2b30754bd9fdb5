import { describe, expect, it } from '@jest/globals';
import { readClient, readForm } from './client-credentials.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const none = new Map<string, string>();

describe('readForm', () => {
  it('decodes names and values, plus signs and percent signs', () => {
    expect(readForm('a=1+2&b%5B=%C3%A9')).toEqual(new Map([['a', '1 2'], ['b[', 'é']])); // prettier-ignore
  });
  it('treats a parameter without a value as omitted', () => {
    expect(readForm('scope=&a&b=1')).toEqual(new Map([['b', '1']]));
  });
  it('refuses a parameter that is sent twice', () => {
    expect(() => readForm('a=1&a=2')).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
  it('refuses bytes that do not decode', () => {
    expect(() => readForm('a=%E0%A4%A')).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
});

describe('readClient', () => {
  it('reads HTTP Basic, both parts form-encoded', () => {
    expect(readClient(basic('a%3Ab:k%2B1'), none)).toEqual({ clientId: 'a:b', clientKey: 'k+1' });
  });
  it('reads the form', () => {
    const form = readForm('client_id=app&client_secret=key');
    expect(readClient(undefined, form)).toEqual({ clientId: 'app', clientKey: 'key' });
  });
  it('lets a client name itself again beside HTTP Basic', () => {
    expect(readClient(basic('app:key'), readForm('client_id=app'))).toEqual({ clientId: 'app', clientKey: 'key' });
  });

  it.each([
    ['nothing', undefined, ''],
    ['an id without a key', undefined, 'client_id=app'],
    ['a key without an id', undefined, 'client_secret=key'],
    ['another scheme', 'Bearer abc', ''],
    ['no colon', basic('app'), ''],
    ['not base64', 'Basic ***', ''],
    ['an escape that does not decode', basic('%zz:key'), ''],
    ['an id that is too long', undefined, `client_id=${'a'.repeat(257)}&client_secret=key`],
    ['a NUL in the id', undefined, 'client_id=a%00b&client_secret=key'],
  ])('answers invalid_client for %s', (_name, authorization, form) => {
    expect(() => readClient(authorization, readForm(form))).toThrow(
      expect.objectContaining({ code: 'invalid_client' }),
    );
  });

  it.each([
    ['two ways at once', 'client_secret=key'],
    ['two names', 'client_id=other'],
  ])('answers invalid_request for %s', (_name, form) => {
    const act = () => readClient(basic('app:key'), readForm(form));
    expect(act).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
});
