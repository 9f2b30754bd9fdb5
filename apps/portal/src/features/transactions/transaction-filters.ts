import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { Filter } from '../../components/filter.ts';
import type { TransactionFilters } from '../../lib/transaction-filters.ts';
import { storeDevicesQuery } from '../devices/device-queries.ts';
import { posChoices } from '../points-of-sale/pos-queries.ts';
import { storeChoices } from '../stores/store-queries.ts';
import { KINDS, ORIGINS } from './kinds.ts';
import { STATE_LOOKS } from './transaction-state.tsx';

/** States that people tell apart: what waits is one, whatever the platform calls it. */
const WAITING = 'ACCEPTED,DISPATCHING';

/**
 * What transactions can be narrowed by. Points of sale and devices are those of a store.
 * @param ofStore the list is that of a store
 */
export function useTransactionFilters({ storeId, posId }: TransactionFilters, ofStore: boolean): readonly Filter[] {
  const { t } = useLingui();
  const devices = useQuery({ ...storeDevicesQuery(storeId ?? ''), enabled: storeId !== undefined });
  const deviceOptions = devices.data?.devices.map(({ deviceId, name }) => ({ value: deviceId, label: name })) ?? [];
  const states = Object.entries(STATE_LOOKS).filter(([state]) => !WAITING.split(',').includes(state));
  const choices = (texts: Readonly<Record<string, MessageDescriptor>>) =>
    Object.entries(texts).map(([value, text]) => ({ value, label: t(text) }));
  return [
    {
      name: 'state',
      label: t`State`,
      options: [
        ...states.map(([value, { text }]) => ({ value, label: t(text) })),
        { value: WAITING, label: t(STATE_LOOKS.ACCEPTED.text) },
      ],
    },
    { name: 'from', label: t`From`, type: 'datetime-local' },
    { name: 'to', label: t`Before`, type: 'datetime-local' },
    ...(ofStore ? [] : [{ name: 'storeId', label: t`Store`, choices: storeChoices() }]),
    ...(storeId === undefined && posId === undefined
      ? []
      : [{ name: 'posId', label: t`Point of sale`, ...(storeId !== undefined && { choices: posChoices(storeId) }) }]),
    { name: 'deviceId', label: t`Device`, ...(storeId !== undefined && { options: deviceOptions }) },
    { name: 'amount', label: t`Amount` },
    { name: 'minAmount', label: t`Amount from` },
    { name: 'maxAmount', label: t`Amount up to` },
    { name: 'reference', label: t`Reference` },
    { name: 'kind', label: t`Kind`, options: choices(KINDS).filter(({ value }) => value !== 'SESSION') },
    { name: 'origin', label: t`Begun at`, options: choices(ORIGINS) },
  ];
}
