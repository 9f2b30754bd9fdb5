import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ROLES, may } from '@ppaas/contracts';
import type { SignedIn } from '@ppaas/contracts';
import { writeMessage } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { buildAnswer, buildStatusAnswer } from '@ppaas/nexo';
import { aSessionRequest, aStatusRequest, anAbort, approval, eventually, readTopic, testStores } from '@ppaas/testing';
import { randomUUID } from 'node:crypto';
import { channelId } from '@ppaas/exchange';
import {
  app,
  call,
  cell,
  close,
  connector,
  deviceId,
  foreign,
  open,
  pay,
  payment,
  pool,
  reaches,
  says,
  settle,
  store,
  till,
  tokens,
  xid,
} from '../transaction.harness.ts';
import { ask, detailOf, idOf, withHops } from './operations.harness.ts';

beforeAll(open, 60_000);
afterAll(close, 30_000);
beforeEach(settle);

const hopsOf = (timeline: readonly { readonly hop: string }[]): string[] => timeline.map(({ hop }) => hop);
const requestOf = (exchangeId: string): NexoMessage =>
  connector.delivered(exchangeId)[0]?.message as unknown as NexoMessage;

/** A sale that the device has and does not answer yet. */
async function running(): Promise<{ xid: string; exchangeId: string }> {
  const exchangeIdentification = xid();
  connector.onCommand = async (command) => {
    if (command.type === 'DeliverExchange') await connector.acknowledge(command.data.exchangeId);
  };
  await pay(payment({ exchangeIdentification, amount: '30.00' }), { prefer: 'respond-async' });
  await reaches(exchangeIdentification, 'DISPATCHED');
  return { xid: exchangeIdentification, exchangeId: idOf(exchangeIdentification) };
}

/** A sale that only a person can settle. */
async function handedOver(): Promise<{ xid: string; exchangeId: string }> {
  const sale = await running();
  await pool.query(
    "update exchange set state = 'NEEDS_ATTENTION', version = version + 1, next_action_at = null, attention_reason = 'lost' where exchange_id = $1",
    [sale.exchangeId],
  );
  return sale;
}

/** A till with a connection of its own, which `inject` has not. */
const overHttp = async (message: NexoMessage, signal?: AbortSignal): Promise<Response> =>
  fetch(`${await app.getUrl()}/retail/v1/financial`, {
    method: 'POST',
    body: writeMessage(message),
    headers: { authorization: `Bearer ${String(tokens.get(till.posId))}`, 'content-type': 'application/json' },
    ...(signal && { signal }),
  });

