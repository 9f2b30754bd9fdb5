import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { liveSessionKey } from '@ppaas/contracts';
import { channelId } from '@ppaas/exchange';
import { bodyOf, headerOf } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { Redis } from '@ppaas/service';
import { eventually, factsOf, skewClock } from '@ppaas/testing';
import type { TestPos } from '@ppaas/testing';
import { SessionWorld, no, says, success, xid } from './session.harness.ts';
import { LOGIN, LOGOUT } from './session.ts';

let world: SessionWorld;
let till: TestPos;
let otherTill: TestPos;
let thirdTill: TestPos;

beforeAll(async () => {
  world = await SessionWorld.start();
  [till, otherTill, thirdTill] = world.store.pos as unknown as readonly [TestPos, TestPos, TestPos];
}, 60_000);
afterAll(() => world.stop(), 60_000);
beforeEach(() => world.reset(), 20_000);

describe('a device that does not answer', () => {
  it('is UnreachableHost in time, and is logged out if it did it all the same', async () => {
    world.terminal.speaks = false;
    const pending = world.login(till);
    await world.deviceHolds(till.saleId);
    world.terminal.hears = false;
    expect(says(await pending)).toMatchObject(no('UnreachableHost'));
    const { rows } = await world.pool.query(
      'select extract(epoch from completed_at - accepted_at) * 1000 as took_ms from exchange where fingerprint is not null order by accepted_at desc limit 1',
    );
    expect(Number(rows[0].took_ms)).toBeGreaterThanOrEqual(1_790);
    // 18 s at a tenth, and what a busy machine adds.
    expect(Number(rows[0].took_ms)).toBeLessThan(2_800);
    expect(await world.openSession()).toBeUndefined();
    Object.assign(world.terminal, { hears: true, speaks: true });
    await world.deviceHolds(null);
  });

  it('has its time also when a copy of the call comes to an instance whose clock is ahead', async () => {
    world.terminal.speaks = false;
    const message = world.request('Login', till);
    const pending = world.post(message);
    await world.deviceHolds(till.saleId);
    const setRight = skewClock(60_000);
    expect(says(await world.post(message).finally(setRight))).toEqual(success);
    expect(says(await pending)).toEqual(success);
  });

  it('is told the session again when a Logout got lost', async () => {
    await world.login(till);
    world.terminal.speaks = false;
    const pending = world.logout(till);
    await world.deviceHolds(null);
    world.terminal.hears = false;
    expect(says(await pending)).toMatchObject(no('UnreachableHost'));
    Object.assign(world.terminal, { hears: true, speaks: true });
    await world.deviceHolds(till.saleId);
    expect((await world.opened()).pos_id).toBe(till.posId);
  });

  it('is asked what became of it', async () => {
    world.terminal.speaks = false;
    expect(says(await world.login(till))).toEqual(success);
    expect((await world.opened()).pos_id).toBe(till.posId);
  });
});

