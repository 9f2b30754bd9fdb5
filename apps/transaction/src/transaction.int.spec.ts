import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Purger, channelId } from '@ppaas/exchange';
import type { OutgoingMessage } from '@ppaas/messaging';
import { buildAnswer, writeMessage } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { aPayment, aSessionRequest, aStatusRequest, anAbort, approval, eventually, factsOf } from '@ppaas/testing';
import type { TestPos } from '@ppaas/testing';
import {
  app,
  call,
  connector,
  deviceId,
  foreign,
  otherDeviceId,
  otherTill,
  pay,
  payment,
  pool,
  reaches,
  says,
  stateOf,
  till,
  xid,
  cell,
  open,
  close,
  settle,
} from './transaction.harness.ts';
import { ask } from './operations/operations.harness.ts';
import type { Reply } from './transaction.harness.ts';

beforeAll(() => open(), 60_000);
afterAll(close, 60_000);
beforeEach(settle);

describe('a sale', () => {
  it('is approved, with both transaction ids and the ids of the question', async () => {
    const exchangeIdentification = xid();
    const reply = await pay(payment({ exchangeIdentification, reference: 'TCK-1' }));
    expect(reply.status).toBe(200);
    const answer = JSON.parse(reply.text) as {
      SaleToPOIServiceResponse: {
        Header: Record<string, unknown>;
        ServiceResponse: { PaymentResponse: Record<string, Record<string, unknown>> };
      };
    };
    expect(answer.SaleToPOIServiceResponse.Header).toMatchObject({
      ExchangeIdentification: exchangeIdentification,
      InitiatingParty: { Identification: till.saleId },
    });
    expect(
      answer.SaleToPOIServiceResponse.ServiceResponse.PaymentResponse.SaleTransactionIdentification
        ?.TransactionReference,
    ).toBe('TCK-1');
    expect(
      answer.SaleToPOIServiceResponse.ServiceResponse.PaymentResponse.POITransactionIdentification
        ?.TransactionReference,
    ).toMatch(/^P-/);
    expect(await stateOf(exchangeIdentification)).toBe('APPROVED');
  });

  it('goes to the device once however often it is sent, with identical bodies', async () => {
    const exchangeIdentification = xid();
    const message = payment({ exchangeIdentification });
    const replies = await Promise.all(Array.from({ length: 50 }, () => pay(message)));
    expect(new Set(replies.map((reply) => reply.text)).size).toBe(1);
    expect(replies.every((reply) => reply.status === 200)).toBe(true);
    expect(connector.delivered(channelId('T', till.posId, exchangeIdentification))).toHaveLength(1);
    const later = await pay(message);
    expect(later.text).toBe(replies[0]?.text);
    expect(later.headers['idempotent-replayed']).toBe('true');
  });

  it('is new under an id that is not kept any more, whatever the device still has under it', async () => {
    const exchangeIdentification = xid();
    const sell = (reference: string) => pay(payment({ exchangeIdentification, reference }));
    const exchangeId = channelId('T', till.posId, exchangeIdentification);
    const age = (days: number) =>
      pool.query(`update exchange set completed_at = now() - $2 * interval '1 day' where exchange_id = $1`, [
        exchangeId,
        days,
      ]);
    expect((await sell('OLD')).status).toBe(200);
    await pool.query(`update device_route set connected_at = now() - interval '1 hour' where device_id = $1`, [
      deviceId,
    ]);
    await age(399);
    await app.get(Purger).pass();
    expect((await sell('NEW')).status).toBe(409);
    await age(401);
    await app.get(Purger).pass();
    expect((await call(`exchanges/${exchangeIdentification}`, undefined)).status).toBe(404);
    expect((await ask(`transactions/${exchangeId}`)).status).toBe(404);
    connector.onCommand = async (command) => {
      const [old] = connector.delivered(exchangeId);
      await connector.answer(exchangeId, approval(old?.message as unknown as NexoMessage));
      await connector.approve(command);
    };
    const sold = await sell('NEW');
    expect(sold.headers['idempotent-replayed']).toBeUndefined();
    expect(sold.text).toContain('"TransactionReference":"NEW"');
    expect(sold.text).not.toContain('"TransactionReference":"OLD"');
    expect(connector.delivered(exchangeId)).toHaveLength(2);
  });

  it('answers in the vocabulary of the question', async () => {
    const exchangeIdentification = xid();
    const message = payment({ exchangeIdentification });
    const code = await call('financial', writeMessage(message, { names: 'code', amounts: 'number', document: true }));
    expect(JSON.parse(code.text)).toMatchObject({
      Document: { SaleToPOIServiceResponse: { ServiceResponse: { ServiceContent: 'FSPP' } } },
    });
    expect(says(await pay(message)).Response).toBe('Success');
  });

  it('is refused under a known id with other content', async () => {
    const exchangeIdentification = xid();
    await pay(payment({ exchangeIdentification, amount: '1.00' }));
    const reply = await pay(payment({ exchangeIdentification, amount: '2.00' }));
    expect(reply.status).toBe(409);
    expect(JSON.parse(reply.text)).toMatchObject({
      SaleToPOIMessageRejection: { Reject: { RejectReason: 'DuplicateMessage' } },
    });
  });

  it('is refused under another id when it is the same sale', async () => {
    const first = xid();
    await pay(payment({ exchangeIdentification: first, reference: 'TCK-7' }));
    const reply = await pay(payment({ reference: 'TCK-7' }));
    expect(says(reply)).toMatchObject({
      Response: 'Failure',
      ResponseReason: 'NotAllowed',
      AdditionalResponseInformation: expect.stringContaining(first) as unknown,
    });
  });

  it('is busy for one of two POS at the same moment, and the refusal is final', async () => {
    connector.onCommand = () => Promise.resolve();
    const [a, b] = [payment(), aPayment({ saleId: otherTill.saleId, deviceId })];
    const replies = await Promise.all([pay(a, { prefer: 'wait=1' }), pay(b, { prefer: 'wait=1', pos: otherTill })]);
    const busy = replies.filter((reply) => reply.status === 200);
    expect(busy).toHaveLength(1);
    expect(says(busy[0] as Reply)).toMatchObject({ Response: 'Failure', ResponseReason: 'Busy' });
    expect(replies.filter((reply) => reply.status === 202)).toHaveLength(1);
  });

  it('is unavailable while the device is offline', async () => {
    await connector.disconnect();
    await eventually('the device is offline', async () =>
      (await pool.query('select 1 from device_route where not connected and device_id = $1', [deviceId])).rowCount === 1
        ? true
        : undefined,
    );
    const reply = await pay(payment());
    expect(says(reply)).toMatchObject({ Response: 'Failure', ResponseReason: 'UnavailableDevice' });
    await connector.connect();
    await eventually('the device is back', async () =>
      (await pool.query('select 1 from device_route where connected and device_id = $1', [deviceId])).rowCount === 1
        ? true
        : undefined,
    );
  });

  it('is restricted when the device lacks the method', async () => {
    expect(says(await pay(payment({ methods: ['CHEQUE'] })))).toMatchObject({ ResponseReason: 'PaymentRestriction' });
    expect(says(await pay(payment({ methods: ['CARD'] }))).Response).toBe('Success');
  });

  it('answers 202 at once when asked to, and the resource has the outcome', async () => {
    const exchangeIdentification = `a/b ${xid()}`;
    const reply = await pay(payment({ exchangeIdentification }), { prefer: 'respond-async' });
    expect(reply.status).toBe(202);
    expect(reply.headers.location).toBe(`/retail/v1/exchanges/${encodeURIComponent(exchangeIdentification)}`);
    await reaches(exchangeIdentification, 'APPROVED');
    const outcome = await call(`exchanges/${encodeURIComponent(exchangeIdentification)}`, undefined);
    expect(outcome.status).toBe(200);
    expect(says(outcome).Response).toBe('Success');
    expect(
      (await call(`exchanges/${encodeURIComponent(exchangeIdentification)}`, undefined, { pos: otherTill })).status,
    ).toBe(404);
  });
});

