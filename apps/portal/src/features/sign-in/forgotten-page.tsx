import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { Door } from './door.tsx';

export function ForgottenPage() {
  const { t } = useLingui();
  const [isSent, setSent] = useState(false);
  const labels = { organisation: t`User domain`, email: t`E-mail` };
  const form = useForm(
    { organisation: '', email: '' },
    {
      check: required(t`Required`, 'organisation', 'email'),
      send: async (body, { idempotencyKey }) => {
        const params = { header: { 'Idempotency-Key': idempotencyKey } };
        await answerOf(api.POST('/auth/v1/password-resets', { params, body }));
        setSent(true);
      },
    },
  );
  return (
    <Door title={t`Password forgotten`}>
      {isSent ? (
        <Text role="status">
          <Trans>If there is such an account, a link is on its way to it. It is good for 24 hours.</Trans>
        </Text>
      ) : (
        <FormBody form={form} labels={labels}>
          <TextInput {...form.field('organisation')} label={labels.organisation} autoCapitalize="none" autoFocus />
          <TextInput {...form.field('email')} label={labels.email} type="email" autoComplete="username" />
          <Button type="submit" h={44} loading={form.isSending}>
            <Trans>Send the link</Trans>
          </Button>
        </FormBody>
      )}
      <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />} size="sm">
        <Trans>To the sign-in</Trans>
      </Anchor>
    </Door>
  );
}
