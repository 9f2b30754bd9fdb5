import { Trans, useLingui } from '@lingui/react/macro';
import { Stack, Text, TextInput } from '@mantine/core';
import { answerOf, api } from '../lib/api.ts';
import { readSignInAgain, usePerson } from '../lib/session.ts';
import { Dialog, DialogButtons } from './dialog.tsx';
import { FormBody, required, useForm } from './form.tsx';
import { PasswordField } from './password-field.tsx';

interface ProofDialogProps {
  readonly onSettled: (isProven: boolean) => void;
}

/** Asks for the second factor, or for the password where there is none. */
export function ProofDialog({ onSettled }: ProofDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog isOpen title={t`Is it you?`} onClose={() => onSettled(false)}>
      <ProofForm onSettled={onSettled} />
    </Dialog>
  );
}

function ProofForm({ onSettled }: ProofDialogProps) {
  const { t } = useLingui();
  const { hasSecondFactor } = usePerson();
  const form = useForm(
    { code: '', password: '' },
    {
      check: required(t`Required`, hasSecondFactor ? 'code' : 'password'),
      send: async ({ code, password }) => {
        const body = hasSecondFactor ? { code } : { password };
        await answerOf(api.POST('/auth/v1/sign-in/step-up', { body }));
        await readSignInAgain();
        onSettled(true);
      },
    },
  );
  return (
    <FormBody form={form} labels={{ code: t`Code`, password: t`Password` }} guards={false}>
      <Stack gap="md">
        <Text size="sm">
          <Trans>What you are about to do asks for it again.</Trans>
        </Text>
        {hasSecondFactor ? (
          <TextInput
            {...form.field('code')}
            label={t`Code of your authenticator`}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            data-autofocus
          />
        ) : (
          <PasswordField
            {...form.field('password')}
            label={t`Your password`}
            autoComplete="current-password"
            data-autofocus
          />
        )}
        <DialogButtons verb={t`Continue`} isSending={form.isSending} />
      </Stack>
    </FormBody>
  );
}
