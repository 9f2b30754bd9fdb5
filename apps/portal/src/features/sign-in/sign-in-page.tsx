import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { ownPage } from '../../lib/own-page.ts';
import { Door } from './door.tsx';

const ORGANISATION = 'organisation';

/** Two steps: who one is, and, where there is one, the second factor. */
export function SignInPage() {
  const { t } = useLingui();
  const [step, setStep] = useState<'PASSWORD' | 'SECOND_FACTOR'>('PASSWORD');
  const { next } = useSearch({ from: '/sign-in' });
  const enter = (): void => {
    // As a new page: nothing of before is kept.
    location.assign(ownPage(next, location.origin));
  };
  return (
    <Door title={step === 'PASSWORD' ? t`Sign in` : t`Second factor`}>
      {step === 'PASSWORD' ? (
        <PasswordStep onSecondFactor={() => setStep('SECOND_FACTOR')} onDone={enter} />
      ) : (
        <SecondFactorStep onDone={enter} />
      )}
    </Door>
  );
}

function PasswordStep({
  onSecondFactor,
  onDone,
}: {
  readonly onSecondFactor: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useLingui();
  const labels = { organisation: t`User domain`, email: t`E-mail`, password: t`Password` };
  const form = useForm(
    { organisation: localStorage.getItem(ORGANISATION) ?? '', email: '', password: '' },
    {
      check: required(t`Required`, 'organisation', 'email', 'password'),
      send: async (body) => {
        const { step } = await answerOf(api.POST('/auth/v1/sign-in', { body }));
        localStorage.setItem(ORGANISATION, body.organisation);
        if (step === 'SECOND_FACTOR') onSecondFactor();
        else onDone();
      },
    },
  );
  return (
    <FormBody form={form} labels={labels}>
      <TextInput
        {...form.field('organisation')}
        label={labels.organisation}
        description={t`The short name of your organisation`}
        autoComplete="organization"
        autoCapitalize="none"
        autoFocus={form.values.organisation === ''}
      />
      <TextInput
        {...form.field('email')}
        label={labels.email}
        type="email"
        autoComplete="username"
        autoFocus={form.values.organisation !== ''}
      />
      <PasswordField {...form.field('password')} label={labels.password} autoComplete="current-password" />
      <Button type="submit" fullWidth h={44} loading={form.isSending}>
        <Trans>Sign in</Trans>
      </Button>
      <Anchor renderRoot={(props) => <Link to="/forgotten" {...props} />} size="sm">
        <Trans>Password forgotten?</Trans>
      </Anchor>
    </FormBody>
  );
}

function SecondFactorStep({ onDone }: { readonly onDone: () => void }) {
  const { t } = useLingui();
  const [isRecovery, setRecovery] = useState(false);
  const labels = { code: t`Code`, recoveryCode: t`Recovery code` };
  const name = isRecovery ? 'recoveryCode' : 'code';
  const form = useForm(
    { code: '', recoveryCode: '' },
    {
      check: required(t`Required`, name),
      send: async ({ code, recoveryCode }) => {
        const body = isRecovery ? { recoveryCode } : { code };
        await answerOf(api.POST('/auth/v1/sign-in/second-factor', { body }));
        onDone();
      },
    },
  );
  return (
    <FormBody form={form} labels={labels}>
      <Stack gap="md">
        <Text size="sm">
          {isRecovery ? (
            <Trans>One of the codes that you kept when you added the authenticator. Each opens once.</Trans>
          ) : (
            <Trans>The six digits that your authenticator shows now.</Trans>
          )}
        </Text>
        <TextInput
          key={name}
          {...form.field(name)}
          label={labels[name]}
          inputMode={isRecovery ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          maxLength={isRecovery ? 16 : 6}
          autoFocus
        />
        <Button type="submit" fullWidth h={44} loading={form.isSending}>
          <Trans>Continue</Trans>
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={() => setRecovery(!isRecovery)}>
          {isRecovery ? <Trans>Use the authenticator</Trans> : <Trans>Use a recovery code</Trans>}
        </Anchor>
      </Stack>
    </FormBody>
  );
}
