import { useNamed } from '../../lib/choices.ts';
import { storeChoices } from '../stores/store-queries.ts';

interface OfStore {
  readonly storeId: string | null;
}

/** Store → what time it is there, for the stores of these lines; undefined: not known. */
export function useZones(lines: readonly OfStore[] | undefined): (storeId: string | null) => string | undefined {
  const stores = useNamed(
    storeChoices(),
    (lines ?? []).map(({ storeId }) => storeId),
  );
  return (storeId) => stores.get(storeId ?? '')?.timeZone;
}
