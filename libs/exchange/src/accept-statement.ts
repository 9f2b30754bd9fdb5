import { CAUSES, TOPICS } from '@ppaas/contracts';

/** What a service adds to the acceptance: SQL over `i` (the input) and, but for columns and joins, `f` (the facts). */
export interface AcceptExtension {
  readonly name: string;
  /** `, expression as name` lines for the facts. */
  readonly columns: string;
  readonly joins: string;
  /** Accept only if true. */
  readonly condition: string;
  /** 'DISPATCHING', or 'ACCEPTED' while something must happen first. */
  readonly state: string;
  /** The session the exchange runs in, or null. */
  readonly sessionId: string;
  /** text[]: the payment methods that the device is to take where the POS proposes none; null: whichever it has. */
  readonly offeredMethods: string;
}

const INPUT = `exchange_id text, exchange_identification text, pos_id uuid, device_id text, kind text, is_exclusive boolean, request text,
  device_message json, fingerprint text, amount text, currency text, transaction_reference text, transaction_at text, is_split boolean,
  transaction_type text, methods text[], traceparent text, vocabulary json, shard smallint, headers jsonb,
  required_service text, needs_method boolean, is_forced boolean, told json`;

const MAILBOX = `replace(replace('${TOPICS.deviceCommands.name}', '{cell}', f.route_cell), '{instance}', f.instance)`;
/** A device that was sent away is waited for: the sweeper dispatches when it is back. */
const stateOf = ({ state }: AcceptExtension): string => `case when f.connected then ${state} else 'ACCEPTED' end`;
/** Where a payment says its methods: see `forDevice`. */
const PROPOSED = '{SaleToPOIServiceRequest,ServiceRequest,PaymentRequest,PaymentTransaction,CardProgrammeProposed}';
const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** What one call is decided on. */
const factsOf = (extension: AcceptExtension): string => `
  select p.tenant_id, p.merchant_id, p.store_id, p.sale_id, p.name as pos_name, p.status as pos_status,
    o.retail_api and s.retail_api and o.status = 'ACTIVE' as retail_api, o.cell, o.exchanges_per_second, s.session_policy, d.device_id,
    coalesce(r.connected, false) as connected, coalesce(r.expected_until > now(), false) as is_expected, r.cell as route_cell,
    r.instance, r.epoch, r.serial_number, r.journal_id, r.journal_sequence, r.boot_id,
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
  left join device d on d.device_id = i.device_id and d.store_id = p.store_id and d.status = 'ACTIVE'
  left join device_route r on r.device_id = d.device_id
  left join exchange b on b.device_id = d.device_id and b.is_exclusive
    and b.state in ('ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN')
  ${extension.joins}
  where p.pos_id = i.pos_id`;

/**
 * One statement, one round trip, for as many calls as have come together: of each, idempotency record, exchange and outbox
 * row, or none of them. A concurrent copy and a concurrent sale on the same device both end in `on conflict do nothing`;
 * the caller then reads again and decides again. Rows go in by device, so that two instances cannot wait for each other.
 * `limit 1` stands where a key is looked up: the planner, which cannot know how few calls come, must not scan a table.
 */
export function statement(extension: AcceptExtension): string {
  const state = stateOf(extension);
  return `
    with i as materialized (
      select * from rows from (json_to_recordset($1::json) as (${INPUT})) with ordinality as i(exchange_id, exchange_identification,
        pos_id, device_id, kind, is_exclusive, request, device_message, fingerprint, amount, currency, transaction_reference, transaction_at,
        is_split, transaction_type, methods, traceparent, vocabulary, shard, headers, required_service, needs_method, is_forced, told, n)
    ), f as materialized (
      select i.n, f.* from i cross join lateral (
        ${factsOf(extension)}
        limit 1
      ) f
    ), existing as materialized (
      select i.n, e.exchange from i cross join lateral (
        select row_to_json(e) as exchange from exchange e where e.exchange_id = i.exchange_id limit 1
      ) e
    ), inserted as (
      insert into exchange (exchange_id, exchange_identification, tenant_id, store_id, pos_id, sale_id, device_id, cell, kind,
        is_exclusive, state, address, request, fingerprint, amount, currency, transaction_reference, transaction_at, is_split,
        transaction_type, offered_methods, session_id, traceparent, vocabulary, next_action_at, history)
      select i.exchange_id, i.exchange_identification, f.tenant_id, f.store_id, i.pos_id, f.sale_id, f.device_id, f.cell, i.kind,
        i.is_exclusive, ${state},
        json_build_object('instance', f.instance, 'epoch', f.epoch, 'serialNumber', f.serial_number, 'bootId', f.boot_id, 'journalId', f.journal_id,
          'journalSequence', f.journal_sequence,
          'notAfter', to_char((now() + $2::int * interval '1 millisecond') at time zone 'utc', ${ISO})),
        i.request, i.fingerprint, i.amount, i.currency, i.transaction_reference, i.transaction_at, i.is_split,
        i.transaction_type, ${extension.offeredMethods}, ${extension.sessionId}, i.traceparent, i.vocabulary,
        now() + (case when ${state} = 'ACCEPTED' then 0 else $3::int end) * interval '1 millisecond',
        jsonb_build_array(jsonb_build_object('at', now(), 'state', 'ACCEPTED', 'cause', '${CAUSES.accepted}'))
          || case when ${state} = 'ACCEPTED' then '[]'::jsonb
             else jsonb_build_array(jsonb_build_object('at', now(), 'state', 'DISPATCHING', 'cause', '${CAUSES.accepted}')) end
      from i join f using (n)
      where not exists (select from existing where existing.n = i.n) and f.pos_status = 'ACTIVE' and f.retail_api and f.device_id is not null
        and (f.connected or f.is_expected) and (not i.is_exclusive or f.busy_pos_id is null) and i.methods <@ f.allowed_methods
        and (i.required_service is null or i.required_service = any (f.services))
        and (not i.needs_method or cardinality(f.allowed_methods) > 0)
        and ${extension.condition}
      order by i.device_id, i.exchange_id
      on conflict do nothing
      returning exchange_id, state, address, offered_methods, session_id, accepted_at, cell
    ), dispatched as (
      insert into outbox (cell, shard, key, topic, headers, value, not_after)
      select x.cell, i.shard, i.device_id, ${MAILBOX}, i.headers,
        json_build_object('exchangeId', i.exchange_id, 'deviceId', i.device_id, 'epoch', f.epoch, 'notAfter', x.address ->> 'notAfter',
          'message', case when x.offered_methods is null then i.device_message
            else jsonb_set(i.device_message::jsonb, '${PROPOSED}', to_jsonb(x.offered_methods))::json end)::text,
        (x.address ->> 'notAfter')::timestamptz
      from inserted x join i using (exchange_id) join f using (n) where x.state = 'DISPATCHING'
      returning id, cell, shard, key, topic, headers, value
    ), told as (
      insert into outbox (cell, shard, key, topic, headers, value)
      select t.cell, t.shard, t.key, t.topic, t.headers, t.value from inserted join i using (exchange_id)
      cross join json_to_record(i.told) as t(cell text, shard smallint, key text, topic text, headers jsonb, value text) where i.told is not null
    )
    select i.n, row_to_json(x) as inserted, existing.exchange as existing, row_to_json(f) as facts,
      null::bigint as id, null as cell, null::smallint as shard, null as key, null as topic, null::jsonb as headers, null as value
    from i left join inserted x using (exchange_id) left join existing using (n) left join f using (n)
    union all select null, null, null, null, d.* from dispatched d order by n, id`;
}
