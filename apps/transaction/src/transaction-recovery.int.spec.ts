import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ExchangeEngine, channelId, resolveExchange } from '@ppaas/exchange';
import { buildAnswer, buildStatusAnswer } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { aSessionRequest, approval, eventually, readTopic, skewClock, testStores } from '@ppaas/testing';
import {
  app,
  call,
  connector,
  deviceId,
  otherDeviceId,
  cell,
  pay,
  payment,
  pool,
  reaches,
  says,
  stateOf,
  till,
  xid,
  open,
  close,
  settle,
} from './transaction.harness.ts';

beforeAll(() => open(), 60_000);
afterAll(close, 60_000);
beforeEach(settle);

interface Held {
  readonly xid: string;
  readonly exchangeId: string;
  readonly request: NexoMessage;
}

/** A sale that the device has acknowledged and does not answer. */
const held = async (): Promise<Held> => {
  const exchangeIdentification = xid();
  connector.onCommand = async (command) => {
    if (command.type === 'DeliverExchange') await connector.acknowledge(command.data.exchangeId);
  };
  await pay(payment({ exchangeIdentification }), { prefer: 'respond-async' });
  await reaches(exchangeIdentification, 'DISPATCHED');
  const exchangeId = channelId('T', till.posId, exchangeIdentification);
  return {
    xid: exchangeIdentification,
    exchangeId,
    request: connector.delivered(exchangeId)[0]?.message as unknown as NexoMessage,
  };
};

