import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { KEPT_EVERY_MS } from '../../lib/fresh.ts';
import type { Fresh } from '../../lib/fresh.ts';
import { followStore } from '../../lib/live-events.ts';
import { storeDevicesQuery } from './device-queries.ts';
import { mergeChange } from './live-merge.ts';

/** What was last heard of a store: `at` in milliseconds; 0: nothing yet. */
interface Heard {
  readonly storeId: string;
  readonly isLive: boolean;
  readonly at: number;
}

/** The devices of a store, kept as they are by the platform's events; asked for where these do not come. */
export function useLiveDevices(storeId: string) {
  const queryClient = useQueryClient();
  const [heard, setHeard] = useState<Heard>();
  useEffect(() => {
    const { queryKey } = storeDevicesQuery(storeId);
    return followStore(storeId, {
      onDevices: (all) => {
        // An answer that is still on its way is older.
        void queryClient.cancelQueries({ queryKey });
        queryClient.setQueryData(queryKey, all);
      },
      onChange: (change) => queryClient.setQueryData(queryKey, (before) => before && mergeChange(before, change)),
      onAlive: () => setHeard({ storeId, isLive: true, at: Date.now() }),
      onLost: (isRefused) => {
        setHeard((before) => ({ storeId, isLive: false, at: before?.storeId === storeId ? before.at : 0 }));
        if (isRefused) void queryClient.invalidateQueries({ queryKey });
      },
    });
  }, [storeId, queryClient]);
  // Of another store nothing has been heard, whatever the line of the one before said last.
  const mine = heard?.storeId === storeId ? heard : undefined;
  const isLive = mine?.isLive === true;
  const query = useQuery({ ...storeDevicesQuery(storeId), enabled: !isLive, refetchInterval: KEPT_EVERY_MS });
  const fresh: Fresh = {
    isKept: true,
    isLost: !isLive,
    // Until the line has been tried nothing is said of it.
    updatedAt: mine === undefined ? 0 : Math.max(mine.at, query.dataUpdatedAt),
    refresh: () => void query.refetch(),
  };
  return { query, fresh };
}
