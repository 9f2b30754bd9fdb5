import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Text } from '@mantine/core';
import { MIN_PASSWORD_LENGTH } from '@ppaas/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { FormBody, useForm } from '../../components/form.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { QueryState } from '../../components/states.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { Door } from './door.tsx';

/** Where a mailed link leads: an invitation, or a new password. */
export function LinkPage() {
  const { t } = useLingui();
  const { token = '' } = useParams({ strict: false });
  const [isDone, setDone] = useState(false);
  const query = useQuery({
    queryKey: ['link', token],
    queryFn: () => answerOf(api.POST('/auth/v1/links/question', { body: { token } })),
    staleTime: Infinity,
  });
  return (
    <Door title={t`Choose a password`}>
      {isDone ? (
        <Text role="status">
          <Trans>The password is set.</Trans>
        </Text>
      ) : (
        <QueryState query={query}>
          {({ name, email, organisation }) => (
            <>
              <Text size="sm">
                <Trans>
                  For {name} ({email}) at {organisation}.
                </Trans>
              </Text>
              <PasswordForm token={token} onDone={() => setDone(true)} />
            </>
          )}
        </QueryState>
      )}
      <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />} size="sm">
        <Trans>To the sign-in</Trans>
      </Anchor>
    </Door>
  );
}

function PasswordForm({ token, onDone }: { readonly token: string; readonly onDone: () => void }) {
  const { t } = useLingui();
  const labels = { newPassword: t`New password`, again: t`Once more` };
  const form = useForm(
    { newPassword: '', again: '' },
    {
      check: ({ newPassword, again }) => ({
        ...(newPassword.length < MIN_PASSWORD_LENGTH && {
          newPassword: t`At least ${MIN_PASSWORD_LENGTH} characters`,
        }),
        ...(again !== newPassword && { again: t`The two differ` }),
      }),
      send: async ({ newPassword }) => {
        await answerOf(api.POST('/auth/v1/links/use', { body: { token, newPassword } }));
        onDone();
      },
    },
  );
  return (
    <FormBody form={form} labels={labels}>
      <PasswordField
        {...form.field('newPassword')}
        label={labels.newPassword}
        description={t`At least ${MIN_PASSWORD_LENGTH} characters; several words are easy to keep in mind`}
        autoComplete="new-password"
        autoFocus
      />
      <PasswordField {...form.field('again')} label={labels.again} autoComplete="new-password" />
      <Button type="submit" h={44} loading={form.isSending}>
        <Trans>Set the password</Trans>
      </Button>
    </FormBody>
  );
}
