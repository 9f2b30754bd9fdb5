import type { OutboxRow as Row } from '@ppaas/messaging';
import type { Vocabulary } from '@ppaas/nexo';
import { OPEN_STATES, statesBefore } from './exchange.ts';
import type { EndState, Exchange, ExchangeState } from './exchange.ts';
import type { Queryable } from './queryable.ts';
import { toExchange } from './exchange-row.ts';

/** A row for the relay; past `notAfter` it is dropped unsent. */
export type OutboxRow = Row & { readonly notAfter?: Date };

/** One exchange reaching its end, with what is to be told because of it. */
export interface Completion {
  readonly exchangeId: string;
  readonly state: EndState;
  /** Canonical nexo answer with the POS's own header. */
  readonly answer: string;
  readonly cause: string;
  /** The version of the row the end was decided on; null = whatever the row has become. */
  readonly version: number | null;
  readonly messages: readonly OutboxRow[];
}

const OUTBOX_INSERT = `insert into outbox (shard, key, topic, headers, value, not_after, cell)
  select o.shard, o.key, o.topic, o.headers, o.value, o.not_after, o.cell`;

/** A row as `unnest` takes it: one array per column. */
function outboxColumns(rows: readonly OutboxRow[]): unknown[] {
  return [
    rows.map((row) => row.shard),
    rows.map((row) => row.key),
    rows.map((row) => row.topic),
    rows.map((row) => JSON.stringify(row.headers)),
    rows.map((row) => row.value),
    rows.map((row) => row.notAfter ?? null),
    rows.map((row) => row.cell),
  ];
}

const SELECT = 'select row_to_json(e) as exchange from exchange e';

/** Named queries on `exchange`. Every change of state is a compare-and-set against the transitions table. */
export class ExchangeStore {
  /** Rows for the relay, in this order. Must come after the row lock of what they tell, so that ids grow in commit order. */
  async insertOutbox(db: Queryable, rows: readonly OutboxRow[]): Promise<void> {
    if (rows.length === 0) return;
    await db.query(
      `${OUTBOX_INSERT} from unnest($1::smallint[], $2::text[], $3::text[], $4::jsonb[], $5::text[], $6::timestamptz[], $7::text[])
        with ordinality as o (shard, key, topic, headers, value, not_after, cell, n) order by o.n`,
      outboxColumns(rows),
    );
  }

  async find(db: Queryable, exchangeIds: readonly string[]): Promise<Map<string, Exchange>> {
    if (exchangeIds.length === 0) return new Map();
    const { rows } = await db.query({
      name: 'exchange-find',
      text: `${SELECT} where e.exchange_id = any($1)`,
      values: [exchangeIds],
    });
    return new Map(rows.map((row) => toExchange(row.exchange)).map((exchange) => [exchange.exchangeId, exchange]));
  }

  async findOne(db: Queryable, exchangeId: string): Promise<Exchange | undefined> {
    return (await this.find(db, [exchangeId])).get(exchangeId);
  }

  /** Of these, the ones that have an answer: what each instance asks once a second for all its waiters. */
  async findAnswered(db: Queryable, exchangeIds: readonly string[]): Promise<Exchange[]> {
    const { rows } = await db.query({
      name: 'exchange-answered',
      text: `${SELECT} where e.exchange_id = any($1) and e.answer is not null`,
      values: [exchangeIds],
    });
    return rows.map((row) => toExchange(row.exchange));
  }