describe('the same sale to two devices in the same milliseconds', () => {
  beforeAll(async () => {
    await pool.query(
      `insert into device_route (device_id, connected, instance, epoch, connected_at, serial_number, boot_id, journal_id,
          oldest_sequence, journal_sequence, payment_methods, services)
        select $2, true, instance, epoch, connected_at, 'SN-2', 'boot-2', 'journal-2', oldest_sequence, journal_sequence,
          payment_methods, services from device_route where device_id = $1`,
      [deviceId, otherDeviceId],
    );
  });
  beforeEach(() => {
    connector.onCommand = () => Promise.resolve();
  });

  const twice = (change: Parameters<typeof payment>[0], other: Parameters<typeof payment>[0]): Promise<Reply[]> =>
    Promise.all([
      pay(payment(change), { prefer: 'respond-async' }),
      pay(payment({ ...change, ...other, deviceId: otherDeviceId }), { prefer: 'respond-async' }),
    ]);

  it.each([
    ['time', { amount: '9.99' }],
    ['amount', { at: '2026-01-01T10:00:05.000Z' }],
  ])(
    'is accepted once, each of 50 times, by its reference and its %s',
    async (_by, other) => {
      for (let round = 0; round < 50; round += 1) {
        const replies = await twice({ reference: xid() }, other);
        expect(replies.map((reply) => reply.status).sort()).toEqual([200, 202]);
        const [accepted, refused] = [202, 200].map((status) => replies.find((reply) => reply.status === status));
        expect(says(refused as Reply)).toMatchObject({
          ResponseReason: 'NotAllowed',
          AdditionalResponseInformation: expect.stringContaining(
            (JSON.parse(String(accepted?.text)) as { exchangeId: string }).exchangeId,
          ) as unknown,
        });
        await settle();
        connector.onCommand = () => Promise.resolve();
      }
    },
    60_000,
  );

  it('is two sales when it is a part of a split one', async () => {
    const replies = await twice({ reference: xid(), isSplit: true }, {});
    expect(replies.map((reply) => reply.status)).toEqual([202, 202]);
  });

  it.each(['PARTIAL', 'DECLINED', 'NOT_STARTED'])('may be tried again after %s', async (state) => {
    const reference = xid();
    await pay(payment({ reference }), { prefer: 'respond-async' });
    await pool.query(
      'update exchange set state = $2, answer = $3, next_action_at = null where transaction_reference = $1',
      [reference, state, '{}'],
    );
    expect((await pay(payment({ reference }), { prefer: 'respond-async' })).status).toBe(202);
  });
});

