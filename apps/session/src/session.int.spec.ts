import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { channelId } from '@ppaas/exchange';
import { headerOf, writeMessage } from '@ppaas/nexo';
import { aPayment, eventually } from '@ppaas/testing';
import type { TestPos } from '@ppaas/testing';
import { SessionWorld, no, says, success, xid } from './session.harness.ts';

let world: SessionWorld;
let till: TestPos;
let otherTill: TestPos;

beforeAll(async () => {
  world = await SessionWorld.start();
  [till, otherTill] = world.store.pos as unknown as readonly [TestPos, TestPos];
}, 60_000);
afterAll(() => world.stop(), 60_000);
beforeEach(() => world.reset(), 20_000);

describe('login', () => {
  it('opens a session when the device says so, and tells it', async () => {
    const attributes = {
      TrainingModeFlag: true,
      CashierIdentification: 'C-1',
      CashierLanguage: 'fr',
      ShiftNumber: '2',
    };
    const message = world.request('Login', till, { attributes });
    expect(says(await world.post(message))).toEqual(success);
    const session = await world.opened();
    expect(session).toMatchObject({ pos_id: till.posId, boot_id: world.connector.hello.bootId, attributes });
    expect(session.expires_at.getTime() - Date.now()).toBeGreaterThan(80_000);
    expect(world.terminal.login).toBe(till.saleId);
    expect(await world.told('SessionOpened', (data) => data.sessionId === session.session_id)).toMatchObject({
      deviceId: world.deviceId,
      posId: till.posId,
      posName: till.saleId,
      fence: Number(session.fence),
      bootId: world.connector.hello.bootId,
      attributes,
    });
    const { ExchangeIdentification: id } = headerOf(message);
    const ended = await world.told('SessionExchangeCompleted', (data) => data.exchangeIdentification === id);
    expect(ended).toMatchObject({ state: 'APPROVED', exchangeId: channelId('S', till.posId, id) });
    expect(await eventually('the live session', () => world.live())).toMatchObject({
      sessionId: session.session_id,
      posName: till.saleId,
    });
  });

  it('is told when it is accepted, while the device has not answered', async () => {
    world.terminal.speaks = false;
    const message = world.request('Login', till);
    const { ExchangeIdentification: exchangeIdentification } = headerOf(message);
    const exchangeId = channelId('S', till.posId, exchangeIdentification);
    const pending = world.post(message);
    const { storeId, tenantId } = till;
    expect(await world.told('SessionExchangeAccepted', (data) => data.exchangeId === exchangeId)).toMatchObject({
      ...{ posId: till.posId, storeId, tenantId, deviceId: world.deviceId, exchangeIdentification },
    });
    expect((await world.pool.query('select answer from exchange where exchange_id = $1', [exchangeId])).rows).toEqual([
      { answer: null },
    ]);
    expect(says(await pending)).toEqual(success);
  });

  it('answers a copy byte for byte, with one Login at the device', async () => {
    const message = world.request('Login', till);
    const copies = await Promise.all(Array.from({ length: 20 }, () => world.post(message)));
    const again = await world.post(message);
    expect(new Set([...copies, again].map((reply) => reply.text)).size).toBe(1);
    expect(again.headers['idempotent-replayed']).toBe('true');
    const id = channelId('S', till.posId, headerOf(message).ExchangeIdentification);
    expect(world.connector.delivered(id)).toHaveLength(1);
  });

  it('refuses another content under the same id', async () => {
    const exchangeIdentification = xid();
    await world.post(world.request('Login', till, { exchangeIdentification }));
    const reply = await world.post(
      world.request('Login', till, { exchangeIdentification, attributes: { ShiftNumber: '9' } }),
    );
    expect(reply.status).toBe(409);
    expect(reply.text).toContain('DuplicateMessage');
  });

  it('renews for the owner: the same session with what the second Login says', async () => {
    await world.login(till);
    const first = await world.opened();
    expect(says(await world.post(world.request('Login', till, { attributes: { ShiftNumber: '7' } })))).toEqual(success);
    const second = await world.opened();
    expect(second).toMatchObject({ session_id: first.session_id, fence: first.fence });
    expect(second.attributes).toMatchObject({ ShiftNumber: '7' });
    expect(second.expires_at.getTime()).toBeGreaterThan(first.expires_at.getTime());
    await world.told('SessionExtended', (data) => data.expiresAt === second.expires_at.toISOString());
  });

  it('is Busy for another POS, naming the holder; the refusal is final and told', async () => {
    await world.login(till);
    const message = world.request('Login', otherTill);
    const reply = await world.post(message, otherTill);
    expect(says(reply)).toEqual({ ...no('Busy'), AdditionalResponseInformation: `session held by ${till.saleId}` });
    expect((await world.post(message, otherTill, true)).text).toBe(reply.text);
    expect((await world.opened()).pos_id).toBe(till.posId);
    const { ExchangeIdentification: id } = headerOf(message);
    await world.told(
      'SessionExchangeCompleted',
      (data) => data.exchangeIdentification === id && data.state === 'NOT_STARTED',
    );
  });

  it('lets one of two POS win, 50 times', async () => {
    for (let round = 0; round < 50; round += 1) {
      const replies = await Promise.all([world.login(till), world.login(otherTill)]);
      const answers = replies.map((reply) => says(reply));
      expect(answers.map((answer) => answer.ResponseReason ?? answer.Response).sort()).toEqual(['Busy', 'Success']);
      const winner = answers[0]?.Response === 'Success' ? till : otherTill;
      expect((await world.opened()).pos_id).toBe(winner.posId);
      expect(world.terminal.login).toBe(winner.saleId);
      expect(says(await world.logout(winner))).toEqual(success);
    }
  }, 60_000);
});