describe('recovery', () => {
  it('takes silence for UNKNOWN, asks, and takes the repeated answer, but not that of another sale', async () => {
    const exchangeIdentification = xid();
    let asked = 0;
    connector.onCommand = async (command) => {
      if (command.type !== 'DeliverEnquiry') return;
      const [delivery] = connector.delivered(command.data.exchangeId);
      const request =
        (asked += 1) === 1 ? payment({ reference: 'OLD' }) : (delivery?.message as unknown as NexoMessage);
      const answer = approval(request);
      const enquiry = command.data.message as unknown as NexoMessage;
      await connector.answerEnquiry(
        command.data.queryId,
        command.data.exchangeId,
        buildStatusAnswer(enquiry, { now: new Date().toISOString(), response: 'Success', repeated: answer }),
      );
    };
    const reply = await pay(payment({ exchangeIdentification }));
    expect(says(reply).Response).toBe('Success');
    expect({ asked, isOld: reply.text.includes('OLD') }).toEqual({ asked: 2, isOld: false });
    expect(await stateOf(exchangeIdentification)).toBe('APPROVED');
  });

  const notFound = async (): Promise<string> => {
    const exchangeIdentification = xid();
    connector.onCommand = async (command) => {
      if (command.type !== 'DeliverEnquiry') return;
      const enquiry = command.data.message as unknown as NexoMessage;
      await connector.answerEnquiry(
        command.data.queryId,
        command.data.exchangeId,
        buildStatusAnswer(enquiry, { now: new Date().toISOString(), response: 'Failure', reason: 'NotFound' }),
      );
    };
    await pay(payment({ exchangeIdentification }), { prefer: 'respond-async' });
    return exchangeIdentification;
  };

  it('takes NotFound of an intact journal for not started', async () => {
    await reaches(await notFound(), 'NOT_STARTED');
  });

  it('calls for a person when the journal is new, and frees the device', async () => {
    const exchangeIdentification = await notFound();
    await connector.connect({ journalId: randomUUID(), bootId: randomUUID() });
    await reaches(exchangeIdentification, 'NEEDS_ATTENTION');
    connector.onCommand = (command) => connector.approve(command);
    expect(says(await pay(payment())).Response).toBe('Success');

    const { context } = app.get(ExchangeEngine);
    const exchangeId = channelId('T', till.posId, exchangeIdentification);
    const word = {
      outcome: 'APPROVED',
      amount: null,
      actor: 'operator',
      reason: 'the card statement shows it',
    } as const;
    await resolveExchange(context, exchangeId, word);
    await expect(resolveExchange(context, exchangeId, { ...word, outcome: 'DECLINED' })).rejects.toMatchObject({
      code: 'exchange.settled',
    });
    const resolved = await call(`exchanges/${exchangeIdentification}`, undefined);
    expect(says(resolved).Response).toBe('Success');
    expect(resolved.text).toContain('"TransactionReference":"MANUAL-');
  });

  it('records a late result, and keeps the first answer when it is contradicted', async () => {
    const exchangeIdentification = xid();
    connector.onCommand = async (command) => {
      if (command.type === 'DeliverExchange') await connector.refuse(command.data);
    };
    const first = await pay(payment({ exchangeIdentification }));
    expect(says(first)).toMatchObject({ Response: 'Failure', ResponseReason: 'UnavailableDevice' });
    const exchangeId = channelId('T', till.posId, exchangeIdentification);
    await connector.answer(exchangeId, approval(connector.delivered(exchangeId)[0]?.message as unknown as NexoMessage));
    await eventually('the contradiction is stored', async () =>
      (
        await pool.query('select 1 from exchange where exchange_id = $1 and jsonb_array_length(contradictions) = 1', [
          exchangeId,
        ])
      ).rowCount === 1
        ? true
        : undefined,
    );
    expect(await stateOf(exchangeIdentification)).toBe('NOT_STARTED');
    expect((await call(`exchanges/${exchangeIdentification}`, undefined)).text).toBe(first.text);
  });

  it('is UNKNOWN while the device is gone, and the result it brings back counts', async () => {
    const exchangeIdentification = xid();
    connector.onCommand = async (command) => {
      if (command.type === 'DeliverExchange') await connector.acknowledge(command.data.exchangeId);
    };
    const sale = pay(payment({ exchangeIdentification }));
    await reaches(exchangeIdentification, 'DISPATCHED');
    await connector.disconnect();
    await reaches(exchangeIdentification, 'UNKNOWN');
    await connector.connect();
    const exchangeId = channelId('T', till.posId, exchangeIdentification);
    await connector.answer(exchangeId, approval(connector.delivered(exchangeId)[0]?.message as unknown as NexoMessage));
    expect(says(await sale).Response).toBe('Success');
    await eventually('the result is released', () =>
      connector.commands.some((command) => command.type === 'ReleaseResult' && command.data.exchangeId === exchangeId)
        ? true
        : undefined,
    );
  });
});

