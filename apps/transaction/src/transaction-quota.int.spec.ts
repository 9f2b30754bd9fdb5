import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { answerChannel } from '@ppaas/contracts';
import { channelId } from '@ppaas/exchange';
import { writeMessage } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { Redis } from '@ppaas/service';
import { aStatusRequest, anAbort, approval, eventually, factsOf } from '@ppaas/testing';
import {
  app,
  call,
  cell,
  close,
  connector,
  deviceId,
  foreign,
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

const QUOTA = 3;

beforeAll(() => open({ TENANT_RATE_PER_SECOND: String(QUOTA) }), 60_000);
afterAll(close, 60_000);
beforeEach(async () => {
  await settle();
  // A quota is of a second.
  await new Promise((resolve) => setTimeout(resolve, 1_050));
});

describe('an organisation over its quota', () => {
  it('is told so before anything has started, and how to go on; another sells on', async () => {
    const ids = Array.from({ length: 2 * QUOTA }, xid);
    const async = { prefer: 'respond-async' };
    const replies = await Promise.all(
      ids.map((exchangeIdentification, n) =>
        pay(payment({ exchangeIdentification, saleId: (n % 2 === 0 ? till : otherTill).saleId }), {
          ...async,
          pos: n % 2 === 0 ? till : otherTill,
        }),
      ),
    );
    const refused = replies.flatMap(({ status }, n) => (status === 429 ? [n] : []));
    // One more may have come meanwhile.
    expect(refused.length).toBeGreaterThanOrEqual(QUOTA - 1);
    for (const n of refused) {
      expect(replies[n]?.headers).toMatchObject({
        'retry-after': '1',
        'ratelimit-limit': String(QUOTA),
        'ratelimit-remaining': '0',
        'ratelimit-reset': '1',
      });
      expect(await stateOf(ids[n] ?? '', n % 2 === 0 ? till : otherTill)).toBeUndefined();
    }
    const accepted = replies.filter(({ status }) => status !== 429);
    expect(accepted.every(({ headers }) => headers['ratelimit-limit'] === String(QUOTA))).toBe(true);
    const [stranger] = foreign.pos;
    const [theirs] = foreign.deviceIds;
    if (stranger === undefined || theirs === undefined) throw new Error('no other store');
    const other = await pay(payment({ saleId: stranger.saleId, deviceId: theirs }), { pos: stranger });
    expect(other.status).toBe(200);
    expect(Number(other.headers['ratelimit-remaining'])).toBeGreaterThan(0);
  });

  it('has a number of its own while the registry says so, within two seconds and without a restart; another has its own', async () => {
    const [stranger] = foreign.pos;
    const [theirs] = foreign.deviceIds;
    if (stranger === undefined || theirs === undefined) throw new Error('no other store');
    const sell = (): Promise<Reply> => pay(payment(), { prefer: 'respond-async' });
    const tell = async (version: number, exchangesPerSecond: number | null): Promise<void> => {
      const facts = factsOf(store, { cell, version, exchangesPerSecond });
      await connector.bus.publish(facts.filter(({ type }) => type === 'OrganisationChanged'));
      const limit = String(exchangesPerSecond ?? QUOTA);
      const isKnown = async (): Promise<true | undefined> => {
        const { status, headers } = await sell();
        return status !== 429 && headers['ratelimit-limit'] === limit ? true : undefined;
      };
      await eventually(`the limit is ${limit}`, isKnown, 2_000);
    };
    await tell(2, 2);
    // Beyond it: refused before anything has started, with the number that the registry gave.
    const ids = Array.from({ length: 5 }, xid);
    const replies = await Promise.all(
      ids.map((exchangeIdentification) => pay(payment({ exchangeIdentification }), { prefer: 'respond-async' })),
    );
    const refused = replies.findIndex(({ status }) => status === 429);
    expect(replies[refused]?.headers).toMatchObject({
      ...{ 'retry-after': '1', 'ratelimit-limit': '2', 'ratelimit-remaining': '0', 'ratelimit-reset': '1' },
    });
    expect(await stateOf(ids[refused] ?? '')).toBeUndefined();
    const other = await pay(payment({ saleId: stranger.saleId, deviceId: theirs }), { pos: stranger });
    expect(other).toMatchObject({ status: 200, headers: { 'ratelimit-limit': String(QUOTA) } });
    // Raised: the bucket fills, and holds more than ever before. Then taken back.
    await tell(3, 150);
    const many = 3 * QUOTA;
    await eventually('it may sell more', async () =>
      Number((await sell()).headers['ratelimit-remaining']) > many ? true : undefined,
    );
    const all = await Promise.all(Array.from({ length: many }, sell));
    expect(all.filter(({ status }) => status === 429)).toEqual([]);
    await tell(4, null);
  });

  it('still gets its results, its copies, its status and its aborts', async () => {
    connector.onCommand = async (command) => {
      if (command.type === 'DeliverExchange') await connector.acknowledge(command.data.exchangeId);
    };
    const exchangeIdentification = xid();
    const message = payment({ exchangeIdentification });
    await pay(message, { prefer: 'respond-async' });
    await reaches(exchangeIdentification, 'DISPATCHED');
    let status = 200;
    while (status !== 429)
      status = (await pay(payment({ deviceId: otherDeviceId }), { prefer: 'respond-async' })).status;
    // A copy that is one too many waits too, and hears where its exchange is told of: in the cell it began in.
    await pool.query("update exchange set cell = 'former' where exchange_id = $1", [
      channelId('T', till.posId, exchangeIdentification),
    ]);
    const copy = pay(message);
    const channel = answerChannel('former', 'transaction');
    await eventually('somebody listens', async () =>
      (await app.get(Redis).commands.pubsub('NUMSUB', channel))[1] === 1 ? true : undefined,
    );
    const parties = { saleId: till.saleId, deviceId, about: exchangeIdentification };
    const asked = await call('status', writeMessage(aStatusRequest(parties)));
    expect(says(asked).ResponseReason).toBe('InProgress');
    expect((await call('abort', writeMessage(anAbort(parties)))).status).toBe(202);
    const exchangeId = channelId('T', till.posId, exchangeIdentification);
    const [delivery] = connector.delivered(exchangeId);
    await connector.answer(exchangeId, approval(delivery?.message as unknown as NexoMessage));
    await reaches(exchangeIdentification, 'APPROVED');
    expect((await copy).headers['idempotent-replayed']).toBe('true');
    expect((await pay(message)).headers['idempotent-replayed']).toBe('true');
  });
});
