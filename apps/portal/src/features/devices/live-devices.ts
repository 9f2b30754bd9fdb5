import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followStore } from '../../lib/live-events.ts';
import { storeDevicesQuery } from './device-queries.ts';
import { mergeChange } from './live-merge.ts';

export interface Live {
  readonly isLive: boolean;
  /** When what is shown was so, by the platform's clock; undefined: nothing has been told yet. */
  readonly asOf: string | undefined;
}

/** The devices of a store, kept as they are by the platform's events; asked for where these do not come. */
export function useLiveDevices(storeId: string) {
  const queryClient = useQueryClient();
  const [live, setLive] = useState<Live>({ isLive: false, asOf: undefined });
  useEffect(() => {
    const { queryKey } = storeDevicesQuery(storeId);
    return followStore(storeId, {
      onDevices: (all) => {
        // An answer that is still on its way is older.
        void queryClient.cancelQueries({ queryKey });
        queryClient.setQueryData(queryKey, all);
      },
      onChange: (change) => queryClient.setQueryData(queryKey, (before) => before && mergeChange(before, change)),
      onAlive: (asOf) => setLive({ isLive: true, asOf }),
      onLost: (isRefused) => {
        setLive(({ asOf }) => ({ isLive: false, asOf }));
        if (isRefused) void queryClient.invalidateQueries({ queryKey });
      },
    });
  }, [storeId, queryClient]);
  return { query: useQuery({ ...storeDevicesQuery(storeId), enabled: !live.isLive }), live };
}
