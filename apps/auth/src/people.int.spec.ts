import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, PortalUser } from '@ppaas/contracts';
import { KafkaBus } from '@ppaas/messaging';
import { Database } from '@ppaas/service';
import { eventually, readTopic, testStores, withoutOrganisation } from '@ppaas/testing';
import { ISSUER } from './auth.harness.ts';
import {
  Browser,
  PASSWORD,
  aPerson,
  asOperator,
  auth,
  code,
  forgetSteps,
  mailedToken,
  newOrganisation,
  newUser,
  signedIn,
  startPeople,
  withFactor,
} from './people.harness.ts';
import type { Answer, TestUser } from './people.harness.ts';

beforeAll(startPeople, 60_000);
afterAll(() => auth.close());

describe('signing in', () => {
  it('leads from an invitation to an open sign-in, and out again', async () => {
    const user = await newUser();
    const browser = new Browser();
    const { headers } = await browser.signIn(user);
    expect(headers.get('set-cookie')).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    expect((await browser.who()).body).toMatchObject({
      ...{ email: user.email, role: 'organisation-admin', organisationId: user.organisationId },
      ...{ organisationName: 'Acme', merchantId: null, storeIds: null, hasSecondFactor: false },
    });
    expect((await browser.call('DELETE', 'sign-in')).status).toBe(204);
    expect(await browser.who()).toMatchObject({ status: 401, body: { code: 'signIn.ended' } });
  });

  it('fails in one way for whoever is unknown, wrong, invited only, or of another organisation', async () => {
    const user = await newUser();
    const other = await newUser();
    const invited = await asOperator<PortalUser>('POST', 'users', aPerson(user.organisationId, 'support'));
    const attempts: [TestUser, string][] = [
      [user, 'not the password'],
      [{ ...user, email: 'nobody@shop.example' }, PASSWORD],
      [{ ...user, domain: other.domain }, PASSWORD],
      [{ ...user, domain: 'no-such-organisation' }, PASSWORD],
      [{ ...user, domain: 'platform' }, PASSWORD],
      [{ ...user, email: invited.body.email }, PASSWORD],
    ];
    const answers = await Promise.all(attempts.map(([who, password]) => new Browser().signIn(who, password)));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'signIn.failed' } });
    expect(answers.map(({ headers }) => headers.get('set-cookie'))).toEqual(attempts.map(() => null));
  });

  it('takes no sign-in that was put into the browser before', async () => {
    const attacker = await signedIn(await newUser());
    const victim = new Browser();
    victim.cookie = attacker.cookie;
    const user = await newUser();
    await victim.signIn(user);
    expect(victim.cookie).not.toBe(attacker.cookie);
    expect((await victim.who()).body).toMatchObject({ email: user.email });
    expect((await attacker.who()).body).not.toMatchObject({ email: user.email });
  });

  it('is slowed down for the account and address that fail, and only there', async () => {
    const user = await newUser();
    const guesser = new Browser();
    for (let n = 0; n < 3; n++) expect((await guesser.signIn(user, 'a guess')).status).toBe(401);
    const refused = await guesser.signIn(user);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await new Browser().signIn(user)).status).toBe(200);
  });

  it('counts attempts that come at once', async () => {
    const user = await newUser();
    const guesser = new Browser();
    const answers = await Promise.all(Array.from({ length: 12 }, () => guesser.signIn(user, 'a guess')));
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(3);
  });

  it('is refused to another site, and to a program that sends a cookie', async () => {
    const user = await newUser();
    const asked = { organisation: user.domain, email: user.email, password: PASSWORD };
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'same-site', origin: ISSUER }, {}]) {
      const answer = await new Browser().call('POST', 'sign-in', asked, headers as Record<string, string>);
      expect(answer).toMatchObject({ status: 403, body: { code: 'request.foreign' } });
    }
    const own = await new Browser().call('POST', 'sign-in', asked, { 'sec-fetch-site': 'same-origin' });
    expect(own.status).toBe(200);
  });

  it('says at once at every field what is wrong', async () => {
    const { status, body } = await new Browser().call('POST', 'sign-in', { organisation: '', email: 'no', extra: 1 });
    expect(status).toBe(400);
    const faults = (body['errors'] as { pointer: string; code: string }[]).map(({ pointer, code }) => [pointer, code]);
    expect(faults).toEqual(expect.arrayContaining([['/organisation', 'tooShort'], ['/email', 'format'], ['/password', 'format']])); // prettier-ignore
  });
});

