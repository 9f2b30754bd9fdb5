import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KafkaServer } from '@ppaas/messaging';
import { startAuth } from './auth.harness.ts';
import type { TestAuth } from './auth.harness.ts';

let auth: TestAuth;

beforeAll(async () => {
  auth = await startAuth({ IN_FLIGHT_MAX: '1' });
  await auth.app.get(KafkaServer).joined();
}, 60_000);
afterAll(() => auth.close());

const ask = (path: string, body: string, type: string): Promise<Response> =>
  fetch(`${auth.origin}/${path}`, { method: 'POST', headers: { 'content-type': type }, body });
const form = (): string =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: auth.operator.clientId,
    client_secret: auth.operator.clientKey,
  }).toString();

it('more token requests than it can work on are told so in the form of OAuth, and the rest get their tokens', async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => ask('oauth2/token', form(), 'application/x-www-form-urlencoded')),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
  const refused = answers.find(({ status }) => status === 503);
  expect(refused?.headers.get('retry-after')).toBe('2');
  expect(await refused?.json()).toEqual({
    error: 'temporarily_unavailable',
    error_description: 'The platform cannot accept this now; this request has started nothing',
  });
  // When they are done the next one is let in.
  expect((await ask('oauth2/token', form(), 'application/x-www-form-urlencoded')).status).toBe(200);
});