describe('a sale that was handed to a person', () => {
  /** The device stayed away for a day. */
  const handedOver = async (): Promise<Held> => {
    const sale = await held();
    await connector.disconnect();
    await reaches(sale.xid, 'UNKNOWN');
    await pool.query(
      "update exchange set accepted_at = accepted_at - interval '1 day', next_action_at = now() where exchange_id = $1",
      [sale.exchangeId],
    );
    await reaches(sale.xid, 'NEEDS_ATTENTION');
    return sale;
  };
  const enquiries = (exchangeId: string): number =>
    connector.commands.filter((command) => command.type === 'DeliverEnquiry' && command.data.exchangeId === exchangeId)
      .length;

  it('is resolved by the device that comes back with its journal', async () => {
    const sale = await handedOver();
    connector.onCommand = async (command) => {
      if (command.type !== 'DeliverEnquiry' || command.data.exchangeId !== sale.exchangeId) return;
      const enquiry = command.data.message as unknown as NexoMessage;
      const repeated = approval(sale.request);
      const answer = buildStatusAnswer(enquiry, { now: new Date().toISOString(), response: 'Success', repeated });
      await connector.answerEnquiry(command.data.queryId, command.data.exchangeId, answer);
    };
    await connector.connect();
    await reaches(sale.xid, 'APPROVED');
    expect(says(await call(`exchanges/${sale.xid}`, undefined)).Response).toBe('Success');
  });

  it('waits for the person when the device that comes back does not know', async () => {
    const sale = await handedOver();
    connector.onCommand = async (command) => {
      if (command.type !== 'DeliverEnquiry') return;
      const enquiry = command.data.message as unknown as NexoMessage;
      const answer = buildStatusAnswer(enquiry, {
        now: new Date().toISOString(),
        response: 'Failure',
        reason: 'NotFound',
      });
      await connector.answerEnquiry(command.data.queryId, command.data.exchangeId, answer);
    };
    await connector.connect({ journalId: randomUUID() });
    await eventually('it was asked again', () => enquiries(sale.exchangeId) > 1 || undefined);
    expect(await stateOf(sale.xid)).toBe('NEEDS_ATTENTION');
    const { rows } = await pool.query('select version from exchange where exchange_id = $1', [sale.exchangeId]);
    await eventually('and not for ever', async () =>
      (
        await pool.query('select 1 from exchange where exchange_id = $1 and next_action_at is null and version = $2', [
          sale.exchangeId,
          rows[0].version,
        ])
      ).rowCount === 1
        ? true
        : undefined,
    );
  }, 20_000);

  it('keeps the word of the person, and nobody asks any more', async () => {
    const sale = await handedOver();
    const word = {
      outcome: 'DECLINED',
      amount: null,
      actor: 'operator',
      reason: 'the shopper was not charged',
    } as const;
    await resolveExchange(app.get(ExchangeEngine).context, sale.exchangeId, word);
    const told = (await call(`exchanges/${sale.xid}`, undefined)).text;
    await connector.connect();
    await connector.answer(sale.exchangeId, approval(sale.request));
    await eventually('the contradiction is stored', async () =>
      (
        await pool.query('select 1 from exchange where exchange_id = $1 and jsonb_array_length(contradictions) = 1', [
          sale.exchangeId,
        ])
      ).rowCount === 1
        ? true
        : undefined,
    );
    expect((await call(`exchanges/${sale.xid}`, undefined)).text).toBe(told);
    expect(enquiries(sale.exchangeId)).toBe(0);
  });
});

describe('an instance with a wrong clock', () => {
  let setRight: () => void;
  afterEach(() => setRight());

  it('that is ahead gives up on nothing too early', async () => {
    const sale = await held();
    setRight = skewClock(3_600_000);
    await pool.query('update exchange set next_action_at = now() where exchange_id = $1', [sale.exchangeId]);
    await eventually('it was looked at', async () =>
      (await pool.query('select 1 from exchange where exchange_id = $1 and next_action_at > now()', [sale.exchangeId]))
        .rowCount === 1
        ? true
        : undefined,
    );
    expect(await stateOf(sale.xid)).toBe('DISPATCHED');
    expect(
      connector.commands.filter((command) => 'queryId' in command.data && command.data.exchangeId === sale.exchangeId),
    ).toEqual([]);
  });

  it('that is behind notices silence in time, and its question is not too old to be sent', async () => {
    const exchangeIdentification = xid();
    connector.onCommand = () => Promise.resolve();
    await pay(payment({ exchangeIdentification }), { prefer: 'respond-async' });
    setRight = skewClock(-3_600_000);
    await reaches(exchangeIdentification, 'UNKNOWN');
    const exchangeId = channelId('T', till.posId, exchangeIdentification);
    await eventually(
      'the enquiry is delivered',
      () =>
        connector.commands.some(
          (command) => command.type === 'DeliverEnquiry' && command.data.exchangeId === exchangeId,
        ) || undefined,
    );
  });
});