describe('isolation', () => {
  it('does not know the device of another store, nor the foreign POS ours', async () => {
    expect((await pay(aPayment({ saleId: till.saleId, deviceId: String(foreign.deviceIds[0]) }))).status).toBe(404);
    expect((await pay(aPayment({ saleId: 'TILL-1', deviceId }), { pos: foreign.pos[0] as TestPos })).status).toBe(404);
  });

  it('rejects another initiating party than the POS of the token', async () => {
    const reply = await pay(aPayment({ saleId: 'SOMEONE', deviceId }));
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text)).toMatchObject({
      SaleToPOIMessageRejection: { Reject: { RejectReason: 'InitiatingParty' } },
    });
  });
});

describe('message status', () => {
  const ask = (about: string, options: { readonly pos?: TestPos; readonly of?: string } = {}): Promise<Reply> =>
    call(
      'status',
      writeMessage(
        aStatusRequest({
          saleId: (options.pos ?? till).saleId,
          deviceId,
          about,
          ...(options.of && { of: options.of }),
        }),
      ),
      options,
    );

  it('repeats the answer of a sale, also to another POS of the store', async () => {
    const exchangeIdentification = xid();
    await pay(payment({ exchangeIdentification, reference: 'TCK-9' }));
    for (const reply of [
      await ask(exchangeIdentification),
      await ask(exchangeIdentification, { pos: otherTill, of: till.saleId }),
    ]) {
      expect(JSON.parse(reply.text)).toMatchObject({
        SaleToPOIMessageStatusResponse: {
          StatusResponse: {
            Response: { Response: 'Success' },
            MessageStatusResponseData: {
              RepeatedPaymentResponse: { SaleTransactionIdentification: { TransactionReference: 'TCK-9' } },
            },
          },
        },
      });
    }
  });

  it('says InProgress while the sale runs', async () => {
    connector.onCommand = () => Promise.resolve();
    const exchangeIdentification = xid();
    await pay(payment({ exchangeIdentification }), { prefer: 'respond-async' });
    expect(says(await ask(exchangeIdentification))).toMatchObject({
      Response: 'Failure',
      ResponseReason: 'InProgress',
    });
  });

  it('says NotFound of what was never seen, and spends the id', async () => {
    const exchangeIdentification = xid();
    expect(says(await ask(exchangeIdentification))).toMatchObject({ Response: 'Failure', ResponseReason: 'NotFound' });
    const late = await pay(payment({ exchangeIdentification }));
    expect(late.status).toBe(409);
    expect(connector.delivered(channelId('T', till.posId, exchangeIdentification))).toHaveLength(0);
    expect(says(await ask(exchangeIdentification)).ResponseReason).toBe('NotFound');
  });
});

