import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Stack, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { MIN_PASSWORD_LENGTH } from '@ppaas/contracts';
import { useState } from 'react';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { answerOf, api } from '../../lib/api.ts';

export function Password() {
  // A new form after each change: the passwords do not stay in the page.
  const [changes, setChanges] = useState(0);
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Title order={2}>
          <Trans>Password</Trans>
        </Title>
        <PasswordForm key={changes} onChanged={() => setChanges(changes + 1)} />
      </Stack>
    </Paper>
  );
}

function PasswordForm({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useLingui();
  const labels = { password: t`Present password`, newPassword: t`New password` };
  const form = useForm(
    { password: '', newPassword: '' },
    {
      check: (values) => ({
        ...required<typeof values>(t`Required`, 'password')(values),
        ...(values.newPassword.length < MIN_PASSWORD_LENGTH && {
          newPassword: t`At least ${MIN_PASSWORD_LENGTH} characters`,
        }),
      }),
      send: async (body) => {
        await answerOf(api.PUT('/auth/v1/account/password', { body }));
        notifications.show({ message: t`The password is changed. Other places are signed out.` });
        onChanged();
      },
    },
  );
  return (
    <FormBody form={form} labels={labels}>
      <PasswordField {...form.field('password')} label={labels.password} autoComplete="current-password" />
      <PasswordField
        {...form.field('newPassword')}
        label={labels.newPassword}
        description={t`At least ${MIN_PASSWORD_LENGTH} characters; several words are easy to keep in mind`}
        autoComplete="new-password"
      />
      <Group>
        <Button type="submit" variant="default" loading={form.isSending}>
          <Trans>Change the password</Trans>
        </Button>
      </Group>
    </FormBody>
  );
}
