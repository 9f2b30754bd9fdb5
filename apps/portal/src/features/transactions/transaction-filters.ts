import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { Filter } from '../../components/filter.ts';
import { ANSWERED_STATES, ENDED_STATES, RUNNING_STATES, WAITING_STATES } from '../../lib/transaction-filters.ts';
import type { TransactionFilters } from '../../lib/transaction-filters.ts';
import { storeDevicesQuery } from '../devices/device-queries.ts';
import { useOrganisationFilter } from '../organisation/organisation-filter.ts';
import { posChoices } from '../points-of-sale/pos-queries.ts';
import { storeChoices } from '../stores/store-queries.ts';
import { DOUBTS, KINDS, ORIGINS } from './kinds.ts';
import { STATE_LOOKS } from './transaction-state.tsx';

/**
 * What transactions can be narrowed by. Points of sale and devices are those of a store.
 * @param ofStore the list is that of a store
 */
export function useTransactionFilters({ storeId, posId }: TransactionFilters, ofStore: boolean): readonly Filter[] {
  const { t } = useLingui();
  const organisation = useOrganisationFilter();
  const devices = useQuery({ ...storeDevicesQuery(storeId ?? ''), enabled: storeId !== undefined });
  const deviceOptions = devices.data?.devices.map(({ deviceId, name }) => ({ value: deviceId, label: name })) ?? [];
  const states = Object.entries(STATE_LOOKS).filter(([state]) => !WAITING_STATES.split(',').includes(state));
  const choices = (texts: Readonly<Record<string, MessageDescriptor>>) =>
    Object.entries(texts).map(([value, text]) => ({ value, label: t(text) }));
  return [
    {
      name: 'state',
      label: t`State`,
      options: [
        ...states.map(([value, { text }]) => ({ value, label: t(text) })),
        // What waits is one state for people, whatever the platform calls it.
        { value: WAITING_STATES, label: t(STATE_LOOKS.ACCEPTED.text) },
        { value: RUNNING_STATES, label: t`Running` },
        { value: ANSWERED_STATES, label: t`Answered by the device` },
        { value: ENDED_STATES, label: t`Over` },
      ],
    },
    { name: 'from', label: t`From`, type: 'datetime-local' },
    { name: 'to', label: t`Before`, type: 'datetime-local' },
    ...(ofStore ? [] : [...organisation, { name: 'storeId', label: t`Store`, choices: storeChoices() }]),
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
    { name: 'doubt', label: t`Doubt`, options: choices(DOUBTS) },
  ];
}
