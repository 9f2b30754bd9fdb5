import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '@ppaas/service';
import { createServerCertificate, createTestCa, eventually } from '@ppaas/testing';
import { startAuth } from '../auth.harness.ts';
import type { TestAuth } from '../auth.harness.ts';
import { MailStore } from './mail.store.ts';
import { startSmtpServer } from './smtp.harness.ts';
import type { SmtpServer } from './smtp.harness.ts';

let identity: { readonly certificate: string; readonly key: string };
let folder: string;

beforeAll(async () => {
  const ca = await createTestCa();
  identity = await createServerCertificate(ca);
  folder = mkdtempSync(join(tmpdir(), 'mail-'));
  writeFileSync(join(folder, 'ca.pem'), ca.certificate);
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true }));

const MAIL = { to: 'ann@shop.example', subject: 'Votre clé · Your Key', text: 'Élan\n.a line with a dot' };

/** Auth with a mail server, and one mail in it. */
async function withServer(
  tls: 'implicit' | 'starttls' | 'none',
  urlOf: (port: number) => string,
  test: (server: SmtpServer, auth: TestAuth) => Promise<void>,
  environment: Readonly<Record<string, string>> = { SMTP_CA_FILE: join(folder, 'ca.pem') },
): Promise<void> {
  const server = await startSmtpServer({ tls, ...identity });
  const auth = await startAuth({
    SMTP_URL: urlOf(server.port),
    MAIL_FROM: 'Portal <portal@x.example>',
    ...environment,
  });
  try {
    await auth.app.get(Database).transaction((client) => auth.app.get(MailStore).put(client, MAIL));
    await test(server, auth);
  } finally {
    await auth.close();
    await server.close();
  }
}

const failuresOf = async (auth: TestAuth): Promise<number | undefined> =>
  (await auth.app.get(Database).query<{ failures: number }>('select failures from mail'))[0]?.failures;

describe('mail', () => {
  it.each([
    ['implicit', 'smtps', true],
    ['starttls', 'smtp', true],
    ['none', 'smtp', false],
  ] as const)(
    'arrives once through a server with %s TLS',
    async (tls, scheme, isEncrypted) => {
      const login = tls === 'none' ? '' : 'portal:s3cret@';
      await withServer(
        tls,
        (port) => `${scheme}://${login}localhost:${port}`,
        async ({ received }, auth) => {
          await eventually('it is there', async () => received[0]);
          await eventually('it is forgotten', async () => ((await failuresOf(auth)) === undefined ? true : undefined));
          expect(received).toMatchObject([
            { isEncrypted, to: [MAIL.to], login: tls === 'none' ? undefined : 'portal:s3cret' },
          ]);
          const { data = '' } = received[0] ?? {};
          expect(data).toContain('From: Portal <portal@x.example>');
          expect(data).toMatch(/^\.\.a line with a dot$/m);
        },
      );
    },
    60_000,
  );

  it.each([
    ['has no TLS, when a password would be said', 'none', 'smtp', {}],
    ['nobody vouches for', 'implicit', 'smtps', {}],
  ] as const)(
    'waits before a server that %s',
    async (_, tls, scheme, environment) => {
      await withServer(
        tls,
        (port) => `${scheme}://portal:s3cret@localhost:${port}`,
        async ({ received }, auth) => {
          await eventually('it was tried', async () => ((await failuresOf(auth)) === 1 ? true : undefined));
          expect(received).toEqual([]);
        },
        environment,
      );
    },
    60_000,
  );
});