describe('the page of a sale', () => {
  it('shows each hop, and the messages in both vocabularies', async () => {
    const exchangeIdentification = xid();
    connector.onCommand = async (command) => {
      if (command.type !== 'DeliverExchange') return;
      const { exchangeId } = command.data;
      await connector.acknowledge(exchangeId);
      for (const stage of ['Displayed', 'CardPresented', 'PinEntry', 'Authorising'] as const)
        await connector.progress(exchangeId, stage);
      await connector.answer(exchangeId, approval(command.data.message as unknown as NexoMessage));
    };
    expect((await overHttp(payment({ exchangeIdentification, amount: '24.50' }))).status).toBe(200);
    const detail = await withHops(idOf(exchangeIdentification), 'AUTHORISING', 'TOLD');
    expect(detail).toMatchObject({ state: 'APPROVED', amount: '24.50', outlook: null, authorisationCode: '123456' });
    expect(hopsOf(detail.timeline)).toEqual([
      ...['ACCEPTED', 'DISPATCHED', 'ACKNOWLEDGED', 'DISPLAYED', 'CARD_PRESENTED', 'PIN_ENTRY', 'AUTHORISING'],
      ...['ANSWERED', 'DONE', 'TOLD'],
    ]);
    expect(detail.durations.totalMs).toBeGreaterThan(0);
    const device = detail.messages.find(({ name }) => name === 'deviceRequest');
    expect(device?.long).toEqual(requestOf(idOf(exchangeIdentification)));
    expect(JSON.stringify(device?.codes)).toContain('FSPQ');
  });

  it('says in the list, as on the page, how far a sale is at the device', async () => {
    const sale = await running();
    const stageIn = async (path: string, stage: string | null): Promise<void> =>
      eventually(`${path} says ${String(stage)}`, async () => {
        const { text } = await ask(path);
        const said = JSON.parse(text) as { stage?: unknown; items?: readonly { stage: unknown }[] };
        return (said.items === undefined ? said.stage : said.items[0]?.stage) === stage ? true : undefined;
      }).then(() => undefined);
    const list = `transactions?q=${sale.exchangeId}`;
    await stageIn(list, null);
    for (const [told, stage] of [
      ['Displayed', 'DISPLAYED'],
      ['CardPresented', 'CARD_PRESENTED'],
      ['Authorising', 'AUTHORISING'],
    ] as const) {
      await connector.progress(sale.exchangeId, told);
      await stageIn(list, stage);
    }
    await stageIn(`transactions/${sale.exchangeId}`, 'AUTHORISING');
    await connector.answer(sale.exchangeId, approval(requestOf(sale.exchangeId)));
    await stageIn(list, null);
  });

  it('shows repeats, questions, an abort, and what happens next', async () => {
    const sale = await running();
    const about = { saleId: till.saleId, deviceId };
    await call('status', writeMessage(aStatusRequest({ ...about, about: sale.xid })));
    await call('abort', writeMessage(anAbort({ ...about, about: sale.xid })));
    const detail = await withHops(sale.exchangeId, 'STATUS_ASKED', 'ABORT_ASKED', 'ABORT_SENT', 'ACKNOWLEDGED');
    expect(detail.outlook).toMatchObject({
      isDeviceOnline: true,
      mayBePaid: true,
      next: { action: 'ABORT' },
      may: ['WAIT', 'ABORT_AT_POS'],
    });
    expect(detail.durations.totalMs).toBeNull();
    expect(detail.messages.map(({ name }) => name)).toEqual(['request', 'deviceRequest']);
  });

  it('shows the methods that the store allows in the message for the device, also when that went later', async () => {
    await pool.query("update store set payment_methods = '{CARD,CHEQUE}' where store_id = $1", [store.storeId]);
    const proposals = async (exchangeIdentification: string): Promise<unknown[]> => {
      expect((await pay(payment({ exchangeIdentification }))).status).toBe(200);
      const exchangeId = idOf(exchangeIdentification);
      const went = requestOf(exchangeId);
      const shown = (await detailOf(exchangeId)).messages.find(({ name }) => name === 'deviceRequest')?.long;
      expect(shown).toEqual(went);
      return [JSON.stringify(went).match(/"CardProgrammeProposed":\[[^\]]*\]/)?.[0]];
    };
    const expected = ['"CardProgrammeProposed":["CARD"]'];
    expect(await proposals(xid())).toEqual(expected);
    // The device has restarted since the Login: the sale waits until it knows the session again.
    await pool.query(
      `insert into device_session (device_id, session_id, pos_id, pos_name, fence, boot_id) values ($1, $2, $3, 'Till', 1, 'an earlier one')`,
      [deviceId, randomUUID(), till.posId],
    );
    const exchangeIdentification = xid();
    const later = proposals(exchangeIdentification);
    await reaches(exchangeIdentification, 'ACCEPTED');
    await pool.query('delete from device_session where device_id = $1', [deviceId]);
    expect(await later).toEqual(expected);
    await pool.query('update store set payment_methods = null where store_id = $1', [store.storeId]);
  });

  it('shows a till that hung up', async () => {
    const exchangeIdentification = xid();
    connector.onCommand = (command) =>
      command.type === 'DeliverExchange' ? connector.acknowledge(command.data.exchangeId) : Promise.resolve();
    const hangUp = new AbortController();
    const message = payment({ exchangeIdentification });
    const calling = overHttp(message, hangUp.signal);
    await reaches(exchangeIdentification, 'DISPATCHED');
    hangUp.abort();
    await expect(calling).rejects.toThrow();
    await withHops(idOf(exchangeIdentification), 'HUNG_UP');
  });

  it('shows a repeat', async () => {
    const exchangeIdentification = xid();
    const message = payment({ exchangeIdentification });
    await pay(message);
    await pay(message);
    expect(hopsOf((await withHops(idOf(exchangeIdentification), 'REPEATED')).timeline)).toContain('DONE');
  });

  it('shows a device that is lost, the enquiry when it is back, and its answer', async () => {
    const sale = await running();
    await connector.disconnect();
    await reaches(sale.xid, 'UNKNOWN');
    expect((await withHops(sale.exchangeId, 'DEVICE_LOST', 'UNKNOWN')).outlook).toMatchObject({
      isDeviceOnline: false,
      next: { action: 'CALL_PERSON' },
      may: ['RECONNECT_DEVICE', 'WAIT'],
    });
    connector.onCommand = async (command) => {
      if (command.type !== 'DeliverEnquiry') return;
      const enquiry = command.data.message as unknown as NexoMessage;
      const repeated = approval(requestOf(command.data.exchangeId));
      const answer = buildStatusAnswer(enquiry, { now: new Date().toISOString(), response: 'Success', repeated });
      await connector.answerEnquiry(command.data.queryId, command.data.exchangeId, answer);
    };
    await connector.connect();
    await reaches(sale.xid, 'APPROVED');
    const { timeline, messages } = await withHops(sale.exchangeId, 'DEVICE_BACK', 'ENQUIRED', 'ENQUIRY_ANSWERED');
    const order = hopsOf(timeline).filter((hop) => /DEVICE|UNKNOWN|ENQUIR|DONE/.test(hop));
    expect(order[0]).toBe('DEVICE_LOST');
    expect(order.at(-1)).toBe('DONE');
    expect(messages.map(({ name }) => name)).toContain('deviceAnswer');
  });

  it('shows an answer that comes late, and one that contradicts', async () => {
    const exchangeIdentification = xid();
    await pay(payment({ exchangeIdentification }));
    const exchangeId = idOf(exchangeIdentification);
    const request = requestOf(exchangeId);
    const no = buildAnswer(request, { now: new Date().toISOString(), response: 'Failure', reason: 'Refusal' });
    await connector.answer(exchangeId, no);
    const detail = await withHops(exchangeId, 'LATE_ANSWER', 'CONTRADICTED');
    expect(detail).toMatchObject({ state: 'APPROVED', isContradicted: true });
    expect(detail.messages.at(-1)).toMatchObject({ name: 'lateAnswer-1', from: 'DEVICE' });
  });

  it('does not show what a device says of another one’s sale', async () => {
    const exchangeIdentification = xid();
    await pay(payment({ exchangeIdentification }));
    const exchangeId = idOf(exchangeIdentification);
    const before = (await withHops(exchangeId, 'ANSWERED')).timeline.length;
    await connector.bus.publish([
      {
        topic: 'transactionDeviceEvents',
        type: 'ExchangeAnswered',
        key: foreign.deviceIds[0] ?? '',
        tenantId: foreign.tenantId,
        data: {
          ...{ deviceId: foreign.deviceIds[0] ?? '', tenantId: foreign.tenantId, instance: connector.instance },
          ...{ epoch: 999, serialNumber: 'SN-X', bootId: 'b', journalId: 'j', oldestSequence: 1, journalSequence: 1 },
          exchangeId,
          message: { ...approval(requestOf(exchangeId)) },
        },
      },
    ]);
    const probe = xid();
    await pay(payment({ exchangeIdentification: probe }));
    await withHops(idOf(probe), 'ANSWERED');
    expect((await detailOf(exchangeId)).timeline).toHaveLength(before);
  });

  it('is there for a call of the session service, as far as it told', async () => {
    const exchangeIdentification = xid();
    const request = aSessionRequest({ kind: 'Login', saleId: till.saleId, deviceId, exchangeIdentification });
    const answer = buildAnswer(request, { now: new Date().toISOString(), response: 'Success' });
    const exchangeId = channelId('S', till.posId, exchangeIdentification);
    const { posId, storeId, tenantId } = till;
    const told = { exchangeId, posId, storeId, tenantId, deviceId, exchangeIdentification };
    const at = new Date().toISOString();
    await connector.bus.publish([
      { topic: 'sessionEvents', type: 'SessionExchangeAccepted', key: deviceId, data: { ...told, acceptedAt: at } },
      {
        topic: 'sessionEvents',
        type: 'SessionExchangeCompleted',
        key: deviceId,
        data: { ...told, state: 'APPROVED', answer: { ...answer }, completedAt: at },
      },
    ]);
    const detail = await eventually('it is known', async () => {
      const { status } = await ask(`transactions/${exchangeId}`);
      return status === 200 ? detailOf(exchangeId) : undefined;
    });
    expect(detail).toMatchObject({ kind: 'SESSION', state: 'APPROVED', deviceId, posName: till.saleId });
    expect(hopsOf(detail.timeline)).toEqual(['ACCEPTED', 'DONE']);
    expect((await ask(`transactions/${exchangeId}`, { organisationId: foreign.tenantId })).status).toBe(404);
  });
});

