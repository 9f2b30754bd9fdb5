import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Organisation } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormBody, useForm } from '../../components/form.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { useMay } from '../../lib/session.ts';
import { organisationQuery } from './organisation-queries.ts';

interface Given {
  readonly organisation: Organisation;
}

/** How much the organisation may begin in a second: people of the platform set it, its own administrators see it. */
export function Quota({ organisation }: Given) {
  const { t } = useLingui();
  const maySet = useMay('organisations.manage');
  return (
    <Paper withBorder p="lg">
      {maySet ? (
        <QuotaForm organisation={organisation} />
      ) : (
        <TextInput
          label={t`New requests a second`}
          value={organisation.exchangesPerSecond ?? t`As for every organisation`}
          description={t`As many as all your points of sale may begin together. Whoever runs the platform can change it.`}
          readOnly
        />
      )}
    </Paper>
  );
}

const textsOf = ({ exchangesPerSecond }: Organisation) => ({
  exchangesPerSecond: exchangesPerSecond?.toString() ?? '',
});

function QuotaForm({ organisation }: Given) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const { organisationId } = organisation;
  const labels = { exchangesPerSecond: t`New requests a second` };
  const form = useForm(textsOf(organisation), {
    check: ({ exchangesPerSecond }) =>
      /^\d*$/.test(exchangesPerSecond.trim()) ? {} : { exchangesPerSecond: t`A whole number, or nothing` },
    version: organisation.version,
    latest: async () => {
      const latest = await queryClient.fetchQuery({ ...organisationQuery(organisationId), staleTime: 0 });
      return { values: textsOf(latest), version: latest.version };
    },
    send: async ({ exchangesPerSecond: text }, { ifMatch }) => {
      const params = { path: { organisationId }, header: { 'If-Match': ifMatch } };
      const body = { exchangesPerSecond: text.trim() === '' ? null : Number(text) };
      const saved = await answerOf(api.PUT('/registry/v1/organisations/{organisationId}/quota', { params, body }));
      await queryClient.invalidateQueries({ queryKey: ['organisations'] });
      notifications.show({ message: t`Saved` });
      return { values: textsOf(saved), version: saved.version };
    },
  });
  return (
    <FormBody form={form} labels={labels} guards>
      <TextInput
        {...form.field('exchangesPerSecond')}
        label={labels.exchangesPerSecond}
        description={t`As many as all its points of sale may begin together, at each instance that serves it; left empty, as its cell is configured`}
        inputMode="numeric"
        maxLength={7}
      />
      <Group>
        <Button type="submit" loading={form.isSending} disabled={!form.isChanged}>
          <Trans>Save</Trans>
        </Button>
      </Group>
    </FormBody>
  );
}
