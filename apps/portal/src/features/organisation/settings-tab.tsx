import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Organisation } from '@ppaas/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { QueryState } from '../../components/states.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { useOneOrganisationId } from './organisation-id.ts';
import { organisationQuery } from './organisation-queries.ts';

export function OrganisationSettingsTab() {
  const query = useQuery(organisationQuery(useOneOrganisationId()));
  return (
    <QueryState query={query}>
      {(organisation) => (
        <Stack gap="md" maw={640}>
          <NameForm organisation={organisation} />
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
  const { organisationId, showKeysOnce } = organisation;
  const [isAsking, setAsking] = useState(false);
  const turn = async (): Promise<void> => {
    const params = { path: { organisationId } };
    const body = { showKeysOnce: !showKeysOnce };
    await answerOf(api.PATCH('/registry/v1/organisations/{organisationId}', { params, body }));
    await queryClient.invalidateQueries({ queryKey: ['organisations'] });
  };
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Title order={2}>
          <Trans>Keys of points of sale</Trans>
        </Title>
        <Text size="sm">
          {showKeysOnce ? (
            <Trans>A Key is shown once, when it is made. Nobody can see it again.</Trans>
          ) : (
            <Trans>A Key is kept, encrypted, and can be shown again to who proves to be allowed to.</Trans>
          )}
        </Text>
        <Group>
          <Button variant="default" onClick={() => setAsking(true)}>
            {showKeysOnce ? t`Keep Keys from now on` : t`Show Keys once`}
          </Button>
        </Group>
      </Stack>
      <Confirm
        isOpen={isAsking}
        title={showKeysOnce ? t`Keep Keys from now on` : t`Show Keys once`}
        verb={showKeysOnce ? t`Keep Keys` : t`Show once, forget those kept`}
        isDangerous={!showKeysOnce}
        onConfirm={turn}
        onClose={() => setAsking(false)}
      >
        {showKeysOnce ? (
          <Trans>Keys that are made from now on can be shown again. Those of before cannot.</Trans>
        ) : (
          <Trans>
            The Keys that are kept are forgotten: they go on working, but nobody sees them again. That part cannot be
            undone.
          </Trans>
        )}
      </Confirm>
    </Paper>
  );
}
