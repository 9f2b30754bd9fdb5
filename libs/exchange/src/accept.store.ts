import { TOPICS } from '@ppaas/contracts';
import type { Vocabulary } from '@ppaas/nexo';
import { z } from 'zod';
import type { Exchange } from './exchange.ts';
import { toExchange } from './exchange-row.ts';
import type { Queryable } from './queryable.ts';

/** What a POS asks to be accepted. */
export interface AcceptInput {
  readonly exchangeId: string;
  readonly exchangeIdentification: string;
  readonly posId: string;
  readonly deviceId: string;
  readonly kind: string;
  /** Holds the device until its end. */
  readonly isExclusive: boolean;
  /** Canonical message as the POS sent it. */
  readonly request: string;
  /** Canonical message for the device: our exchange id, InitiatingParty = saleId. */
  readonly deviceMessage: string;
  /** Hex SHA-256 of the business content. */
  readonly fingerprint: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly transactionReference: string | null;
  readonly transactionAt: string | null;
  readonly isSplit: boolean;
  /** Payment method codes the POS proposes; empty = all that are allowed. */
  readonly methods: readonly string[];
  readonly traceparent: string | null;
  /** How the POS wrote it, so that the exchange resource answers likewise. */
  readonly vocabulary: Vocabulary;
  /** The outbox row's shard and headers; its topic and value depend on the route. */
  readonly shard: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Facts every acceptance is decided on, read in the statement that accepts. */
const facts = z.object({
  tenant_id: z.string(),
  merchant_id: z.string(),
  store_id: z.string(),
  sale_id: z.string(),
  pos_name: z.string(),
  pos_status: z.string(),
  retail_api: z.boolean(),
  cell: z.string(),
  session_policy: z.string(),
  /** null: no such device in this store */
  device_id: z.string().nullable(),
  connected: z.boolean(),
  boot_id: z.string().nullable(),
  services: z.array(z.string()),
  /** Reported by the device, narrowed by store and device. */
  allowed_methods: z.array(z.string()),
  /** The exclusive exchange that holds the device. */
  busy_pos_id: z.string().nullable(),
  busy_exchange_identification: z.string().nullable(),
});
export type AcceptFacts = z.infer<typeof facts>;

export interface AcceptOutcome {
  readonly isInserted: boolean;
  /** The row that has this id already. */
  readonly existing: Exchange | null;
  /** null: the POS is not known (yet). */
  readonly facts: AcceptFacts | null;
  /** The service's own columns. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** What a service adds to the acceptance. `$n` of its values start at `FIRST_EXTRA`. */
export interface AcceptExtension {
  readonly name: string;
  /** `, expression as name` lines for the facts. */
  readonly columns: string;
  readonly joins: string;
  /** SQL over `f` (the facts): accept only if true. */
  readonly condition: string;
  /** SQL over `f`: 'DISPATCHING', or 'ACCEPTED' while something must happen first. */
  readonly state: string;
  /** SQL over `f`: the session the exchange runs in, or null. */
  readonly sessionId: string;
  /** SQL over `f`: the message for the device, json; `$9` as it is. */
  readonly deviceMessage: string;
  /** CTEs over `inserted`, each behind a comma: what is told of the acceptance, in the same commit. */
  readonly told: string;
}

export const FIRST_EXTRA = 24;

const MAILBOX = `replace(replace('${TOPICS.deviceCommands.name}', '{cell}', f.cell), '{instance}', f.instance)`;
const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/**
 * One statement, one round trip: idempotency record, exchange and outbox row, or none of them. A concurrent copy and a
 * concurrent sale on the same device both end in `on conflict do nothing`; the caller then reads again and decides again.
 */
function statement(extension: AcceptExtension): string {
  return `
    with f as (
      select p.tenant_id, p.merchant_id, p.store_id, p.sale_id, p.name as pos_name, p.status as pos_status,
        o.retail_api and o.status = 'ACTIVE' as retail_api, o.cell, s.session_policy, d.device_id,
        coalesce(r.connected, false) as connected, r.instance, r.epoch, r.serial_number, r.journal_id, r.journal_sequence, r.boot_id,
        coalesce(r.services, '{}') as services,
        array(
          select m from unnest(r.payment_methods) as m
          where (s.payment_methods is null or m = any(s.payment_methods)) and (d.payment_methods is null or m = any(d.payment_methods))
        ) as allowed_methods,
        s.payment_methods is not null or d.payment_methods is not null as is_narrowed,
        b.pos_id as busy_pos_id, b.exchange_identification as busy_exchange_identification
        ${extension.columns}
      from pos p
      join organisation o on o.tenant_id = p.tenant_id
      join store s on s.store_id = p.store_id
      left join device d on d.device_id = $4 and d.store_id = p.store_id and d.status = 'ACTIVE'
      left join device_route r on r.device_id = d.device_id
      left join exchange b on b.device_id = d.device_id and b.is_exclusive
        and b.state in ('ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN')
      ${extension.joins}
      where p.pos_id = $3
    ), existing as (
      select row_to_json(e) as exchange from exchange e where e.exchange_id = $1
    ), inserted as (
      insert into exchange (exchange_id, exchange_identification, tenant_id, store_id, pos_id, sale_id, device_id, cell, kind,
        is_exclusive, state, address, request, fingerprint, amount, currency, transaction_reference, transaction_at, is_split,
        session_id, traceparent, vocabulary, next_action_at, history)
      select $1, $2, f.tenant_id, f.store_id, $3, f.sale_id, f.device_id, f.cell, $5, $6, ${extension.state},
        json_build_object('instance', f.instance, 'epoch', f.epoch, 'serialNumber', f.serial_number, 'bootId', f.boot_id, 'journalId', f.journal_id,
          'journalSequence', f.journal_sequence,
          'notAfter', to_char((now() + $10 * interval '1 millisecond') at time zone 'utc', ${ISO})),
        $7, $8, $13, $14, $15, $16, $17, ${extension.sessionId}, $18, $23::json,
        now() + (case when ${extension.state} = 'ACCEPTED' then 0 else $11 end) * interval '1 millisecond',
        jsonb_build_array(jsonb_build_object('at', now(), 'state', 'ACCEPTED', 'cause', 'accepted'))
          || case when ${extension.state} = 'ACCEPTED' then '[]'::jsonb
             else jsonb_build_array(jsonb_build_object('at', now(), 'state', 'DISPATCHING', 'cause', 'accepted')) end
      from f
      where not exists (select from existing) and f.pos_status = 'ACTIVE' and f.retail_api and f.device_id is not null
        and f.connected and (not $6 or f.busy_pos_id is null) and $20::text[] <@ f.allowed_methods
        and ($21::text is null or $21 = any (f.services)) and (not $22 or cardinality(f.allowed_methods) > 0)
        and ${extension.condition}
      on conflict do nothing
      returning exchange_id, state, address
    ), dispatched as (
      insert into outbox (shard, key, topic, headers, value, not_after)
      select $12, $4, ${MAILBOX}, $19::jsonb,
        json_build_object('exchangeId', $1::text, 'deviceId', $4::text, 'epoch', f.epoch, 'notAfter', i.address ->> 'notAfter',
          'message', ${extension.deviceMessage})::text,
        (i.address ->> 'notAfter')::timestamptz
      from inserted i, f where i.state = 'DISPATCHING'
    )
    ${extension.told}
    select exists (select from inserted) as is_inserted, (select exchange from existing) as existing, row_to_json(f) as facts
    from (select 1) as one left join f on true`;
}

/** Builds the acceptance of one service. */
export function acceptStatement(extension: AcceptExtension): (
  db: Queryable,
  input: AcceptInput & {
    readonly commandLifeMs: number;
    readonly ackMs: number;
    /** The service the device must have named in Hello, or null. */
    readonly requiredService: string | null;
    /** At least one payment method must remain. */
    readonly needsMethod: boolean;
    readonly extra: readonly unknown[];
  },
) => Promise<AcceptOutcome> {
  const text = statement(extension);
  return async (db, input) => {
    const { rows } = await db.query({
      name: `accept-${extension.name}`,
      text,
      values: [
        input.exchangeId,
        input.exchangeIdentification,
        input.posId,
        input.deviceId,
        input.kind,
        input.isExclusive,
        input.request,
        input.fingerprint,
        input.deviceMessage,
        input.commandLifeMs,
        input.ackMs,
        input.shard,
        input.amount,
        input.currency,
        input.transactionReference,
        input.transactionAt,
        input.isSplit,
        input.traceparent,
        JSON.stringify(input.headers),
        input.methods,
        input.requiredService,
        input.needsMethod,
        JSON.stringify(input.vocabulary),
        ...input.extra,
      ],
    });
    const row = rows[0] ?? {};
    return {
      isInserted: row.is_inserted === true,
      existing: row.existing == null ? null : toExchange(row.existing),
      facts: row.facts == null ? null : facts.parse(row.facts),
      extra: z.record(z.string(), z.unknown()).parse(row.facts ?? {}),
    };
  };
}
