import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api.ts';

export const storeDevicesQuery = (storeId: string) =>
  queryOptions({
    queryKey: ['devices', 'of-store', storeId],
    queryFn: () =>
      answerOf(api.GET('/registry/v1/stores/{storeId}/payment-devices', { params: { path: { storeId } } })),
  });
