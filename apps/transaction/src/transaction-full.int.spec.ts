import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { deviceEventTopics } from '@ppaas/contracts';
import type { DataOf } from '@ppaas/contracts';
import { ExchangeEngine, channelId } from '@ppaas/exchange';
import { writeMessage } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { Metrics } from '@ppaas/service';
import { aStatusRequest, anAbort, approval, eventually } from '@ppaas/testing';
import type { TestPos } from '@ppaas/testing';
import {
  app,
  call,
  close,
  connector,
  deviceId,
  open,
  otherDeviceId,
  otherTill,
  pay,
  payment,
  pool,
  reaches,
  says,
  settle,
  stateOf,
  store,
  till,
  xid,
} from './transaction.harness.ts';
import type { Reply } from './transaction.harness.ts';

// What waits is not in flight: two sales wait, and two calls may be worked on beside them.
beforeAll(() => open({ WAITERS_MAX: '2', IN_FLIGHT_MAX: '2', LOOP_DELAY_MAX_MS: '50' }), 60_000);
afterAll(close, 60_000);
beforeEach(settle);

const waiters = () => app.get(ExchangeEngine).context.waiters;
const parties = (about: string) => ({ saleId: till.saleId, deviceId, about });
const refusals = async (cause: string): Promise<number> => {
  const text = await app.get(Metrics).registry.getSingleMetricAsString('ppaas_calls_refused_total');
  return Number(new RegExp(`importance="start",cause="${cause}".* (\\d+)$`, 'm').exec(text)?.[1]);
};

/** The word of either device. */
async function say(id: string, type: 'ExchangeAcknowledged' | 'ExchangeAnswered', exchangeId: string): Promise<void> {
  const { instance, epoch, serialNumber, hello, bus } = connector;
  const { bootId, journalId, oldestSequence, journalSequence } = hello;
  const delivery = connector.delivered(exchangeId)[0];
  const data = {
    ...{ deviceId: id, tenantId: store.tenantId, instance, epoch, serialNumber, exchangeId },
    ...(type === 'ExchangeAnswered' && {
      ...{ bootId, journalId, oldestSequence, journalSequence },
      message: approval(delivery?.message as unknown as NexoMessage),
    }),
  };
  const messages = deviceEventTopics(type, data).map((topic) => ({
    ...{ topic, type, key: id, tenantId: store.tenantId },
    data: data as unknown as DataOf<'deviceEvents', typeof type>,
  }));
  await bus.publish(messages as Parameters<typeof bus.publish>[0]);
}

interface Running {
  readonly message: NexoMessage;
  readonly id: string;
  readonly exchangeId: string;
  readonly reply: Promise<Reply>;
}

/** A sale whose call is held. */
async function sell(pos: TestPos, device: string): Promise<Running> {
  const id = xid();
  const message = payment({ exchangeIdentification: id, saleId: pos.saleId, deviceId: device });
  const reply = pay(message, { pos });
  await eventually(`${id} is delivered`, async () => ((await stateOf(id, pos)) === 'DISPATCHED' ? true : undefined));
  return { message, id, exchangeId: channelId('T', pos.posId, id), reply };
}

describe('an instance with as many waiting calls as it may have', () => {
  beforeAll(async () => {
    // The second device is where the first is.
    await pool.query(
      `insert into device_route select (jsonb_populate_record(r, jsonb_build_object('device_id', $2::text))).*
         from device_route r where device_id = $1`,
      [deviceId, otherDeviceId],
    );
  });

  it('refuses a new sale before anything has started, and still gives whatever belongs to the others', async () => {
    connector.onCommand = async (command) => {
      if (command.type === 'DeliverExchange')
        await say(command.data.deviceId, 'ExchangeAcknowledged', command.data.exchangeId);
    };
    const first = await sell(till, deviceId);
    const second = await sell(otherTill, otherDeviceId);
    expect(waiters().held).toBe(2);

    const id = xid();
    for (const prefer of ['respond-async', 'wait=5', undefined]) {
      const refused = await pay(payment({ exchangeIdentification: id }), { ...(prefer && { prefer }) });
      expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
      expect(String(refused.headers['content-type'])).toContain('application/problem+json');
      expect(JSON.parse(refused.text)).toMatchObject({
        code: 'platform.unavailable',
        title: expect.stringContaining('this request has started nothing'),
      });
    }
    expect(await stateOf(id)).toBeUndefined();
    expect(await refusals('waiters')).toBe(3);

    const copy = pay(first.message);
    await eventually('the copy waits', () => (waiters().held === 3 ? true : undefined));
    const asked = await call('status', writeMessage(aStatusRequest(parties(first.id))));
    expect(says(asked).ResponseReason).toBe('InProgress');
    expect((await call(`exchanges/${first.id}`, undefined)).status).toBe(202);
    expect((await call('abort', writeMessage(anAbort(parties(first.id))))).status).toBe(202);

    await say(deviceId, 'ExchangeAnswered', first.exchangeId);
    await say(otherDeviceId, 'ExchangeAnswered', second.exchangeId);
    expect((await first.reply).status).toBe(200);
    expect((await second.reply).status).toBe(200);
    expect((await copy).headers['idempotent-replayed']).toBe('true');
    await reaches(first.id, 'APPROVED');

    connector.onCommand = (command) => connector.approve(command);
    // The same message again, which had started nothing.
    expect((await pay(payment({ exchangeIdentification: id }))).status).toBe(200);
    expect(await stateOf(id)).toBe('APPROVED');
  }, 60_000);
});

describe('an instance whose event loop is late', () => {
  it('lists nothing and sells nothing new, and still answers for what was sold', async () => {
    const sold = xid();
    const message = payment({ exchangeIdentification: sold });
    expect((await pay(message)).status).toBe(200);
    const list = async (): Promise<number> =>
      (await app.inject({ method: 'GET', url: '/operations/v1/transactions' })).statusCode;
    // Nobody is signed in, which is looked at later.
    expect(await list()).toBe(401);
    const newOne = (): Promise<Reply> => pay(payment(), { prefer: 'respond-async' });
    const isWorst = async (): Promise<boolean> =>
      (await app.get(Metrics).registry.getSingleMetricAsString('ppaas_overload_level')).trim().endsWith(' 3');
    for (let n = 0; n < 100 && !(await isWorst()); n += 1) {
      for (const end = performance.now() + 200; performance.now() < end; );
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const refused = await newOne();
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    expect(await list()).toBe(503);
    expect((await call('abort', writeMessage(anAbort(parties(sold))))).status).toBe(202);
    expect((await call('status', writeMessage(aStatusRequest(parties(sold))))).status).toBe(200);
    expect((await call(`exchanges/${sold}`, undefined)).status).toBe(200);
    expect((await pay(message)).headers['idempotent-replayed']).toBe('true');
    expect(await refusals('strain')).toBeGreaterThan(0);
    await settle();
    await eventually('sales are taken again', async () => ((await newOne()).status < 300 ? true : undefined), 20_000);
  }, 90_000);
});
