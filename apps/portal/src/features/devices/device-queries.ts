import type { Device } from '@ppaas/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api.ts';
import { inStore } from '../../lib/problem.ts';

export const storeDevicesQuery = (storeId: string) =>
  queryOptions({
    queryKey: ['devices', 'of-store', storeId],
    queryFn: () =>
      answerOf(api.GET('/registry/v1/stores/{storeId}/payment-devices', { params: { path: { storeId } } })),
  });

type Place = Pick<Device, 'storeId' | 'deviceId'>;

export const deviceQuery = ({ storeId, deviceId }: Place) =>
  queryOptions({
    queryKey: ['devices', 'one', storeId, deviceId],
    queryFn: async () =>
      inStore(await answerOf(api.GET('/registry/v1/devices/{deviceId}', { params: { path: { deviceId } } })), storeId),
  });

/** @param presence as it is shown: when it changes, so has the history */
export const presenceQuery = (deviceId: string, presence: string) =>
  queryOptions({
    queryKey: ['devices', 'presence', deviceId, presence],
    queryFn: () => answerOf(api.GET('/registry/v1/devices/{deviceId}/presence', { params: { path: { deviceId } } })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

/** A code for hardware that becomes the active one. */
export const newActivation = (deviceId: string, idempotencyKey: string) =>
  answerOf(
    api.POST('/registry/v1/devices/{deviceId}/activation-codes', {
      params: { path: { deviceId }, header: { 'Idempotency-Key': idempotencyKey } },
      body: { role: 'ACTIVE' },
    }),
  );
