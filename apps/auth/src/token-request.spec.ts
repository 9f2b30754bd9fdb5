import { describe, expect, it } from '@jest/globals';
import { readGetToken, readTokenRequest } from './token-request.ts';

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';
const request = (contentType: string, body: string, authorization?: string) => ({ contentType, body, authorization });
const credentials = { clientId: 'app', clientKey: 'key' };

describe('readTokenRequest', () => {
  it('reads the grant, the client and the scope', () => {
    const body = 'grant_type=client_credentials&client_id=app&client_secret=key&scope=retail';
    expect(readTokenRequest(request(`${form}; charset=utf-8`, body))).toEqual({ credentials, scope: 'retail' });
  });
  it.each([
    ['a missing grant', form, 'client_id=app&client_secret=key', 'invalid_request'],
    ['another grant', form, 'grant_type=password&client_id=app&client_secret=key', 'unsupported_grant_type'],
    ['JSON', json, '{}', 'invalid_request'],
    ['no client', form, 'grant_type=client_credentials', 'invalid_client'],
  ])('refuses %s', (_name, type, body, code) => {
    expect(() => readTokenRequest(request(type, body))).toThrow(expect.objectContaining({ code }));
  });
});

describe('readGetToken', () => {
  it.each([
    ['JSON', request(json, '{"applicationId":"app","applicationKey":"key"}')],
    ['the same as a form', request(form, 'applicationId=app&applicationKey=key')],
    ['the form of the OAuth endpoint', request(form, 'client_id=app&client_secret=key')],
    ['HTTP Basic with an empty form', request(form, '', `Basic ${Buffer.from('app:key').toString('base64')}`)],
  ])('reads %s', (_name, raw) => {
    expect(readGetToken(raw)).toEqual({ credentials, scope: undefined });
  });
  it.each([
    ['no JSON', '{'],
    ['another shape', '[]'],
    ['a missing key', '{"applicationId":"app"}'],
    ['a number', '{"applicationId":"app","applicationKey":1}'],
    ['an unknown member', '{"applicationId":"app","applicationKey":"key","scope":"registry"}'],
  ])('refuses %s', (_name, body) => {
    expect(() => readGetToken(request(json, body))).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
});