describe('what a device may get wrong', () => {
  const failureOf = (request: NexoMessage): NexoMessage =>
    buildAnswer(request, { now: new Date().toISOString(), response: 'Failure', reason: 'Refusal' });

  it('an enquiry that failed says nothing about the sale', async () => {
    const sale = await held();
    await connector.disconnect();
    await reaches(sale.xid, 'UNKNOWN');
    connector.onCommand = async (command) => {
      if (command.type !== 'DeliverEnquiry') return;
      const enquiry = command.data.message as unknown as NexoMessage;
      const answer = buildStatusAnswer(enquiry, {
        now: new Date().toISOString(),
        response: 'Failure',
        reason: 'LoggedOut',
      });
      await connector.answerEnquiry(command.data.queryId, command.data.exchangeId, answer);
    };
    await connector.connect();
    await eventually(
      'the enquiry was answered',
      () =>
        connector.commands.some(
          (command) => command.type === 'DeliverEnquiry' && command.data.exchangeId === sale.exchangeId,
        ) || undefined,
    );
    await connector.progress('TNOBODY');
    expect(await stateOf(sale.xid)).toBe('UNKNOWN');
    await connector.answer(sale.exchangeId, approval(sale.request));
    await reaches(sale.xid, 'APPROVED');
  });

  it('two words in one batch: the first is the answer, the second is kept as a contradiction', async () => {
    const sale = await held();
    await connector.answers(sale.exchangeId, [failureOf(sale.request), approval(sale.request)]);
    await reaches(sale.xid, 'DECLINED');
    await eventually('the contradiction is stored', async () =>
      (
        await pool.query('select 1 from exchange where exchange_id = $1 and jsonb_array_length(contradictions) = 1', [
          sale.exchangeId,
        ])
      ).rowCount === 1
        ? true
        : undefined,
    );
  });

  it('an answer that Postgres cannot even look for stops nobody else', async () => {
    const sale = await held();
    await connector.answer('T\u0000', approval(sale.request));
    await connector.answer(sale.exchangeId, approval(sale.request));
    await reaches(sale.xid, 'APPROVED');
  });

  it('an answer of another kind ends nothing', async () => {
    const sale = await held();
    const login = aSessionRequest({
      saleId: till.saleId,
      deviceId,
      exchangeIdentification: sale.exchangeId,
      kind: 'Login',
    });
    await connector.answers(sale.exchangeId, [
      buildAnswer(login, { now: new Date().toISOString(), response: 'Success' }),
      approval(sale.request),
    ]);
    await reaches(sale.xid, 'APPROVED');
    const { rows } = await pool.query<{ contradictions: unknown[] }>(
      'select contradictions from exchange where exchange_id = $1',
      [sale.exchangeId],
    );
    expect(rows[0]?.contradictions).toEqual([]);
  });

  it('an answer to what was not sent to it is refused and told', async () => {
    const reader = await readTopic({ brokers: testStores().kafkaBrokers, cell, topic: 'transactionEvents' });
    try {
      const exchangeIdentification = xid();
      await pay(payment({ exchangeIdentification, deviceId: otherDeviceId }));
      const exchangeId = channelId('T', till.posId, exchangeIdentification);
      for (const id of [exchangeId, channelId('T', till.posId, xid())]) {
        await connector.answer(id, approval(payment({ exchangeIdentification: id })));
        const { serialNumber, epoch } = connector;
        const told = await eventually('it is told', () =>
          reader.seen.find(({ type, data }) => type === 'ForeignResultRefused' && data.exchangeId === id),
        );
        expect(told.data).toMatchObject({ deviceId, tenantId: till.tenantId, serialNumber, epoch });
      }
      expect(await stateOf(exchangeIdentification)).toBe('NOT_STARTED');
    } finally {
      await reader.stop();
    }
  });

  it('a connection of other hardware that drops leaves the sale alone', async () => {
    const sale = await held();
    connector.epoch += 1;
    await connector.disconnect();
    connector.epoch -= 1;
    await connector.progress(sale.exchangeId);
    await reaches(sale.xid, 'IN_PROGRESS');
    await connector.answer(sale.exchangeId, approval(sale.request));
    await reaches(sale.xid, 'APPROVED');
  });
});

