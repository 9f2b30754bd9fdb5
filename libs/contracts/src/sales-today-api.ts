import { z } from 'zod';
import { someIds, timeZone } from './registry-api.ts';

/** `GET /operations/v1/sales-today`: what stores have sold since their day began. */

/** `timeZone`: of each store in the order of `storeId`, or one for all of them. */
export const salesTodayQuery = z
  .strictObject({
    storeId: someIds,
    timeZone: z
      .string()
      .max(6_499)
      .transform((text) => text.split(','))
      .pipe(z.array(timeZone)),
  })
  .refine(({ storeId, timeZone: zones }) => zones.length === 1 || zones.length === storeId.length, {
    path: ['timeZone'],
    message: 'must be one, or one for each store',
  });

/** Approved payments, also in part and at the device alone; refunds and reversals are not taken off. */
export const storeSales = z.object({
  storeId: z.uuid(),
  /** When the day of the store began. */
  since: z.iso.datetime(),
  sales: z.int(),
  /** What was authorised, by currency. */
  amounts: z.array(z.object({ currency: z.string(), amount: z.string() })),
});
/** Stores that are not known, or out of reach, are left out. */
export const salesToday = z.object({ asOf: z.iso.datetime(), items: z.array(storeSales) });

export type SalesTodayQuery = z.infer<typeof salesTodayQuery>;
export type StoreSales = z.infer<typeof storeSales>;
export type SalesToday = z.infer<typeof salesToday>;
