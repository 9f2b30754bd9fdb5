import { randomBytes } from 'node:crypto';
import { eventually } from '@ppaas/testing';
import { Pos } from './pos.ts';
import type { Platform } from './platform.ts';
import { addTerminal } from './terminal.ts';
import type { Terminal } from './terminal.ts';

export interface Shop {
  readonly organisationId: string;
  readonly merchantId: string;
  readonly storeId: string;
  readonly tills: readonly Pos[];
  readonly terminals: readonly Terminal[];
}

export interface ShopOptions {
  /** Of the store and its merchant; default one that no other has. */
  readonly name?: string;
  readonly tills?: number;
  readonly terminals?: number;
  /** Which simulator each terminal lives in; default the first. */
  readonly simulatorOf?: (index: number) => number;
  readonly organisationId?: string;
  /** The cell that serves it; default the first. */
  readonly cell?: string;
  readonly settings?: object;
}

export const newSerialNumber = (): string => `E2E-${randomBytes(5).toString('hex').toUpperCase()}`;

let shops = 0;

/** A store with tills and terminals, ready to sell: made by an operator, enrolled, online, and known to every service. */
export async function openShop(platform: Platform, options: ShopOptions = {}): Promise<Shop> {
  const { tills = 1, terminals = 1, simulatorOf = () => 0, settings = {} } = options;
  const operator = platform.operator();
  const { cell, name = `Shop ${(shops += 1)}` } = options;
  const organisationId =
    options.organisationId ?? (await operator.createOrganisation(name, { ...(cell && { cell }) })).organisationId;
  const { storeId, merchantId } = await operator.createStore(organisationId, name, settings);
  const shop: Shop = {
    organisationId,
    merchantId,
    storeId,
    tills: await Promise.all(
      Array.from(
        { length: tills },
        async (_, n) => new Pos(platform.origin, await operator.createPos(storeId, `TILL-${n + 1}`)),
      ),
    ),
    terminals: await Promise.all(
      Array.from({ length: terminals }, async (_, n) => {
        const { activationCode } = await operator.createDevice(storeId, `Device ${n + 1}`);
        return addTerminal(platform.simulatorUrl(simulatorOf(n)), { serialNumber: newSerialNumber(), activationCode });
      }),
    ),
  };
  await ready(platform, shop);
  return shop;
}

/** Registrations and connections travel by events: waits until all services have heard of all of them. */
export async function ready(platform: Platform, shop: Shop): Promise<void> {
  await Promise.all(shop.tills.map((till) => till.token()));
  const posIds = shop.tills.map(({ posId }) => posId);
  for (const service of ['session', 'transaction'] as const) {
    await eventually(
      `${service} knows the shop`,
      async () => {
        const [known] = await platform.rows<{ count: string }>(
          service,
          'select count(*) from pos p join organisation using (tenant_id) join store using (store_id) where p.pos_id = any($1)',
          [posIds],
        );
        return Number(known?.count) === posIds.length ? true : undefined;
      },
      30_000,
    );
  }
  await Promise.all(shop.terminals.map((terminal) => online(platform, terminal)));
}

/** Waits until the services that send commands know the terminal's present connection. */
export async function online(platform: Platform, terminal: Terminal): Promise<void> {
  await eventually(
    `${terminal.deviceId} is online`,
    async () => {
      const { connected, epoch } = await terminal.state();
      if (!connected) return undefined;
      const routes = await Promise.all(
        (['session', 'transaction'] as const).map((service) =>
          platform.rows(
            service,
            `select 1 from device_route r join device d using (device_id)
              where device_id = $1 and epoch = $2 and connected and d.status = 'ACTIVE'`,
            [terminal.deviceId, epoch],
          ),
        ),
      );
      return routes.every((rows) => rows.length === 1) ? true : undefined;
    },
    30_000,
  );
}
