import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { RemoteSignIns } from './sign-ins.ts';

const person = {
  signInId: '0197c6a0-0000-7000-8000-000000000001',
  userId: '0197c6a0-0000-7000-8000-000000000002',
  name: 'Ann',
  email: 'ann@shop.example',
  role: 'support',
  organisationId: '0197c6a0-0000-7000-8000-000000000003',
  organisationName: 'Acme',
  merchantId: null,
  storeIds: null,
  hasSecondFactor: false,
  provenAt: '2026-01-01T00:00:00.000Z',
  csrfToken: 'c',
};

let server: Server;
let url: string;
let status: number;
let asked: { cookie: string | undefined; passive: string | string[] | undefined }[];
let now: number;

beforeEach(async () => {
  [status, asked, now] = [200, [], 0];
  server = createServer(({ headers }, response) => {
    asked.push({ cookie: headers.cookie, passive: headers['x-passive'] });
    response.statusCode = status;
    response.end(JSON.stringify(status === 200 ? person : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

it('asks once in a second and a half, whoever asks meanwhile', async () => {
  const signIns = new RemoteSignIns(url, () => now);
  const answers = await Promise.all([signIns.find('a', false), signIns.find('a', false)]);
  expect(answers).toEqual([person, person]);
  now = 1_499;
  await signIns.find('a', false);
  expect(asked).toEqual([{ cookie: '__Host-sid=a', passive: undefined }]);
  status = 401;
  now = 1_501;
  expect(await signIns.find('a', false)).toBeUndefined();
});

it('does not take what nobody caused for what a person does', async () => {
  const signIns = new RemoteSignIns(url, () => now);
  await signIns.find('a', true);
  await signIns.find('a', false);
  expect(asked.map(({ passive }) => passive)).toEqual(['true', undefined]);
});

it('does not remember that auth was away', async () => {
  const signIns = new RemoteSignIns(url, () => now);
  status = 503;
  await expect(signIns.find('a', false)).rejects.toMatchObject({ code: 'platform.unavailable' });
  status = 200;
  expect(await signIns.find('a', false)).toEqual(person);
  const nobody = new RemoteSignIns('http://127.0.0.1:9', () => now);
  await expect(nobody.find('a', false)).rejects.toMatchObject({ code: 'platform.unavailable' });
});
