import { expect, it } from '@jest/globals';
import { curlOf } from './curl.ts';

const long = { SaleToPOIServiceRequest: { Header: {} } };

it('sends what the till sent, as it wrote it', () => {
  const call = curlOf({ from: 'POS', long }, { Document: long }, 'https://pay.example');
  expect(call).toMatch(/^curl -sS https:\/\/pay\.example\/retail\/v1\/financial /);
  expect(JSON.parse(call?.split('\n').slice(1, -1).join('') ?? '')).toEqual({ Document: long });
});

it('has no call for what no till sent', () => {
  expect(curlOf({ from: 'DEVICE', long }, long, 'https://pay.example')).toBeUndefined();
  expect(curlOf({ from: 'POS', long: { Unknown: {} } }, long, 'https://pay.example')).toBeUndefined();
});