describe('a sign-in', () => {
  it('changes nothing without its own token', async () => {
    const browser = await signedIn(await newUser());
    const token = browser.csrf;
    for (const csrf of [undefined, 'x', (await signedIn(await newUser())).csrf]) {
      browser.csrf = csrf;
      expect(await browser.call('POST', 'account/second-factor')).toMatchObject({ status: 403, body: { code: 'request.foreign' } }); // prettier-ignore
    }
    browser.csrf = token;
    expect((await browser.call('POST', 'account/second-factor', undefined, { origin: 'null' })).status).toBe(403);
    expect((await browser.call('POST', 'account/second-factor')).status).toBe(201);
  });

  it('ends when it was not used for half an hour, or after twelve', async () => {
    const user = await newUser();
    for (const column of ['last_seen_at', 'created_at']) {
      const browser = await signedIn(user);
      const age = column === 'last_seen_at' ? '30 minutes' : '12 hours';
      await auth.app
        .get(Database)
        .query(`update sign_in set ${column} = now() - interval '${age}' where user_id = $1`, [user.userId]);
      expect((await browser.who()).status).toBe(401);
    }
  });

  it('is kept alive by what a person does, not by what the page does by itself', async () => {
    const user = await newUser();
    const browser = await signedIn(user);
    const age = (): Promise<{ old: boolean }[]> =>
      auth.app
        .get(Database)
        .query(`select last_seen_at < now() - interval '10 minutes' as old from sign_in where user_id = $1`, [
          user.userId,
        ]);
    await auth.app
      .get(Database)
      .query(`update sign_in set last_seen_at = now() - interval '20 minutes' where user_id = $1`, [user.userId]);
    expect((await browser.call('GET', 'sign-in', undefined, { 'x-passive': 'true' })).status).toBe(200);
    expect(await age()).toEqual([{ old: true }]);
    expect((await browser.who()).status).toBe(200);
    expect(await age()).toEqual([{ old: false }]);
  });

  it('is listed and ended from another place, and with the person', async () => {
    const user = await newUser();
    const [here, there] = [await signedIn(user), await signedIn(user)];
    const { body } = await here.call<{ items: { signInId: string; isThis: boolean; address: string }[] }>('GET', 'sign-ins'); // prettier-ignore
    expect(body.items.map(({ address }) => address).sort()).toEqual([here.address, there.address].sort());
    const other = body.items.find(({ isThis }) => !isThis);
    expect((await here.call('DELETE', `sign-ins/${other?.signInId}`)).status).toBe(204);
    expect((await there.who()).status).toBe(401);
    expect((await here.who()).status).toBe(200);
    expect((await asOperator('DELETE', `users/${user.userId}`)).status).toBe(204);
    expect((await here.who()).status).toBe(401);
    expect((await new Browser().signIn(user)).status).toBe(401);
  });

  it('gets another cookie when the person proves who it is again', async () => {
    const browser = await signedIn(await newUser());
    const before = browser.cookie;
    expect((await browser.call('POST', 'sign-in/step-up', { password: 'wrong' })).status).toBe(401);
    expect((await browser.call('POST', 'sign-in/step-up', { password: PASSWORD })).status).toBe(200);
    expect(browser.cookie).not.toBe(before);
    expect((await browser.who()).status).toBe(200);
    browser.cookie = before;
    expect((await browser.who()).status).toBe(401);
  });

  it('ends elsewhere when the password changes', async () => {
    const user = await newUser();
    const [here, there] = [await signedIn(user), await signedIn(user)];
    const given = { password: PASSWORD, newPassword: 'another long password' };
    expect((await here.call('PUT', 'account/password', { ...given, newPassword: 'short' })).status).toBe(400);
    expect((await here.call('PUT', 'account/password', given)).status).toBe(204);
    expect((await here.who()).status).toBe(200);
    expect((await there.who()).status).toBe(401);
    expect((await new Browser().signIn(user)).status).toBe(401);
    expect((await new Browser().signIn(user, given.newPassword)).status).toBe(200);
  });
});

