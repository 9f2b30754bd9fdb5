import { eventually, readTopic } from '@ppaas/testing';
import type { BookedExchange, Books, CompletedEvent } from '../books.ts';
import { verify } from '../verifier.ts';
import type { VerifyOptions, Violation } from '../verifier.ts';
import type { Platform } from './platform.ts';
import type { Pos } from './pos.ts';
import { allInteractions } from './terminal.ts';

const OWNERS = ['transaction', 'session'] as const;
const OUTBOXES = ['registry', 'session', 'transaction'] as const;
const OPEN = "('ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN')";

interface Row {
  readonly exchange_id: string;
  readonly exchange_identification: string;
  readonly pos_id: string;
  readonly store_id: string;
  readonly device_id: string;
  readonly kind: string;
  readonly state: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly is_answered: boolean;
  readonly is_addressed: boolean;
  readonly contradictions: readonly { readonly said: { readonly state: string } }[];
  readonly accepted_at: Date;
  readonly completed_at: Date | null;
}

async function booked(platform: Platform): Promise<BookedExchange[]> {
  const all = await Promise.all(
    OWNERS.map(async (service) => {
      const rows = await platform.rows<Row & Record<string, unknown>>(
        service,
        `select exchange_id, exchange_identification, pos_id, store_id, device_id, kind, state, amount, currency,
           answer is not null as is_answered, address is not null as is_addressed, contradictions, accepted_at, completed_at
         from exchange`,
      );
      return rows.map((row) => ({
        service,
        exchangeId: row.exchange_id,
        exchangeIdentification: row.exchange_identification,
        posId: row.pos_id,
        storeId: row.store_id,
        deviceId: row.device_id,
        kind: row.kind,
        state: row.state,
        amount: row.amount,
        currency: row.currency,
        isAnswered: row.is_answered,
        isAddressed: row.is_addressed,
        contradictions: row.contradictions.map(({ said }) => said.state),
        acceptedAt: row.accepted_at,
        completedAt: row.completed_at,
      }));
    }),
  );
  return all.flat();
}

async function outboxes(platform: Platform): Promise<Record<string, number>> {
  const counts = await Promise.all(
    OUTBOXES.map(async (service) => {
      const [row] = await platform.rows<{ count: string }>(service, 'select count(*) from outbox');
      return [service, Number(row?.count)] as const;
    }),
  );
  return Object.fromEntries(counts);
}

/** Waits until nothing moves any more: every exchange at an end (or with a person), every card flow over, every outbox empty. */
export async function settled(platform: Platform, limitMs = 40_000): Promise<void> {
  await eventually(
    'every exchange comes to its end',
    async () => {
      for (const service of OWNERS) {
        const rows = await platform.rows(service, `select 1 from exchange where state in ${OPEN} limit 1`);
        if (rows.length > 0) return undefined;
      }
      return Object.values(await outboxes(platform)).every((count) => count === 0) ? true : undefined;
    },
    limitMs,
  ).catch(async (error: unknown) => {
    throw new Error(`${String(error)}\n${await whatIsOpen(platform)}`);
  });
}

async function whatIsOpen(platform: Platform): Promise<string> {
  const lines = await Promise.all(
    OWNERS.map((service) =>
      platform.rows(service, `select exchange_id, kind, state, history from exchange where state in ${OPEN}`),
    ),
  );
  return `${JSON.stringify(lines.flat())}\noutbox: ${JSON.stringify(await outboxes(platform))}`;
}

/** Every till asks once more for every sale it ever sent: by the same message, by a status request, and at the resource. */
async function askAgain(tills: readonly Pos[]): Promise<void> {
  for (const till of tills) {
    await Promise.all(
      [...till.sent].map(async ([exchangeIdentification, message]) => {
        const deviceId = Object.values(
          message as unknown as Record<string, { Header: { RecipientParty?: { Identification: string } } }>,
        )[0]?.Header.RecipientParty?.Identification;
        await till.pay(message, { prefer: 'wait=1' });
        await till.resource(exchangeIdentification);
        if (deviceId !== undefined) await till.status(deviceId, exchangeIdentification);
      }),
    );
  }
}

/** Waits for the end of everything, asks for everything again, and holds journal, database and what was told against each other. */
export async function audit(
  platform: Platform,
  tills: readonly Pos[],
  options: VerifyOptions & { readonly limitMs?: number } = {},
): Promise<Violation[]> {
  await settled(platform, options.limitMs);
  await askAgain(tills);
  return hold(platform, tills, options);
}

/** Holds journal, database and what was told against each other as they are. */
export async function hold(
  platform: Platform,
  tills: readonly Pos[],
  options: VerifyOptions = {},
): Promise<Violation[]> {
  const brokers = [...platform.stores.kafkaBrokers];
  const readers = await Promise.all(
    platform.cells.map(({ name: cell }) => readTopic({ brokers, cell, topic: 'transactionEvents' })),
  );
  const seen = (): Seen => readers.flatMap((reader) => reader.seen);
  const look = async (): Promise<Violation[]> => verify(await books(platform, tills, seen()), options);
  try {
    // Events and journals arrive a little later than rows: what is wrong must be wrong for good.
    return await eventually('', async () => ((await look()).length === 0 ? [] : undefined), 8_000).catch(look);
  } finally {
    await Promise.all(readers.map((reader) => reader.stop()));
  }
}

type Seen = Awaited<ReturnType<typeof readTopic<'transactionEvents'>>>['seen'];

async function books(platform: Platform, tills: readonly Pos[], seen: Seen): Promise<Books> {
  const events: CompletedEvent[] = seen.flatMap((event) =>
    event.type === 'ExchangeCompleted'
      ? [{ exchangeId: event.data.exchangeId, id: event.id, state: event.data.state }]
      : [],
  );
  const journals = await Promise.all(
    platform.simulators.map((_, index) => allInteractions(platform.simulatorUrl(index))),
  );
  return {
    interactions: journals.flat(),
    exchanges: await booked(platform),
    told: tills.flatMap((till) => till.told),
    events,
    outbox: await outboxes(platform),
  };
}
