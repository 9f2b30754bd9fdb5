import { z } from 'zod';

/** `GET /registry/v1/search`. */
export const searchQuery = z.strictObject({ q: z.string().trim().min(1).max(70) });
/** Something that is called so: by name, reference or id. */
export const searchHit = z.object({
  kind: z.enum(['STORE', 'POINT_OF_SALE', 'DEVICE']),
  id: z.string(),
  name: z.string(),
  reference: z.string().nullable(),
  storeId: z.uuid(),
  storeName: z.string(),
});
export const searchHits = z.object({ items: z.array(searchHit) });

export type SearchHit = z.infer<typeof searchHit>;
