import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Store } from '@ppaas/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { Freshness } from '../../components/freshness.tsx';
import { Id } from '../../components/id.tsx';
import { ShowKeysOnce } from '../../components/show-keys-once.tsx';
import { QueryState } from '../../components/states.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { KEPT_EVERY_MS, freshOf } from '../../lib/fresh.ts';
import { useMay } from '../../lib/session.ts';
import { StoreFields, storeOf, storeTextsOf, useStoreLabels } from './store-fields.tsx';
import { storeQuery } from './store-queries.ts';

export function SettingsTab() {
  const { t } = useLingui();
  const { storeId } = useParams({ from: '/frame/stores/$storeId/settings' });
  const query = useQuery({ ...storeQuery(storeId), refetchInterval: KEPT_EVERY_MS });
  const mayRemove = useMay('stores.manage');
  return (
    <QueryState query={query}>
      {(store) => (
        <Stack gap="md" maw={640}>
          <Group justify="space-between">
            <Id value={storeId} name={t`Store ID`} />
            <Freshness fresh={freshOf(query, true)} />
          </Group>
          <SettingsForm key={store.storeId} store={store} />
          <ShowOnce store={store} />
          {mayRemove && <RemoveStore store={store} />}
        </Stack>
      )}
    </QueryState>
  );
}

function SettingsForm({ store }: { readonly store: Store }) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const isAllowed = useMay('store.change');
  const labels = useStoreLabels();
  const { storeId } = store;
  const form = useForm(storeTextsOf(store), {
    check: required(t`Required`, 'name'),
    version: store.version,
    latest: async () => {
      const latest = await queryClient.fetchQuery({ ...storeQuery(storeId), staleTime: 0 });
      return { values: storeTextsOf(latest), version: latest.version };
    },
    send: async (values, { ifMatch }) => {
      const params = { path: { storeId }, header: { 'If-Match': ifMatch } };
      const saved = await answerOf(api.PATCH('/registry/v1/stores/{storeId}', { params, body: storeOf(values) }));
      await queryClient.invalidateQueries({ queryKey: ['stores'] });
      notifications.show({ message: t`Saved` });
      return { values: storeTextsOf(saved), version: saved.version };
    },
  });
  return (
    <Paper withBorder p="lg">
      <FormBody form={form} labels={labels} guards>
        <StoreFields form={form} labels={labels} isReadOnly={!isAllowed} />
        {isAllowed && (
          <Group>
            <Button type="submit" loading={form.isSending} disabled={!form.isChanged}>
              <Trans>Save</Trans>
            </Button>
          </Group>
        )}
      </FormBody>
    </Paper>
  );
}

function ShowOnce({ store }: { readonly store: Store }) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const isAllowed = useMay('store.change');
  const { storeId, showKeysOnce: isOnce, version } = store;
  const turn = async (showKeysOnce: boolean): Promise<void> => {
    const params = { path: { storeId }, header: { 'If-Match': `"${version}"` } };
    const call = api.PATCH('/registry/v1/stores/{storeId}', { params, body: { showKeysOnce } });
    await answerOf(call).finally(() => queryClient.invalidateQueries({ queryKey: ['stores'] }));
  };
  return (
    <ShowKeysOnce
      isOnce={isOnce}
      otherwise={t`Whether a Key can be shown again is as the organisation says.`}
      keep={t`Do as the organisation says`}
      isAllowed={isAllowed}
      onTurn={turn}
    />
  );
}

function RemoveStore({ store: { storeId, name } }: { readonly store: Store }) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    await answerOf(api.DELETE('/registry/v1/stores/{storeId}', { params: { path: { storeId } } }));
    await navigate({ to: '/stores' });
    queryClient.removeQueries({ queryKey: ['stores'] });
  };
  return (
    <Group>
      <Button variant="default" c="var(--danger)" onClick={() => setAsking(true)}>
        <Trans>Remove the store</Trans>
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t`Remove ${name}`}
        verb={t`Remove the store`}
        typedName={name}
        onConfirm={remove}
        onClose={() => setAsking(false)}
      >
        <Trans>
          {name} is gone from the lists. A store in which points of sale or devices still stand is not removed. What was
          sold in it stays where it is. It cannot be undone.
        </Trans>
      </Confirm>
    </Group>
  );
}