  /** Stores a refusal, or an id that a status request has spent, as an exchange at its end. @returns false when the id is taken */
  async insertEnded(db: Queryable, ended: EndedExchange): Promise<boolean> {
    const { rowCount } = await db.query({
      name: 'exchange-refuse',
      text: `insert into exchange (exchange_id, exchange_identification, tenant_id, store_id, pos_id, sale_id, device_id, cell, kind,
          is_exclusive, state, request, answer, fingerprint, amount, currency, transaction_reference, transaction_type, vocabulary, completed_at, history)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, false, 'NOT_STARTED', $10, $11, $12, $13, $14, $15, $18, $17::json, now(),
          jsonb_build_array(jsonb_build_object('at', now(), 'state', 'NOT_STARTED', 'cause', $16::text)))
        on conflict do nothing`,
      values: [
        ended.exchangeId,
        ended.exchangeIdentification,
        ended.tenantId,
        ended.storeId,
        ended.posId,
        ended.saleId,
        ended.deviceId,
        ended.cell,
        ended.kind,
        ended.request,
        ended.answer,
        ended.fingerprint,
        ended.amount,
        ended.currency,
        ended.transactionReference,
        ended.cause,
        JSON.stringify(ended.vocabulary),
        ended.transactionType,
      ],
    });
    return rowCount === 1;
  }

  /** Stores an exchange of the platform's own; the sweeper dispatches it. @returns false when it is there, or another holds the device */
  async insertAccepted(db: Queryable, own: OwnExchange): Promise<boolean> {
    const { rowCount } = await db.query(
      `insert into exchange (exchange_id, exchange_identification, tenant_id, store_id, pos_id, sale_id, device_id, cell, kind,
          is_exclusive, state, request, session_id, next_action_at, history)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, 'ACCEPTED', $10, $11, now(),
          jsonb_build_array(jsonb_build_object('at', now(), 'state', 'ACCEPTED', 'cause', $12::text)))
        on conflict do nothing`,
      [
        own.exchangeId,
        own.exchangeIdentification,
        own.tenantId,
        own.storeId,
        own.posId,
        own.saleId,
        own.deviceId,
        own.cell,
        own.kind,
        own.request,
        own.sessionId,
        own.cause,
      ],
    );
    return rowCount === 1;
  }

  /** Moves exchanges to their ends in one statement, each only if it is still open. @returns the ids that moved */
  async complete(db: Queryable, completions: readonly Completion[]): Promise<Set<string>> {
    if (completions.length === 0) return new Set();
    const messages = completions.flatMap((completion) =>
      completion.messages.map((row) => ({ row, exchangeId: completion.exchangeId })),
    );
    const { rows } = await db.query({
      name: 'exchange-complete',
      text: `with moved as (
          update exchange e set state = v.state, version = e.version + 1, answer = v.answer, completed_at = now(), next_action_at = null,
            history = e.history || jsonb_build_object('at', now(), 'state', v.state, 'cause', v.cause)
          from unnest($1::text[], $2::text[], $3::text[], $4::text[], $14::integer[]) as v (exchange_id, state, answer, cause, version)
          where e.exchange_id = v.exchange_id and e.state = any($5) and (v.version is null or v.version = e.version)
          returning e.exchange_id
        ), told as (
          ${OUTBOX_INSERT}
          from unnest($6::smallint[], $7::text[], $8::text[], $9::jsonb[], $10::text[], $11::timestamptz[], $12::text[], $13::text[])
            as o (shard, key, topic, headers, value, not_after, cell, exchange_id)
          join moved using (exchange_id)
        )
        select exchange_id from moved`,
      values: [
        completions.map((c) => c.exchangeId),
        completions.map((c) => c.state),
        completions.map((c) => c.answer),
        completions.map((c) => c.cause),
        OPEN_STATES,
        ...outboxColumns(messages.map((message) => message.row)),
        messages.map((message) => message.exchangeId),
        completions.map((c) => c.version),
      ],
    });
    return new Set(rows.map((row) => String(row.exchange_id)));
  }