describe('a sale nobody asked for', () => {
  it('is kept once and released each time it is reported', async () => {
    const message = approval(payment());
    await connector.standAlone(77, message);
    await connector.standAlone(77, message);
    const released = (): number =>
      connector.commands.filter((command) => command.type === 'ReleaseResult' && command.data.journalSequence === 77)
        .length;
    await eventually('both reports are released', () => (released() === 2 ? true : undefined));
    const kept = await pool.query('select state, amount, currency from stand_alone where journal_sequence = 77');
    expect(kept.rows).toEqual([{ state: 'APPROVED', amount: expect.any(String), currency: 'EUR' }]);
  });
});

describe('a device that was sent away', () => {
  const deliveriesOf = (exchangeIdentification: string): readonly number[] =>
    connector.delivered(channelId('T', till.posId, exchangeIdentification)).map(({ epoch }) => epoch);

  it('is waited for: a sale that comes meanwhile goes to its next connection', async () => {
    await connector.sendAway(5_000);
    await eventually('it is away', async () =>
      (await pool.query('select 1 from device_route where device_id = $1 and not connected', [deviceId])).rowCount === 1
        ? true
        : undefined,
    );
    const exchangeIdentification = xid();
    const answer = pay(payment({ exchangeIdentification }));
    await reaches(exchangeIdentification, 'ACCEPTED');
    await connector.connect();
    expect(says(await answer).Response).toBe('Success');
    expect(deliveriesOf(exchangeIdentification)).toEqual([connector.epoch]);
  });

  it('gets at its next connection what met it on its way out and was provably not written', async () => {
    const left = connector.epoch;
    connector.onCommand = async (command) => {
      if (command.type !== 'DeliverExchange') return;
      if (command.data.epoch !== left) return connector.approve(command);
      await connector.sendAway(5_000);
      await connector.refuse(command.data);
      await connector.connect();
    };
    const exchangeIdentification = xid();
    expect(says(await pay(payment({ exchangeIdentification }))).Response).toBe('Success');
    expect(deliveriesOf(exchangeIdentification)).toEqual([left, connector.epoch]);
  });

  it('gets it too when its leaving is heard of later than that it got nothing', async () => {
    const left = connector.epoch;
    let tries = 0;
    connector.onCommand = async (command) => {
      if (command.type !== 'DeliverExchange') return;
      if (command.data.epoch !== left) return connector.approve(command);
      await connector.refuse(command.data, { returnsWithinMs: 5_000 });
      if ((tries += 1) !== 3) return;
      await connector.sendAway(5_000);
      await connector.connect();
    };
    const exchangeIdentification = xid();
    expect(says(await pay(payment({ exchangeIdentification }))).Response).toBe('Success');
    expect(deliveriesOf(exchangeIdentification).at(-1)).toBe(connector.epoch);
  });

  it('gets nothing any more of what was aborted while its command came back', async () => {
    const left = connector.epoch;
    const exchangeIdentification = xid();
    connector.onCommand = async (command) => {
      if (command.type !== 'DeliverExchange') return;
      if (command.data.epoch !== left) return connector.approve(command);
      await connector.sendAway(5_000);
      await connector.refuse(command.data);
    };
    const answer = pay(payment({ exchangeIdentification }));
    await reaches(exchangeIdentification, 'ACCEPTED');
    // As an abort leaves it that had found the command still under way.
    await pool.query('update exchange set abort_requested_at = now() where exchange_id = $1', [
      channelId('T', till.posId, exchangeIdentification),
    ]);
    await connector.connect();
    expect(says(await answer)).toMatchObject({ Response: 'Failure', ResponseReason: 'Aborted' });
    expect(await stateOf(exchangeIdentification)).toBe('CANCELLED');
    expect(deliveriesOf(exchangeIdentification)).toEqual([left]);
  });
});
