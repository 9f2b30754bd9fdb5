import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Organisation } from '@ppaas/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { Freshness } from '../../components/freshness.tsx';
import { ShowKeysOnce } from '../../components/show-keys-once.tsx';
import { QueryState } from '../../components/states.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { KEPT_EVERY_MS, freshOf } from '../../lib/fresh.ts';
import { useOneOrganisationId } from './organisation-id.ts';
import { organisationQuery } from './organisation-queries.ts';
import { Quota } from './quota.tsx';

export function OrganisationSettingsTab() {
  const query = useQuery({ ...organisationQuery(useOneOrganisationId()), refetchInterval: KEPT_EVERY_MS });
  return (
    <QueryState query={query}>
      {(organisation) => (
        <Stack gap="md" maw={640}>
          <Group justify="flex-end">
            <Freshness fresh={freshOf(query, true)} />
          </Group>
          <NameForm organisation={organisation} />
          <Quota organisation={organisation} />
          <ShowOnce organisation={organisation} />
        </Stack>
      )}
    </QueryState>
  );
}

interface Given {
  readonly organisation: Organisation;
}

function NameForm({ organisation }: Given) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const { organisationId } = organisation;
  const labels = { name: t`Name` };
  const form = useForm(
    { name: organisation.name },
    {
      check: required(t`Required`, 'name'),
      version: organisation.version,
      latest: async () => {
        const read = { ...organisationQuery(organisationId), staleTime: 0 };
        const { name, version } = await queryClient.fetchQuery(read);
        return { values: { name }, version };
      },
      send: async ({ name }, { ifMatch }) => {
        const params = { path: { organisationId }, header: { 'If-Match': ifMatch } };
        const body = { name: name.trim() };
        const call = api.PATCH('/registry/v1/organisations/{organisationId}', { params, body });
        const saved = await answerOf(call);
        await queryClient.invalidateQueries({ queryKey: ['organisations'] });
        notifications.show({ message: t`Saved` });
        return { values: { name: saved.name }, version: saved.version };
      },
    },
  );
  return (
    <Paper withBorder p="lg">
      <FormBody form={form} labels={labels} guards>
        <TextInput {...form.field('name')} label={labels.name} maxLength={70} />
        <TextInput
          label={t`User domain`}
          value={organisation.domain}
          description={t`What your people type to sign in`}
          readOnly
        />
        <Group>
          <Button type="submit" loading={form.isSending} disabled={!form.isChanged}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </FormBody>
    </Paper>
  );
}

function ShowOnce({ organisation }: Given) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const { organisationId, showKeysOnce: isOnce, version } = organisation;
  const turn = async (showKeysOnce: boolean): Promise<void> => {
    const params = { path: { organisationId }, header: { 'If-Match': `"${version}"` } };
    const call = api.PATCH('/registry/v1/organisations/{organisationId}', { params, body: { showKeysOnce } });
    await answerOf(call).finally(() => queryClient.invalidateQueries({ queryKey: ['organisations'] }));
  };
  return (
    <ShowKeysOnce
      isOnce={isOnce}
      otherwise={t`A Key is kept, encrypted, and can be shown again to who proves to be allowed to.`}
      keep={t`Keep Keys from now on`}
      onTurn={turn}
    />
  );
}