describe('a session ends', () => {
  it('when it expires; the device is logged out', async () => {
    await world.login(till);
    const { session_id: sessionId } = await world.opened();
    await world.pool.query('update session set expires_at = now() where session_id = $1', [sessionId]);
    await world.told('SessionEnded', (data) => data.sessionId === sessionId && data.reason === 'expired');
    await world.deviceHolds(null);
    await world.nothing('select 1 from leftover');
    const last = world.terminal.requests(LOGOUT).at(-1) as NexoMessage;
    expect(headerOf(last).InitiatingParty.Identification).toBe(till.saleId);
    expect(headerOf(last).ExchangeIdentification).toMatch(/^S/);
    expect(says(await world.login(otherTill))).toEqual(success);
  });

  it('and the device hears of it when its sale is over', async () => {
    await world.login(till);
    world.terminal.isSelling = true;
    await world.pool.query('update session set expires_at = now() where ended_at is null');
    await world.something('select 1 from leftover where attempts > 0');
    expect(world.terminal.login).toBe(till.saleId);
    world.terminal.isSelling = false;
    await world.deviceHolds(null);
  });

  it('and the device hears of it when it is back', async () => {
    await world.login(till);
    await world.unplug();
    await world.pool.query('update session set expires_at = now() where ended_at is null');
    await world.nothing('select 1 from session where ended_at is null');
    expect(world.terminal.login).toBe(till.saleId);
    await world.reconnect();
    await world.deviceHolds(null);
  });

  it('when the POS is deregistered, within 2 s; its token is of no more use', async () => {
    await world.login(thirdTill);
    const message = world.request('Diagnosis', thirdTill);
    await world.post(message, thirdTill);
    const { session_id: sessionId } = await world.opened();
    const startedAt = performance.now();
    await world.connector.bus.publish(
      factsOf(world.store, { cell: world.cell, version: 2, deregistered: [thirdTill.posId] }),
    );
    await world.told('SessionEnded', (data) => data.sessionId === sessionId && data.reason === 'posDeregistered');
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await world.deviceHolds(null);
    expect((await world.login(thirdTill)).status).toBe(401);
    expect((await world.post(message, thirdTill)).status).toBe(401);
    expect(says(await world.login(till))).toEqual(success);
  });

  it('when the device is removed', async () => {
    await world.login(till);
    const { session_id: sessionId } = await world.opened();
    const facts = factsOf(world.store, { cell: world.cell, version: 3, deregistered: [thirdTill.posId] });
    const removed = facts.map((event) =>
      event.type === 'DeviceChanged' ? { ...event, data: { ...event.data, status: 'REMOVED' as const } } : event,
    );
    await world.connector.bus.publish(removed);
    await world.told('SessionEnded', (data) => data.sessionId === sessionId && data.reason === 'deviceRemoved');
    expect((await world.login(till)).status).toBe(404);
    expect((await world.pool.query('select 1 from leftover')).rowCount).toBe(0);
    await world.connector.bus.publish(
      factsOf(world.store, { cell: world.cell, version: 4, deregistered: [thirdTill.posId] }),
    );
    await eventually('the device is there again', async () =>
      (await world.login(till)).status === 200 ? true : undefined,
    );
  });
});

describe('a sale that runs', () => {
  it('keeps its session, which would have expired in the middle of it', async () => {
    await world.login(till);
    const { session_id: sessionId } = await world.opened();
    await world.pool.query("update session set expires_at = now() + interval '300 ms' where ended_at is null");
    const { expires_at: former } = await world.opened();
    await world.connector.acknowledge(channelId('T', till.posId, xid()));
    await world.told(
      'SessionExtended',
      (data) => data.sessionId === sessionId && data.expiresAt > former.toISOString(),
    );
    await eventually('the former expiry and its grace are past', () =>
      Date.now() > former.getTime() + 1_500 ? true : undefined,
    );
    expect(await world.opened()).toMatchObject({ session_id: sessionId });
    expect(world.terminal.login).toBe(till.saleId);
  }, 20_000);

  it('keeps it also when it was accepted just before the expiry', async () => {
    await world.login(till);
    const { session_id: sessionId } = await world.opened();
    await world.pool.query('update session set expires_at = now() where ended_at is null');
    await world.connector.acknowledge(channelId('T', till.posId, xid()));
    await world.told('SessionExtended', (data) => data.sessionId === sessionId);
    expect(await world.opened()).toMatchObject({ session_id: sessionId });
  });
});