describe('a second factor', () => {
  it('is asked for after the password, and each code opens once', async () => {
    const user = await newUser();
    const { secret } = await withFactor(user);
    const browser = new Browser();
    expect((await browser.signIn(user)).body).toEqual({ step: 'SECOND_FACTOR' });
    expect((await browser.who()).status).toBe(401);
    expect((await browser.secondFactor({ code: '000000' })).status).toBe(401);
    // the code that confirmed the authenticator
    expect((await browser.secondFactor({ code: code(secret) })).status).toBe(401);
    await forgetSteps(user);
    const before = browser.cookie;
    const shown = { code: code(secret) };
    expect((await browser.secondFactor(shown)).status).toBe(200);
    expect(browser.cookie).not.toBe(before);
    expect((await browser.who()).body).toMatchObject({ hasSecondFactor: true });

    const second = new Browser();
    await second.signIn(user);
    expect((await second.secondFactor(shown)).status).toBe(401);
  });

  it('slows down guessing for the person, from wherever', async () => {
    const user = await newUser();
    const { secret } = await withFactor(user);
    await forgetSteps(user);
    for (let n = 0; n < 3; n++) {
      const guesser = new Browser();
      await guesser.signIn(user);
      expect((await guesser.secondFactor({ code: '000000' })).status).toBe(401);
    }
    const browser = new Browser();
    await browser.signIn(user);
    expect((await browser.secondFactor({ code: code(secret) })).status).toBe(429);
  });

  it('has ten recovery codes, each good once', async () => {
    const user = await newUser();
    const { recoveryCodes } = await withFactor(user);
    expect(recoveryCodes).toHaveLength(10);
    const shown = { recoveryCode: recoveryCodes[3]?.toLowerCase().replace('-', ' ') };
    const browser = new Browser();
    await browser.signIn(user);
    expect((await browser.secondFactor(shown)).status).toBe(200);
    const again = new Browser();
    await again.signIn(user);
    expect((await again.secondFactor(shown)).status).toBe(401);
  });

  it('takes the place of the password where it is asked again', async () => {
    const user = await newUser();
    const { browser, secret } = await withFactor(user);
    expect((await browser.call('POST', 'sign-in/step-up', { password: PASSWORD })).status).toBe(401);
    await forgetSteps(user);
    expect((await browser.call('POST', 'sign-in/step-up', { code: code(secret) })).status).toBe(200);
  });

  it('is changed only by who has just shown it', async () => {
    const user = await newUser();
    const { browser } = await withFactor(user);
    await auth.app
      .get(Database)
      .query(`update sign_in set proven_at = now() - interval '6 minutes' where user_id = $1`, [user.userId]);
    for (const [method, path] of [
      ['POST', 'account/second-factor'],
      ['DELETE', 'account/second-factor'],
      ['POST', 'account/recovery-codes'],
    ] as const) {
      expect(await browser.call(method, path)).toMatchObject({ status: 403, body: { code: 'signIn.notFresh' } });
    }
  });

  it('is kept sealed, and nothing that opens a door is kept as it is', async () => {
    const user = await newUser();
    const { browser, secret, recoveryCodes } = await withFactor(user);
    const tables = ['portal_user', 'recovery_code', 'user_link', 'sign_in', 'throttle', 'outbox'];
    const rows = await Promise.all(
      tables.map((table) => auth.app.get(Database).query(`select to_jsonb(t) as row from ${table} t`)),
    );
    const text = JSON.stringify(rows);
    for (const told of [PASSWORD, secret, recoveryCodes[0] ?? '', browser.cookie?.split('=')[1] ?? '']) {
      expect(told.length).toBeGreaterThan(8);
      expect(text).not.toContain(told);
    }
  });
});