describe('the word of a person', () => {
  const yes = { outcome: 'APPROVED', reason: 'the receipt shows it' };
  const storeAdmin: Partial<SignedIn> = {
    role: 'store-admin',
    merchantId: store.merchantId,
    storeIds: [store.storeId],
  };

  it('settles a sale, and is in the audit trail with who, where and why', async () => {
    const sale = await handedOver();
    const { kafkaBrokers: brokers } = testStores();
    const audit = await readTopic({ brokers, cell, topic: 'accessEvents' });
    const { status } = await ask(`transactions/${sale.exchangeId}/resolution`, storeAdmin, { body: yes });
    expect(status).toBe(204);
    expect(says(await call(`exchanges/${sale.xid}`, undefined)).Response).toBe('Success');
    expect(await detailOf(sale.exchangeId, storeAdmin)).toMatchObject({
      state: 'APPROVED',
      resolution: { ...yes, actor: 'ann@shop.example', amount: null },
    });
    const act = await eventually('it is told', () =>
      audit.seen.find(({ type, data }) => type === 'ActNoted' && data.object === `transaction:${sale.exchangeId}`),
    );
    await audit.stop();
    expect(act.data).toMatchObject({
      tenantId: store.tenantId,
      actor: 'ann@shop.example',
      action: 'transaction.resolved',
      detail: { outcome: 'APPROVED', reason: yes.reason, storeId: store.storeId },
    });
  });

  it.each(ROLES)('is taken from %s by its right', async (role) => {
    const sale = await handedOver();
    const who = role === 'platform-admin' ? { role, organisationId: null } : { role };
    const { status } = await ask(`transactions/${sale.exchangeId}/resolution`, who, { body: yes });
    expect(status).toBe(may(role, 'attention.resolve') ? 204 : 403);
  });

  it('counts only within reach, and once', async () => {
    const sale = await handedOver();
    const path = `transactions/${sale.exchangeId}/resolution`;
    for (const who of [{ organisationId: foreign.tenantId }, { ...storeAdmin, storeIds: [randomUUID()] }])
      expect((await ask(path, who, { body: yes })).status).toBe(404);
    expect((await ask(path, storeAdmin, { body: yes })).status).toBe(204);
    expect((await ask(path, storeAdmin, { body: { ...yes, outcome: 'DECLINED' } })).status).toBe(409);
  });

  it('is the same one under its Idempotency-Key, and no other', async () => {
    const sale = await handedOver();
    const path = `transactions/${sale.exchangeId}/resolution`;
    const person = { ...storeAdmin, userId: randomUUID() };
    const headers = { 'idempotency-key': randomUUID() };
    const both = await Promise.all([1, 2].map(() => ask(path, person, { body: yes, headers })));
    expect(both.map(({ status }) => status)).toEqual([204, 204]);
    expect((await ask(path, person, { body: yes, headers })).headers['idempotent-replayed']).toBe('true');
    expect((await ask(path, person, { body: { ...yes, reason: 'another' }, headers })).status).toBe(422);
    const other = await handedOver();
    const elsewhere = `transactions/${other.exchangeId}/resolution`;
    expect((await ask(elsewhere, person, { body: yes, headers })).status).toBe(422);
    // Whose key it is counts: another person's is another key.
    expect((await ask(elsewhere, { ...person, userId: randomUUID() }, { body: yes, headers })).status).toBe(204);
  });

  it('of a part needs the amount of the part', async () => {
    const sale = await handedOver();
    const path = `transactions/${sale.exchangeId}/resolution`;
    const part = (amount?: string) => ({ outcome: 'PARTIAL', reason: 'the slip says so', ...(amount && { amount }) });
    for (const amount of [undefined, '0', '30.00', '31'])
      expect([amount, (await ask(path, storeAdmin, { body: part(amount) })).status]).toEqual([amount, 400]);
    expect((await ask(path, storeAdmin, { body: { ...yes, amount: '5' } })).status).toBe(400);
    expect((await ask(path, storeAdmin, { body: part('12.00') })).status).toBe(204);
    expect(await detailOf(sale.exchangeId)).toMatchObject({ state: 'PARTIAL', authorisedAmount: '12.00' });
  });
});