  /**
   * Acknowledgements and progress of a batch, each exchange's furthest state. Not awaited by anything that was promised, so the
   * commit does not wait for the disk: a lost one is told again by the device or found by an enquiry.
   */
  async advance(
    db: Queryable,
    moves: ReadonlyMap<string, { readonly state: ExchangeState; readonly cause: string }>,
    nextMs: number,
  ): Promise<void> {
    if (moves.size === 0) return;
    const ids = [...moves.keys()];
    await db.query({
      name: 'exchange-advance',
      text: `with relaxed as (select set_config('synchronous_commit', 'off', true))
        update exchange e set state = v.state, version = e.version + 1,
          next_action_at = greatest(e.accepted_at + $5 * interval '1 millisecond', now()),
          history = e.history || jsonb_build_object('at', now(), 'state', v.state, 'cause', v.cause)
        from relaxed, unnest($1::text[], $2::text[], $3::text[]) as v (exchange_id, state, cause)
        where e.exchange_id = v.exchange_id
          and ((v.state = 'DISPATCHED' and e.state = 'DISPATCHING') or (v.state = 'IN_PROGRESS' and e.state = any($4)))`,
      values: [
        ids,
        ids.map((id) => moves.get(id)?.state),
        ids.map((id) => moves.get(id)?.cause),
        statesBefore('IN_PROGRESS'),
        nextMs,
      ],
    });
  }

  /** A compare-and-set on the version, for everything that decides on a row it has read. @returns whether it moved */
  async move(
    db: Queryable,
    exchange: Exchange,
    to: ExchangeState,
    change: {
      readonly cause: string;
      readonly nextMs: number | null;
      readonly enquiries?: number;
      readonly attentionReason?: string;
    },
  ): Promise<boolean> {
    const { rowCount } = await db.query(
      `update exchange set state = $3, version = version + 1, enquiries = $4,
          next_action_at = now() + $5 * interval '1 millisecond', attention_reason = coalesce($6, attention_reason),
          history = history || jsonb_build_object('at', now(), 'state', $3::text, 'cause', $7::text)
        where exchange_id = $1 and version = $2`,
      [
        exchange.exchangeId,
        exchange.version,
        to,
        change.enquiries ?? exchange.enquiries,
        change.nextMs,
        change.attentionReason ?? null,
        change.cause,
      ],
    );
    return rowCount === 1;
  }

  async requestAbort(db: Queryable, exchangeId: string): Promise<void> {
    await db.query(
      'update exchange set abort_requested_at = coalesce(abort_requested_at, now()) where exchange_id = $1',
      [exchangeId],
    );
  }

  async recordContradiction(
    db: Queryable,
    exchangeId: string,
    said: { readonly state: string; readonly answer: string; readonly serialNumber: string },
  ): Promise<boolean> {
    const { rowCount } = await db.query(
      `update exchange set contradictions = contradictions || jsonb_build_object('at', now(), 'said', $2::jsonb)
        where exchange_id = $1 and not contradictions @> jsonb_build_array(jsonb_build_object('said', $2::jsonb))`,
      [exchangeId, JSON.stringify(said)],
    );
    return rowCount === 1;
  }
}

/** An exchange that the platform starts by itself. It has no fingerprint: no POS can send the same. */
export interface OwnExchange {
  readonly exchangeId: string;
  readonly exchangeIdentification: string;
  readonly tenantId: string;
  readonly storeId: string;
  /** On whose behalf. */
  readonly posId: string;
  readonly saleId: string;
  readonly deviceId: string;
  readonly cell: string;
  readonly kind: string;
  readonly request: string;
  readonly sessionId: string | null;
  readonly cause: string;
}

/** An exchange that ends as it is accepted. */
export interface EndedExchange {
  readonly exchangeId: string;
  readonly exchangeIdentification: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly posId: string;
  readonly saleId: string;
  readonly deviceId: string;
  readonly cell: string;
  readonly kind: string;
  readonly request: string | null;
  readonly answer: string | null;
  readonly fingerprint: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly transactionReference: string | null;
  readonly transactionType: string | null;
  readonly cause: string;
  readonly vocabulary: Vocabulary;
}
