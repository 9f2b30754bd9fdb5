import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrganisationCells } from '@ppaas/contracts';
import { ExchangeEngine, Sweeper, channelId, forDevice, lockDue } from '@ppaas/exchange';
import type { ExchangeContext } from '@ppaas/exchange';
import { buildStatusAnswer } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { approval, eventually, factsOf, readTopic, testStores, uniqueCell } from '@ppaas/testing';
import type { DeviceCommand } from '@ppaas/testing';
import {
  app,
  cell,
  close,
  connector,
  issuer,
  open,
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

/** No process of it runs: what is for its relay and its sweeper stays where it is. */
const FORMER = uniqueCell();
/** A minute, at a tenth. */
const ADOPTED_MS = 6_000;
let versions = 1;

beforeAll(() => open(), 60_000);
afterAll(close, 60_000);
beforeEach(async () => {
  await settle();
  await pool.query('delete from outbox where cell <> $1', [cell]);
});

/** This cell serves the organisation from now on, as the registry tells it. */
async function serveIn(name: string): Promise<void> {
  await connector.bus.publish(factsOf(store, { cell: name, version: (versions += 1) }));
  await eventually(`it is served in ${name}`, async () => {
    const { rows } = await pool.query('select cell from organisation where tenant_id = $1', [store.tenantId]);
    return rows[0]?.cell === name ? true : undefined;
  });
}

interface Begun {
  readonly xid: string;
  readonly exchangeId: string;
  /** What its till is told at last. */
  readonly told: ReturnType<typeof pay>;
}

/** A sale that begins in the former cell, which is gone before it has sent anything; its organisation moves. */
async function begun(to = cell): Promise<Begun> {
  const exchangeIdentification = xid();
  await serveIn(FORMER);
  const told = pay(payment({ exchangeIdentification }));
  await reaches(exchangeIdentification, 'DISPATCHING');
  await serveIn(to);
  return { xid: exchangeIdentification, exchangeId: channelId('T', till.posId, exchangeIdentification), told };
}

/** As if so much time had passed since it was accepted, and whatever was to be done is due. */
const age = ({ exchangeId }: Begun, ms: number): Promise<unknown> =>
  pool.query(
    `update exchange set accepted_at = accepted_at - $2 * interval '1 millisecond', next_action_at = now() where exchange_id = $1`,
    [exchangeId, ms],
  );

const context = (): ExchangeContext => app.get(ExchangeEngine).context;
/** The sweeper of another cell on the same tables. */
const sweeperOf = (name: string): Sweeper => new Sweeper({ ...context(), cell: name });

const answerNotFound = async (command: DeviceCommand): Promise<void> => {
  if (command.type !== 'DeliverEnquiry') return;
  const { queryId, exchangeId, message } = command.data;
  const now = new Date().toISOString();
  const notFound = { now, response: 'Failure', reason: 'NotFound' } as const;
  await connector.answerEnquiry(queryId, exchangeId, buildStatusAnswer(message as unknown as NexoMessage, notFound));
};

/** How often its end was told. */
async function completionsOf(exchangeId: string): Promise<number> {
  connector.onCommand = (command) => connector.approve(command);
  const exchangeIdentification = xid();
  await pay(payment({ exchangeIdentification }));
  const reader = await readTopic({ brokers: testStores().kafkaBrokers, cell, topic: 'transactionEvents' });
  const ended = (id: string): number =>
    reader.seen.filter(({ type, data }) => type === 'ExchangeCompleted' && data.exchangeId === id).length;
  // The end of a later sale on the device comes behind all that was told before.
  const later = channelId('T', till.posId, exchangeIdentification);
  await eventually('the end of a later sale is told', () => (ended(later) > 0 ? true : undefined));
  await reader.stop();
  return ended(exchangeId);
}

describe('a sale whose organisation has moved and whose former cell is gone', () => {
  it('is looked after by the cell that serves it now, once a minute (here 6 s) is over, and its till is told the truth', async () => {
    connector.onCommand = answerNotFound;
    const sale = await begun();
    expect(says(await sale.told)).toMatchObject({ Response: 'Failure', ResponseReason: 'UnavailableDevice' });
    expect(await stateOf(sale.xid)).toBe('NOT_STARTED');
    const { rows } = await pool.query<{ cell: string; state: string; after: number }>(
      `select cell, history -> 2 ->> 'state' as state,
          1000 * extract(epoch from (history -> 2 ->> 'at')::timestamptz - accepted_at)::float8 as after
        from exchange where exchange_id = $1`,
      [sale.exchangeId],
    );
    // Its first look, though it was due after half a second; and it stays a sale of the cell it began in.
    expect(rows).toEqual([{ cell: FORMER, state: 'UNKNOWN', after: expect.any(Number) }]);
    expect(rows[0]?.after).toBeGreaterThanOrEqual(ADOPTED_MS);
    expect(rows[0]?.after).toBeLessThan(ADOPTED_MS + 2_000);
    expect(connector.delivered(sale.exchangeId)).toEqual([]);
  }, 30_000);

  it('is left alone before, and by a third cell for ever', async () => {
    connector.onCommand = answerNotFound;
    const elsewhere = uniqueCell();
    const sale = await begun(elsewhere);
    await age(sale, ADOPTED_MS / 2);
    await sweeperOf(elsewhere).sweep();
    expect(await stateOf(sale.xid)).toBe('DISPATCHING');
    await age(sale, ADOPTED_MS / 2);
    // The service's own sweeper looks ten times a second as well; this one looks now.
    await sweeperOf(cell).sweep();
    await sweeperOf(uniqueCell()).sweep();
    expect(await stateOf(sale.xid)).toBe('DISPATCHING');
    await sweeperOf(elsewhere).sweep();
    expect(await stateOf(sale.xid)).toBe('UNKNOWN');
    await settle();
    await sale.told;
  }, 30_000);

  it('is left to its former cell while that works on it, and taken when that dies over it', async () => {
    connector.onCommand = () => Promise.resolve();
    const sale = await begun();
    const former = await pool.connect();
    try {
      await eventually('it is due, and its former cell has it', async () => {
        await former.query('begin');
        const [mine] = await lockDue(former, { cell: FORMER, adoptedMs: ADOPTED_MS }, 10);
        if (mine !== undefined) return mine;
        await former.query('rollback');
        return undefined;
      });
      await eventually('its minute is over', async () => {
        const old = `select 1 from exchange where exchange_id = $1 and accepted_at < now() - $2 * interval '1 millisecond'`;
        return (await pool.query(old, [sale.exchangeId, ADOPTED_MS])).rowCount === 1 ? true : undefined;
      });
      // It neither waits for it nor touches it.
      await sweeperOf(cell).sweep();
      expect(await stateOf(sale.xid)).toBe('DISPATCHING');
    } finally {
      former.release(true);
    }
    await eventually('the lock is free', async () => {
      await sweeperOf(cell).sweep();
      return (await stateOf(sale.xid)) === 'UNKNOWN' ? true : undefined;
    });
    await settle();
    await sale.told;
  }, 30_000);

  it('counts once, whatever the device says of it and whoever hears it', async () => {
    const asked: DeviceCommand[] = [];
    connector.onCommand = (command) => Promise.resolve(void asked.push(command));
    const sale = await begun();
    await age(sale, ADOPTED_MS);
    await reaches(sale.xid, 'UNKNOWN');
    await eventually('the device is asked', () => (asked.length > 0 ? true : undefined));
    const { rows } = await pool.query<{ request: string }>('select request from exchange where exchange_id = $1', [
      sale.exchangeId,
    ]);
    const answer = approval(forDevice(JSON.parse(rows[0]?.request ?? '') as NexoMessage, sale.exchangeId, till.saleId));
    await connector.answers(sale.exchangeId, [answer, answer]);
    expect(says(await sale.told).Response).toBe('Success');
    await answerNotFound(asked.find(({ type }) => type === 'DeliverEnquiry') as DeviceCommand);
    await connector.answer(sale.exchangeId, answer);
    await eventually('both reports of the device are stored', () =>
      connector.commands.filter(
        (command) => command.type === 'ReleaseResult' && command.data.exchangeId === sale.exchangeId,
      ).length >= 2
        ? true
        : undefined,
    );
    await sweeperOf(FORMER).sweep();
    expect(await stateOf(sale.xid)).toBe('APPROVED');
    expect(await completionsOf(sale.exchangeId)).toBe(1);
    const contradicted = 'select 1 from exchange where exchange_id = $1 and jsonb_array_length(contradictions) > 0';
    expect((await pool.query(contradicted, [sale.exchangeId])).rowCount).toBe(0);
  }, 30_000);
});

describe('what is left of an organisation in a cell', () => {
  const cells = async (): Promise<OrganisationCells> => {
    const { statusCode, body } = await ask(store.tenantId);
    expect(statusCode).toBe(200);
    return JSON.parse(body) as OrganisationCells;
  };
  const ask = async (id: string, claims = {}): Promise<{ readonly statusCode: number; readonly body: string }> =>
    app.inject({
      url: `/operations/v1/organisations/${id}/cells`,
      headers: { authorization: `Bearer ${await issuer.operatorToken(claims)}` },
    });
  const left = async (): Promise<OrganisationCells['work'][number] | undefined> =>
    (await cells()).work.find((one) => one.cell === FORMER);

  it('is its sales that run there and the messages that wait there', async () => {
    connector.onCommand = () => Promise.resolve();
    const sale = await begun();
    expect(await cells()).toMatchObject({ organisationId: store.tenantId, cell });
    // Its command has nobody who would carry it.
    expect(await left()).toEqual({ cell: FORMER, connectedDevices: 0, runningExchanges: 1, waitingMessages: 1 });
    await settle();
    expect(await left()).toEqual({ cell: FORMER, connectedDevices: 0, runningExchanges: 0, waitingMessages: 1 });
    await pool.query(
      `update outbox set key = 'another', headers = headers || jsonb_build_object('tenant', $2::text) where cell = $1`,
      [FORMER, store.tenantId],
    );
    expect(await left()).toMatchObject({ waitingMessages: 1 });
    await pool.query(`update outbox set headers = headers - 'tenant' where cell = $1`, [FORMER]);
    expect(await left()).toBeUndefined();
    await sale.told;
  }, 30_000);

  it('is not a sale that waits for a device which is away, once another cell looks after it', async () => {
    connector.onCommand = () => Promise.resolve();
    const sale = await begun();
    await pool.query('delete from outbox where cell = $1', [FORMER]);
    await connector.disconnect();
    await reaches(sale.xid, 'UNKNOWN');
    expect(await left()).toMatchObject({ runningExchanges: 1 });
    await age(sale, ADOPTED_MS);
    expect(await left()).toBeUndefined();
    await connector.connect();
    await eventually(
      'it is work again with its device',
      async () => (await left())?.runningExchanges === 1 || undefined,
    );
    await settle();
    await sale.told;
  }, 30_000);

  it('is told to the platform’s own people', async () => {
    const home = { organisationId: store.tenantId, cell };
    await eventually('it is told', async () => {
      const told = await cells();
      return told.work.every(({ waitingMessages }) => waitingMessages === 0) ? true : undefined;
    });
    expect(await cells()).toEqual({
      ...home,
      work: [{ cell, connectedDevices: 1, runningExchanges: 0, waitingMessages: 0 }],
    });
    expect((await ask(randomUUID())).statusCode).toBe(404);
    expect((await ask('nobody')).statusCode).toBe(404);
    expect((await ask(store.tenantId, { tid: store.tenantId })).statusCode).toBe(403);
  });
});