describe('a mailed link', () => {
  it('sets a new password once, ends all sign-ins, and tells nobody who exists', async () => {
    const user = await newUser();
    const before = await signedIn(user);
    const ask = (email: string): Promise<Answer> =>
      new Browser().call('POST', 'password-resets', { organisation: user.domain, email });
    expect((await ask('nobody@shop.example')).status).toBe(202);
    const known = await ask(user.email);
    expect(known).toMatchObject({ status: 202, body: {} });
    const token = await eventually('the reset is mailed', async () => {
      const { body } = await new Browser().call<{ items: { to: string; text: string }[] }>('GET', 'mailbox');
      return body.items.map(({ to, text }) => (to === user.email ? /\/reset\/([\w-]+)/.exec(text)?.[1] : undefined)).find(Boolean); // prettier-ignore
    });
    const question = await new Browser().call('POST', 'links/question', { token });
    expect(question.body).toEqual({ purpose: 'RESET', email: user.email, name: 'Ann Example', organisation: 'Acme' });
    const use = { token, newPassword: 'a brand new password' };
    expect((await new Browser().call('POST', 'links/use', use)).status).toBe(204);
    expect(await new Browser().call('POST', 'links/use', use)).toMatchObject({ status: 404, body: { code: 'link.invalid' } }); // prettier-ignore
    expect((await before.who()).status).toBe(401);
    expect((await new Browser().signIn(user, use.newPassword)).status).toBe(200);
  });

  it('is void after 24 hours, and when another was sent', async () => {
    const { organisationId } = await newOrganisation();
    const { body } = await asOperator<PortalUser>('POST', 'users', aPerson(organisationId, 'support'));
    const first = await mailedToken(body.email);
    expect((await asOperator('POST', `users/${body.userId}/invitations`)).status).toBe(202);
    const second = await mailedToken(body.email);
    expect((await new Browser().call('POST', 'links/question', { token: first })).status).toBe(404);
    expect((await new Browser().call('POST', 'links/question', { token: second })).status).toBe(200);
    await auth.app.get(Database).query(`update user_link set expires_at = now() where user_id = $1`, [body.userId]);
    expect((await new Browser().call('POST', 'links/question', { token: second })).status).toBe(404);
  });
});

describe('administrators', () => {
  it('see and change the people of their own scope, of their role at most', async () => {
    const admin = await newUser();
    const merchantId = randomUUID();
    const merchantAdmin = await newUser('merchant-admin', { merchantId }, admin);
    const storeAdmin = await newUser('store-admin', { merchantId, storeIds: [randomUUID()] }, admin);
    const stranger = await newUser();

    const organisation = await signedIn(admin);
    const found = async (asked = '', by = organisation) => (await by.call<Page<PortalUser>>('GET', `users?${asked}`)).body.items.map(({ userId }) => userId); // prettier-ignore
    expect(await found()).toEqual([admin.userId, merchantAdmin.userId, storeAdmin.userId]);
    const merchant = await signedIn(merchantAdmin);
    expect(await found('', merchant)).toEqual([merchantAdmin.userId, storeAdmin.userId]);

    const [{ body: invited }, q] = [await organisation.call<PortalUser>('POST', 'users', aPerson(admin.organisationId, 'support')), storeAdmin.email.toUpperCase()]; // prettier-ignore
    const narrowed = await Promise.all([`q=${q}`, 'q=%25', `q=${stranger.email}`, 'role=merchant-admin', 'status=INVITED'].map((asked) => found(asked))); // prettier-ignore
    expect(narrowed).toEqual([[storeAdmin.userId], [], [], [merchantAdmin.userId], [invited.userId]]);
    expect((await organisation.call('GET', `users/${stranger.userId}`)).status).toBe(404);
    expect((await organisation.call('DELETE', `users/${stranger.userId}`)).status).toBe(404);
    expect((await merchant.call('DELETE', `users/${admin.userId}`)).status).toBe(404);
    expect((await organisation.call('DELETE', `users/${admin.userId}`)).body).toMatchObject({ code: 'entity.inUse' });
    for (const [browser, person] of [
      [organisation, aPerson(stranger.organisationId, 'support')],
      [organisation, aPerson(null, 'platform-admin')],
      [merchant, aPerson(admin.organisationId, 'organisation-admin')],
      [merchant, aPerson(admin.organisationId, 'merchant-admin', { merchantId: randomUUID() })],
    ] as const) {
      expect(await browser.call('POST', 'users', person)).toMatchObject({ status: 403, body: { code: 'role.missing' } }); // prettier-ignore
    }
    const store = await signedIn(storeAdmin);
    expect((await store.call('GET', 'users')).body).toMatchObject({ code: 'role.missing' });

    const promoted = await organisation.call('PATCH', `users/${storeAdmin.userId}`, { role: 'merchant-admin', storeIds: null }); // prettier-ignore
    expect(promoted).toMatchObject({ status: 200, body: { role: 'merchant-admin', storeIds: null } });
    expect((await store.call('GET', 'users')).status).toBe(200);
  });

  it.each([['for none', undefined], ['for another organisation', randomUUID()]])(
    'are not there for a service that does not tell the database for whom it works, but works %s',
    async (_name, instead) => {
      const admin = await newUser();
      const other = await newUser('support', {}, admin);
      const browser = await signedIn(admin);
      await withoutOrganisation(instead, async () => {
        expect((await browser.call<Page<PortalUser>>('GET', 'users')).body.items).toEqual([]);
        const attempts = [['GET'], ['PATCH', { name: 'Eve' }], ['DELETE']] as const;
        for (const [method, body] of attempts) expect((await browser.call(method, `users/${other.userId}`, body)).status).toBe(404); // prettier-ignore
        expect((await browser.call('POST', `users/${other.userId}/invitations`)).status).toBe(404);
      });
      expect((await browser.call<Page<PortalUser>>('GET', 'users')).body.items).toHaveLength(2);
    },
  ); // prettier-ignore

  it('cannot invite one address twice into an organisation', async () => {
    const user = await newUser();
    const again = { ...aPerson(user.organisationId, 'support'), email: user.email.toUpperCase() };
    expect(await asOperator('POST', 'users', again)).toMatchObject({ status: 409, body: { code: 'entity.conflict', errors: [{ pointer: '/email', code: 'taken' }] } }); // prettier-ignore
    expect((await asOperator('POST', `users/${user.userId}/invitations`)).body).toMatchObject({ code: 'invitation.taken' }); // prettier-ignore
  });

  it('leave a trail of what was done', async () => {
    const user = await newUser();
    await new Browser().signIn(user, 'wrong');
    const browser = await signedIn(user);
    await browser.call('DELETE', 'sign-in');
    const reader = await readTopic({ brokers: testStores().kafkaBrokers, cell: auth.cell, topic: 'accessEvents' });
    const wanted = ['user.invited', 'user.invitationTaken', 'signIn.refused', 'signIn.opened', 'signIn.ended'];
    const acts = await eventually('the acts are told', () => {
      const told = reader.seen.flatMap(({ type, data }) => (type === 'ActNoted' ? [data] : []));
      const ours = told.filter(({ object }) => object === `user:${user.userId}`);
      return ours.length >= wanted.length ? ours : undefined;
    });
    await reader.stop();
    expect(acts.map(({ action }) => action).sort()).toEqual(wanted.toSorted());
    expect(acts.every(({ tenantId }) => tenantId === user.organisationId)).toBe(true);
    expect(acts.find(({ action }) => action === 'signIn.opened')).toMatchObject({ actor: user.email, address: browser.address }); // prettier-ignore
    expect(acts.find(({ action }) => action === 'user.invited')).toMatchObject({ actor: auth.operator.clientId });
  });
});