describe('message status of a session call', () => {
  const ask = (about: string): Promise<Reply> =>
    call('status', writeMessage(aStatusRequest({ saleId: till.saleId, deviceId, about })));
  const login = (): { readonly id: string; readonly exchangeId: string; readonly request: NexoMessage } => {
    const id = xid();
    const request = aSessionRequest({ saleId: till.saleId, deviceId, exchangeIdentification: id, kind: 'Login' });
    return { id, exchangeId: channelId('S', till.posId, id), request };
  };
  const tell = async (exchangeId: string, id: string, answer?: NexoMessage): Promise<void> => {
    const { posId, storeId, tenantId } = till;
    const about = { exchangeId, posId, storeId, tenantId, deviceId, exchangeIdentification: id };
    const at = new Date().toISOString();
    await connector.bus.publish([
      answer === undefined
        ? {
            topic: 'sessionEvents',
            type: 'SessionExchangeAccepted',
            key: deviceId,
            data: { ...about, acceptedAt: at },
          }
        : {
            topic: 'sessionEvents',
            type: 'SessionExchangeCompleted',
            key: deviceId,
            data: { ...about, state: 'APPROVED', answer: { ...answer }, completedAt: at },
          },
    ]);
    await eventually('the event is heard', async () =>
      (
        await pool.query('select 1 from session_exchange where exchange_id = $1 and (answer is not null) = $2', [
          exchangeId,
          answer !== undefined,
        ])
      ).rowCount === 1
        ? true
        : undefined,
    );
  };

  it('is InProgress while it runs, and then its answer; its id is taken', async () => {
    const { id, exchangeId, request } = login();
    await tell(exchangeId, id);
    expect(says(await ask(id))).toMatchObject({ Response: 'Failure', ResponseReason: 'InProgress' });
    expect((await call(`exchanges/${id}`, undefined)).status).toBe(202);
    expect((await pay(payment({ exchangeIdentification: id }))).status).toBe(409);
    expect(await stateOf(id)).toBeUndefined();
    await tell(exchangeId, id, buildAnswer(request, { now: new Date().toISOString(), response: 'Success' }));
    expect(says(await ask(id)).Response).toBe('Success');
  });

  it('counts also when its event came after the question', async () => {
    const { id, exchangeId } = login();
    expect(says(await ask(id)).ResponseReason).toBe('NotFound');
    await tell(exchangeId, id);
    expect(says(await ask(id)).ResponseReason).toBe('InProgress');
  });
});

describe('a session that was told again by another cell', () => {
  const about = { deviceId: 'dev_moved', sessionId: randomUUID(), fence: 7 };
  const holder = { posId: till.posId, posName: 'Till 1' };
  const told = async (
    ...events: readonly Pick<OutgoingMessage<'sessionEvents'>, 'type' | 'data'>[]
  ): Promise<unknown> => {
    const last = { ...about, deviceId: `dev_${randomUUID()}`, ...holder, bootId: '' };
    const all = [...events, { type: 'SessionRestored' as const, data: last }];
    await connector.bus.publish(
      all.map(
        (event) => ({ topic: 'sessionEvents', key: about.deviceId, ...event }) as OutgoingMessage<'sessionEvents'>,
      ),
    );
    const rows = async (deviceId: string): Promise<unknown[]> =>
      (
        await pool.query(
          'select fence::int, pos_id, boot_id, ended_at is null as is_open from device_session where device_id = $1',
          [deviceId],
        )
      ).rows;
    await eventually('the events are heard', async () => ((await rows(last.deviceId)).length === 1 ? true : undefined));
    return (await rows(about.deviceId))[0];
  };

  it('is held in the boot of the device that was told last, also when its beginning comes after', async () => {
    const restored = { type: 'SessionRestored' as const, data: { ...about, ...holder, bootId: 'second' } };
    const row = { fence: 7, pos_id: till.posId, boot_id: 'second', is_open: true };
    expect(await told(restored)).toEqual(row);
    const beginning = { tenantId: till.tenantId, storeId: till.storeId, saleId: till.saleId, attributes: {} };
    const expiresAt = new Date().toISOString();
    const data = { ...about, ...holder, ...beginning, bootId: 'first', expiresAt };
    expect(await told({ type: 'SessionOpened', data })).toEqual(row);
    const over = { ...about, reason: 'logout' as const, endedAt: new Date().toISOString() };
    expect(await told({ type: 'SessionEnded', data: over }, restored)).toEqual({ ...row, is_open: false });
  });
});

