import { Injectable } from '@nestjs/common';
import { salesToday } from '@ppaas/contracts';
import type { SalesToday, SalesTodayQuery } from '@ppaas/contracts';
import { ExchangeEngine } from '@ppaas/exchange';
import { sumDecimals } from '@ppaas/nexo';
import type { Reach } from '../operations/conditions.store.ts';
import { factsOfAnswer } from '../operations/present-line.ts';
import { findSales } from './sales-today.store.ts';
import type { SalesRow } from './sales-today.store.ts';
import { dayBegins } from './store-day.ts';

/** What each store has sold since its own day began. */
@Injectable()
export class SalesTodayService {
  constructor(private readonly engine: ExchangeEngine) {}

  async look(reach: Reach, { storeId: storeIds, timeZone: zones }: SalesTodayQuery): Promise<SalesToday> {
    const asOf = new Date();
    const begins = new Map(zones.map((zone) => [zone, dayBegins(asOf, zone)]));
    const since = new Map(
      storeIds.map((storeId, at) => [storeId.toLowerCase(), begins.get(zones[at] ?? zones[0] ?? '') ?? asOf]),
    );
    const days = [...since].map(([storeId, day]) => ({ storeId, since: day }));
    const rows = await findSales(this.engine.context.database.caller, reach, days);
    const items = [...Map.groupBy(rows, (row) => row.store_id)].map(([storeId, own]) => ({
      storeId,
      since: since.get(storeId)?.toISOString(),
      sales: own.reduce((sum, { sales }) => sum + sales, 0),
      amounts: own.flatMap((row) => (row.currency === null ? [] : [{ currency: row.currency, amount: amountOf(row) }])),
    }));
    return salesToday.parse({ asOf: asOf.toISOString(), items });
  }
}

const amountOf = ({ amount, parts }: SalesRow): string =>
  sumDecimals(
    [amount, ...parts.map((answer) => factsOfAnswer({ answer }).authorisedAmount)].filter((one) => one !== null),
  );