describe('a POST with an Idempotency-Key', () => {
  /** Twice at once and once more. */
  async function thrice(browser: Browser, path: string, body?: unknown): Promise<Answer[]> {
    const headers = { origin: ISSUER, 'idempotency-key': randomUUID() };
    const send = () => browser.call('POST', path, body, headers);
    return [...(await Promise.all([send(), send()])), await send()];
  }
  const count = async (sql: string, value: string) => (await auth.app.get(Database).query(sql, [value])).length;
  const mailsTo = (email: string) => count('select 1 from mail where recipient = $1', email);

  it('invites one person by one mail, again by one more', async () => {
    const admin = await newUser();
    const browser = await signedIn(admin);
    const person = aPerson(admin.organisationId, 'support');
    const made = await thrice(browser, 'users', person);
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(made.map(({ body }) => body['userId'])).size).toBe(1);
    expect(made.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(2);
    expect(await mailsTo(person.email)).toBe(1);
    const again = await thrice(browser, `users/${String(made[0]?.body['userId'])}/invitations`);
    expect(again.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await mailsTo(person.email)).toBe(2);
  });

  it('makes one authenticator and one set of recovery codes, kept sealed', async () => {
    const browser = await signedIn(await newUser());
    const proposed = await thrice(browser, 'account/second-factor');
    const [secret, ...others] = new Set(proposed.map(({ body }) => String(body['secret'])));
    expect(others).toEqual([]);
    const confirmed = await thrice(browser, 'account/second-factor/confirmation', { code: code(secret ?? '') });
    const renewed = await thrice(browser, 'account/recovery-codes');
    for (const answers of [confirmed, renewed]) {
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      const [recoveryCode] = answers[0]?.body['recoveryCodes'] as string[];
      expect(await count('select 1 from idempotent_request t where t::text like $1', `%${recoveryCode}%`)).toBe(0);
    }
  });

  it('mails one link to a new password', async () => {
    const { email, domain } = await newUser();
    const before = await mailsTo(email);
    for (const key of ['one', 'one', 'other']) {
      await new Browser().call('POST', 'password-resets', { organisation: domain, email }, { origin: ISSUER, 'idempotency-key': key, 'x-forwarded-for': '192.0.2.9' }); // prettier-ignore
    }
    expect(await eventually('another', async () => ((await mailsTo(email)) > before + 1 ? mailsTo(email) : undefined))).toBe(before + 2); // prettier-ignore
  });
});

