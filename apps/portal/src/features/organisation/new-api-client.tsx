import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { MadeApiClient } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CredentialField } from '../../components/credential-field.tsx';
import { Dialog, DialogButtons } from '../../components/dialog.tsx';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { useProof, wasRefused } from '../../components/proof.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { Standing, standingOf, useStandingChecks, useStandingLabels } from './standing.tsx';
import type { StandingTexts } from './standing.tsx';

interface NewApiClientProps {
  readonly isOpen: boolean;
  readonly organisationId: string;
  readonly onClose: () => void;
}

/** Name, role and reach, then the credentials: the secret this one time. */
export function NewApiClient({ isOpen, organisationId, onClose }: NewApiClientProps) {
  const { t } = useLingui();
  const [made, setMade] = useState<MadeApiClient>();
  const close = (): void => {
    setMade(undefined);
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} title={made?.name ?? t`New API client`} onClose={close}>
      {made === undefined ? (
        <NewForm organisationId={organisationId} onMade={setMade} />
      ) : (
        <Made made={made} onClose={close} />
      )}
    </Dialog>
  );
}

function Made({ made, onClose }: { readonly made: MadeApiClient; readonly onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Stack gap="md">
      <Alert color="teal" role="status">
        <Trans>Put both values into the program. The secret is not shown again.</Trans>
      </Alert>
      <CredentialField label={t`Client ID`} value={made.clientId} isShownAtFirst />
      <CredentialField label={t`Client secret`} value={made.clientSecret} />
      <Text size="sm" c="dimmed">
        <Trans>
          With them it gets a token at /oauth2/token (grant type client_credentials), good for the API under /docs.
        </Trans>
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>
          <Trans>Done</Trans>
        </Button>
      </Group>
    </Stack>
  );
}

type ProgramTexts = StandingTexts & Record<'name', string>;

interface NewFormProps {
  readonly organisationId: string;
  readonly onMade: (made: MadeApiClient) => void;
}

function NewForm({ organisationId, onMade }: NewFormProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const withProof = useProof();
  const checkStanding = useStandingChecks();
  const labels = { name: t`Name`, ...useStandingLabels() };
  const form = useForm<ProgramTexts>(
    { name: '', role: 'support', merchantId: '', storeIds: '' },
    {
      check: (values) => ({ ...required<ProgramTexts>(t`Required`, 'name')(values), ...checkStanding(values) }),
      send: async (values, { idempotencyKey }) => {
        const params = { header: { 'Idempotency-Key': idempotencyKey } };
        const body = { organisationId, name: values.name.trim(), ...standingOf(values) };
        try {
          onMade(await withProof(() => answerOf(api.POST('/auth/v1/api-clients', { params, body }))));
        } catch (failure) {
          if (wasRefused(failure)) return;
          throw failure;
        }
        await queryClient.invalidateQueries({ queryKey: ['api-clients'] });
      },
    },
  );
  return (
    <FormBody form={form} labels={labels}>
      <TextInput
        {...form.field('name')}
        label={labels.name}
        description={t`What it is for, such as “Till roll-out”`}
        maxLength={70}
        data-autofocus
      />
      <Standing form={form} labels={labels} organisationId={organisationId} />
      <DialogButtons verb={t`Make credentials`} isSending={form.isSending} />
    </FormBody>
  );
}
