import { Injectable } from '@nestjs/common';
import { Database } from '@ppaas/service';
import type { HeldSession, KnownDevice, Observation } from './listing.ts';

/** The caller's standing and the devices of its store, as of one moment. */
export interface StoreView {
  readonly posStatus: string;
  readonly posVersion: number;
  readonly isSubscribed: boolean;
  /** No list has been given to this point of sale yet. */
  readonly isFirstList: boolean;
  readonly storeId: string;
  readonly devices: readonly KnownDevice[];
}

interface Row {
  pos_status: string;
  pos_version: number;
  is_subscribed: boolean;
  is_first_list: boolean;
  store_id: string;
  store_methods: string[] | null;
  device_id: string | null;
  name: string;
  device_methods: string[] | null;
  enrolled_serial: string | null;
  certificate_not_after: Date | null;
  observation: (Omit<Observation, 'lastSeenAt'> & { lastSeenAt: string }) | null;
  session: HeldSession | null;
}

/** Whose listing it is: a registered POS, the device on which the POS software runs, or people who see the store. */
const CALLERS = {
  pos: 'select status, version, tenant_id, store_id, first_listed_at is null as is_first_list from point_of_sale where pos_id = $1',
  device: 'select status, version, tenant_id, store_id, false as is_first_list from device where device_id = $1',
  stores: `select status, 0 as version, tenant_id, store_id, false as is_first_list from store where store_id = any($1::uuid[]) and status = 'ACTIVE'`,
} as const;

/** One statement: what the caller may see is decided on the same rows that it is shown. */
const view = (caller: keyof typeof CALLERS): string => `
  with p as (${CALLERS[caller]})
  select case when s.status = 'ACTIVE' and o.status = 'ACTIVE' then p.status else 'DEREGISTERED' end as pos_status,
         p.version as pos_version, o.retail_api and m.retail_api and s.retail_api as is_subscribed, p.is_first_list, p.store_id, s.payment_methods as store_methods,
         d.device_id, d.name, d.payment_methods as device_methods, c.serial_number as enrolled_serial,
         c.not_after as certificate_not_after,
         case when ob.device_id is not null then jsonb_build_object(
           'serialNumber', ob.serial_number, 'model', ob.model, 'softwareVersion', ob.software_version,
           'paymentMethods', ob.payment_methods, 'services', ob.services, 'state', ob.state,
           'lastSeenAt', ob.last_seen_at) end as observation,
         case when se.ended_at is null and se.pos_id is not null then jsonb_build_object(
           'posId', se.pos_id, 'posName', se.pos_name,
           'expiresAt', to_char(se.expires_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as session
    from p
    join store s on s.store_id = p.store_id
    join merchant m on m.merchant_id = s.merchant_id
    join organisation o on o.tenant_id = p.tenant_id
    left join device d on d.store_id = p.store_id and d.status = 'ACTIVE' and ($2::text is null or d.device_id = $2)
    left join device_observation ob on ob.device_id = d.device_id
    left join device_session se on se.device_id = d.device_id
    left join lateral (
      select serial_number, not_after from certificate
       where device_id = d.device_id and status = 'VALID' and role = 'ACTIVE' and not_after > now()
       order by created_at desc limit 1) c on true
   order by d.device_id`;

const VIEWS = { pos: view('pos'), device: view('device'), stores: view('stores') } as const;

@Injectable()
export class ListingStore {
  constructor(private readonly database: Database) {}

  /** Of a POS. @param deviceId one device only. Undefined when there is no such POS. */
  forPos(posId: string, deviceId?: string): Promise<StoreView | undefined> {
    return this.view('pos', posId, deviceId);
  }

  /** Of POS software on a device, which sees only that. Undefined when there is no such device. */
  forDevice(deviceId: string): Promise<StoreView | undefined> {
    return this.view('device', deviceId, deviceId);
  }

  /** Of stores, for people: those of them that are there. */
  async forStores(storeIds: readonly string[]): Promise<StoreView[]> {
    const rows = await this.database.query<Row>(VIEWS.stores, [storeIds, undefined]);
    return [...Map.groupBy(rows, (row) => row.store_id).values()].flatMap((ofStore) => viewOf(ofStore) ?? []);
  }

  /** What points of sale are called: name by saleId, by store. Of two that had a saleId one after the other the present one. */
  async posNames(
    storeIds: readonly string[],
    saleIds: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
    if (saleIds.length === 0) return new Map();
    const rows = await this.database.query<{ storeId: string; saleId: string; name: string }>(
      `select distinct on (store_id, reference) store_id as "storeId", reference as "saleId", name from point_of_sale
        where store_id = any($1::uuid[]) and reference = any($2) order by store_id, reference, status, created_at desc`,
      [storeIds, saleIds],
    );
    const byStore = Map.groupBy(rows, (row) => row.storeId);
    return new Map([...byStore].map(([storeId, of]) => [storeId, new Map(of.map((row) => [row.saleId, row.name]))]));
  }

  private async view(
    caller: 'pos' | 'device',
    id: string,
    deviceId: string | undefined,
  ): Promise<StoreView | undefined> {
    return viewOf(await this.database.query<Row>(VIEWS[caller], [id, deviceId]));
  }
}

/** Of the rows of one store. */
function viewOf(rows: readonly Row[]): StoreView | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    posStatus: first.pos_status,
    posVersion: first.pos_version,
    isSubscribed: first.is_subscribed,
    isFirstList: first.is_first_list,
    storeId: first.store_id,
    devices: rows.filter((row) => row.device_id !== null).map(deviceOf),
  };
}

const deviceOf = (row: Row): KnownDevice => ({
  deviceId: row.device_id ?? '',
  name: row.name,
  storeMethods: row.store_methods,
  deviceMethods: row.device_methods,
  enrolledSerialNumber: row.enrolled_serial,
  certificateNotAfter: row.certificate_not_after,
  observation: row.observation && { ...row.observation, lastSeenAt: new Date(row.observation.lastSeenAt) },
  session: row.session,
});