describe('abort', () => {
  it('reaches the device, whose answer decides', async () => {
    const exchangeIdentification = xid();
    connector.onCommand = async (command) => {
      if (command.type !== 'DeliverAbort') return;
      const [delivery] = connector.delivered(command.data.exchangeId);
      const request = delivery?.message as unknown as NexoMessage;
      await connector.answer(
        command.data.exchangeId,
        buildAnswer(request, { now: new Date().toISOString(), response: 'Failure', reason: 'Aborted' }),
      );
    };
    const sale = pay(payment({ exchangeIdentification }));
    await reaches(exchangeIdentification, 'DISPATCHING');
    const reply = await call(
      'abort',
      writeMessage(anAbort({ saleId: till.saleId, deviceId, about: exchangeIdentification })),
    );
    expect(reply.status).toBe(202);
    expect(says(await sale)).toMatchObject({ Response: 'Failure', ResponseReason: 'Aborted' });
    expect(await stateOf(exchangeIdentification)).toBe('CANCELLED');
  });

  it('is 202 when it is too late and 404 for what nobody knows', async () => {
    const exchangeIdentification = xid();
    await pay(payment({ exchangeIdentification }));
    const abort = (about: string): Promise<Reply> =>
      call('abort', writeMessage(anAbort({ saleId: till.saleId, deviceId, about })));
    expect((await abort(exchangeIdentification)).status).toBe(202);
    expect(await stateOf(exchangeIdentification)).toBe('APPROVED');
    expect((await abort(xid())).status).toBe(404);
  });
});

describe('a deregistered POS', () => {
  it('is refused with its live token; the other one goes on', async () => {
    const [gone, stays] = foreign.pos as unknown as readonly [TestPos, TestPos];
    await connector.bus.publish(factsOf(foreign, { cell, version: 2, deregistered: [gone.posId] }));
    await eventually(
      'the token is refused',
      async () => ((await call('exchanges/none', undefined, { pos: gone })).status === 401 ? true : undefined),
      2_000,
    );
    expect((await call('exchanges/none', undefined, { pos: stays })).status).toBe(404);
    expect(
      (await pay(aPayment({ saleId: gone.saleId, deviceId: String(foreign.deviceIds[0]) }), { pos: gone })).status,
    ).toBe(401);
  });

  it('gets 403 while its store is taken out of the subscription', async () => {
    const pos = foreign.pos[1] as TestPos;
    const tell = (version: number, retailApi: boolean) =>
      connector.bus.publish(
        factsOf(foreign, { cell, version }).flatMap((fact) =>
          fact.type === 'StoreChanged' ? [{ ...fact, data: { ...fact.data, retailApi } }] : [],
        ),
      );
    const becomes = (status: number) =>
      eventually(`it is ${status}`, async () => ((await call('exchanges/none', undefined, { pos })).status === status ? true : undefined), 2_000); // prettier-ignore
    await tell(3, false);
    await becomes(403);
    await tell(4, true);
    await becomes(404);
  });

  it('gets 403 when the organisation is not subscribed', async () => {
    await connector.bus.publish(factsOf(foreign, { cell, version: 5, retailApi: false }));
    await eventually(
      'the call is refused',
      async () =>
        (await call('exchanges/none', undefined, { pos: foreign.pos[1] as TestPos })).status === 403 ? true : undefined,
      2_000,
    );
  });
});