describe('a device that has started anew', () => {
  const restart = async (): Promise<string> => {
    world.terminal.login = null;
    await world.unplug();
    return world.boot();
  };

  it('is logged in again with everything the Login said', async () => {
    await world.post(world.request('Login', till, { attributes: { TrainingModeFlag: true, ShiftNumber: '3' } }));
    const session = await world.opened();
    const bootId = await restart();
    await world.deviceHolds(till.saleId);
    await world.told('SessionRestored', (data) => data.sessionId === session.session_id && data.bootId === bootId);
    expect(await world.opened()).toMatchObject({
      session_id: session.session_id,
      fence: session.fence,
      boot_id: bootId,
    });
    const again = world.terminal.requests(LOGIN).at(-1) as NexoMessage;
    expect(bodyOf(again)['LoginRequest']).toMatchObject({
      TrainingModeFlag: true,
      ShiftNumber: '3',
      CashierLanguage: 'en',
    });
  });

  it('is logged in again once it takes it', async () => {
    await world.login(till);
    world.terminal.isSelling = true;
    const bootId = await restart();
    await world.something('select 1 from session where ended_at is null and failures > 0');
    world.terminal.isSelling = false;
    await world.deviceHolds(till.saleId);
    await world.told('SessionRestored', (data) => data.bootId === bootId);
  });

  it('is logged in again by the cell that serves its organisation, wherever the Login had begun', async () => {
    world.terminal.speaks = false;
    const login = world.login(till);
    await eventually('the device has it', () => (world.terminal.login === till.saleId ? true : undefined));
    // As a Login is that was accepted before the organisation moved here.
    await world.pool.query("update exchange set cell = 'elsewhere' where completed_at is null");
    world.terminal.speaks = true;
    for (const [exchangeId, answer] of world.terminal.done) await world.connector.answer(exchangeId, answer);
    expect(says(await login)).toEqual(success);
    const bootId = await restart();
    await world.deviceHolds(till.saleId);
    await world.told('SessionRestored', (data) => data.bootId === bootId && data.posId === till.posId);
  });

  it('shows a Login that is under way in the former cell of its organisation, until its end', async () => {
    world.terminal.speaks = false;
    const login = world.login(till);
    await world.deviceHolds(till.saleId);
    await world.pool.query("update exchange set cell = 'elsewhere' where completed_at is null");
    expect(await world.workIn('elsewhere')).toMatchObject({ runningExchanges: 1, connectedDevices: 0 });
    expect(await world.workIn(world.cell)).toMatchObject({ runningExchanges: 0, connectedDevices: 1 });
    world.terminal.speaks = true;
    for (const [exchangeId, answer] of world.terminal.done) await world.connector.answer(exchangeId, answer);
    expect(says(await login)).toEqual(success);
    expect(await world.workIn('elsewhere')).toBeUndefined();
  });

  it('is not logged in again after a mere reconnect', async () => {
    await world.login(till);
    const before = world.terminal.requests(LOGIN).length;
    await world.unplug();
    await world.reconnect();
    expect(says(await world.diagnose(till))).toEqual(success);
    expect(world.terminal.requests(LOGIN)).toHaveLength(before);
  });
});

describe('exchanges of transaction', () => {
  const complete = async (
    exchangeIdentification: string,
    sessionId: string | null,
    completedAt: Date,
  ): Promise<void> => {
    await world.connector.bus.publish([
      {
        topic: 'transactionEvents',
        type: 'ExchangeCompleted',
        key: world.deviceId,
        data: {
          exchangeId: channelId('T', till.posId, exchangeIdentification),
          exchangeIdentification,
          tenantId: till.tenantId,
          storeId: till.storeId,
          posId: till.posId,
          deviceId: world.deviceId,
          kind: 'FinancialPaymentRequest',
          state: 'APPROVED',
          amount: '1.00',
          currency: 'EUR',
          transactionReference: 'r',
          acceptedAt: completedAt.toISOString(),
          completedAt: completedAt.toISOString(),
          sessionId,
        },
      },
    ]);
  };

  it('keep the session alive', async () => {
    await world.login(till);
    const before = await world.opened();
    await complete(xid(), before.session_id, new Date());
    const { expiresAt } = await world.told('SessionExtended', (data) => {
      return data.sessionId === before.session_id && data.expiresAt > before.expires_at.toISOString();
    });
    expect((await world.opened()).expires_at.toISOString()).toBe(expiresAt);
  });

  it('have spent their ids for session calls too', async () => {
    const exchangeIdentification = xid();
    await complete(exchangeIdentification, null, new Date());
    await world.something(
      'select 1 from transaction_exchange where exchange_identification = $1',
      exchangeIdentification,
    );
    const reply = await world.post(world.request('Login', till, { exchangeIdentification }));
    expect(reply.status).toBe(409);
    expect(reply.text).toContain('DuplicateMessage');
  });
});

it('writes the live session again when Redis has forgotten it', async () => {
  await world.login(till);
  await eventually('the live session', () => world.live());
  await world.app.get(Redis).commands.del(liveSessionKey(world.deviceId));
  expect(await eventually('the live session is back', () => world.live())).toMatchObject({
    posId: till.posId,
  });
});