describe('a Key that was shown', () => {
  it('is told, once, to the administrators of the organisation and of the merchant', async () => {
    const admin = await newUser();
    const merchantId = randomUUID();
    const { email: merchantAdmin } = await newUser('merchant-admin', { merchantId }, admin);
    await newUser('merchant-admin', { merchantId: randomUUID() }, admin);
    await newUser('support', {}, admin);
    const [posId, storeId, tenantId] = [randomUUID(), randomUUID(), admin.organisationId];
    const owner = { posId, tenantId, merchantId, storeId };
    const bus = auth.app.get(KafkaBus);
    const pos = { ...owner, name: 'Till 1', saleId: 'T1', status: 'ACTIVE', version: 1 } as const;
    await bus.publish([{ topic: 'registryEvents', type: 'PosChanged', key: posId, data: pos }]);
    const shown = { ...owner, posName: 'Till 1', storeName: 'High Street', actor: 'eve@x.example', address: '192.0.2.7', at: new Date().toISOString() }; // prettier-ignore
    const message = { topic: 'registryEvents', type: 'PosKeyShown', key: `keyShown:${posId}`, data: shown } as const;
    const sql = 'select recipient, body from mail where body like $1 order by recipient';
    const mails = () => auth.app.get(Database).query<Record<'recipient' | 'body', string>>(sql, [`%/points-of-sale/${posId}%`]); // prettier-ignore
    await bus.publish([message, message]);
    await eventually('it is mailed', async () => ((await mails()).length > 0 ? true : undefined));
    await bus.publish([
      { ...message, data: { ...shown, at: new Date().toISOString(), actor: 'again@x.example', isNew: true } },
    ]);
    const all = await eventually('the second time too', async () => {
      const found = await mails();
      return found.some(({ body }) => body.includes('again@x.example')) ? found : undefined;
    });
    const expected = [admin.email, merchantAdmin].sort();
    expect([...new Set(all.map(({ recipient }) => recipient))].sort()).toEqual(expected);
    expect(all).toHaveLength(4);
    expect(all.filter(({ body }) => body.includes('was made anew by again@x.example'))).toHaveLength(2);
    expect(all[0]?.body).toContain(`${ISSUER}/stores/${storeId}/points-of-sale/${posId}`);
  });
});

describe('nobody', () => {
  it('changes the own role and reach, up or down; the name is one’s own', async () => {
    const admin = await newUser();
    const browser = await signedIn(admin);
    for (const given of [
      { role: 'platform-admin' },
      { role: 'support' },
      { role: 'merchant-admin', merchantId: randomUUID() },
    ]) {
      const { status } = await browser.call('PATCH', `users/${admin.userId}`, given);
      expect([400, 403]).toContain(status);
    }
    expect((await browser.who()).body).toMatchObject({ role: 'organisation-admin', merchantId: null });
    expect(await browser.call('PATCH', `users/${admin.userId}`, { name: 'Ann' })).toMatchObject({ status: 200 });
  });

  it('chooses a password that is tried first', async () => {
    const admin = await newUser();
    const browser = await signedIn(admin);
    for (const newPassword of ['Password2026!', 'acme-acme-2026', `${admin.email.split('@')[0]}`]) {
      const refused = await browser.call('PUT', 'account/password', { password: PASSWORD, newPassword });
      expect({ newPassword, ...refused }).toMatchObject({ status: 400, body: { code: 'password.guessable', errors: [{ pointer: '/newPassword', code: 'guessable' }] } }); // prettier-ignore
    }
    const chosen = { password: PASSWORD, newPassword: 'neuf girafes bleues' };
    expect((await browser.call('PUT', 'account/password', { ...chosen, password: 'not it' })).body).toMatchObject({ errors: [{ pointer: '/password', code: 'wrong' }] }); // prettier-ignore
    expect((await browser.call('PUT', 'account/password', chosen)).status).toBe(204);
  });
});