describe('takeover', () => {
  it('ends the session of the other POS with a higher fence', async () => {
    await world.login(till);
    const former = await world.opened();
    expect(says(await world.login(otherTill, true))).toEqual(success);
    expect((await world.live())?.posId).toBe(otherTill.posId);
    const session = await world.opened();
    expect(session.pos_id).toBe(otherTill.posId);
    expect(Number(session.fence)).toBeGreaterThan(Number(former.fence));
    expect(world.terminal.login).toBe(otherTill.saleId);
    await world.told('SessionEnded', (data) => data.sessionId === former.session_id && data.reason === 'takenOver');
    expect(says(await world.logout(till))).toMatchObject(no('LoggedOut'));
  });

  it('is refused by a device that is in a sale', async () => {
    await world.login(till);
    world.terminal.isSelling = true;
    expect(says(await world.login(otherTill, true))).toMatchObject(no('Busy'));
    expect((await world.opened()).pos_id).toBe(till.posId);
  });
});

describe('logout', () => {
  it('ends the session', async () => {
    await world.login(till);
    const session = await world.opened();
    expect(says(await world.logout(till))).toEqual(success);
    expect(await world.openSession()).toBeUndefined();
    expect(world.terminal.login).toBeNull();
    await world.told('SessionEnded', (data) => data.sessionId === session.session_id && data.reason === 'logout');
    await eventually('the live session is gone', async () => ((await world.live()) === undefined ? true : undefined));
    expect(says(await world.logout(till))).toMatchObject(no('LoggedOut'));
  });

  it('is NotAllowed during the own sale', async () => {
    await world.login(till);
    world.terminal.isSelling = true;
    expect(says(await world.logout(till))).toMatchObject(no('NotAllowed'));
    expect(await world.openSession()).toBeDefined();
  });

  it('counts when the device says that nobody is logged in', async () => {
    await world.login(till);
    world.terminal.login = 'someone else';
    expect(says(await world.logout(till))).toMatchObject(no('LoggedOut'));
    expect(await world.openSession()).toBeUndefined();
  });
});

describe('an offline device', () => {
  it.each(['Login', 'Logout', 'Diagnosis'] as const)('makes %s UnavailableDevice', async (kind) => {
    await world.login(till);
    await world.unplug();
    expect(says(await world.post(world.request(kind, till)))).toMatchObject(no('UnavailableDevice'));
    expect(await world.openSession()).toBeDefined();
  });
});

describe('diagnosis', () => {
  it('needs no session, and keeps the one of the holder alive', async () => {
    expect(says(await world.diagnose(till))).toEqual(success);
    await world.login(till);
    const before = await world.opened();
    expect(says(await world.diagnose(otherTill))).toEqual(success);
    expect((await world.opened()).expires_at).toEqual(before.expires_at);
    expect(says(await world.diagnose(till))).toEqual(success);
    expect((await world.opened()).expires_at.getTime()).toBeGreaterThan(before.expires_at.getTime());
  });
});

describe('what is not acceptable', () => {
  it("does not know a device of another store, nor another store's POS", async () => {
    const [stranger] = world.foreign.pos as unknown as readonly [TestPos];
    const reply = await world.login(stranger);
    expect(reply.status).toBe(404);
    const unknown = await world.post(world.request('Login', till, { deviceId: 'dev_none' }));
    expect(unknown.status).toBe(404);
    expect(unknown.text).toBe(reply.text);
  });

  it.each([
    ['another initiating party', () => world.request('Login', otherTill), 'InitiatingParty'],
    ['a message of another address', () => aPayment({ saleId: till.saleId, deviceId: world.deviceId }), 'MessageType'],
  ])('rejects %s', async (_name, message, reason) => {
    const reply = await world.post(message());
    expect(reply.status).toBe(400);
    expect(reply.text).toContain(`"RejectReason":"${reason}"`);
  });

  it('cannot read what is no JSON', async () => {
    const reply = await world.post('{');
    expect(reply.status).toBe(400);
    expect(reply.text).toContain('request.malformed');
  });

  it('answers in the vocabulary of the question', async () => {
    const code = writeMessage(world.request('Login', till), { names: 'code', amounts: 'number', document: true });
    const reply = await world.post(code);
    expect(reply.status).toBe(200);
    expect(Object.keys(JSON.parse(reply.text) as object)).toEqual(['Document']);
    expect(reply.text).toContain('SUCC');
  });
});
