import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Code, Group, Text, TextInput } from '@mantine/core';
import { Copy } from '../../components/copy.tsx';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { answerOf, api } from '../../lib/api.ts';

export interface Proposal {
  /** Base32, for people who cannot scan. */
  readonly secret: string;
  /** What the QR code says. */
  readonly uri: string;
}

interface AddAuthenticatorProps {
  readonly proposal: Proposal;
  readonly onConfirmed: (recoveryCodes: readonly string[]) => Promise<void>;
  readonly onCancel: () => void;
}

export function AddAuthenticator({ proposal: { secret, uri }, onConfirmed, onCancel }: AddAuthenticatorProps) {
  const { t } = useLingui();
  const labels = { code: t`Code that it shows now` };
  const form = useForm(
    { code: '' },
    {
      check: required(t`Required`, 'code'),
      send: async (body, { idempotencyKey }) => {
        const params = { header: { 'Idempotency-Key': idempotencyKey } };
        const call = api.POST('/auth/v1/account/second-factor/confirmation', { params, body });
        await onConfirmed((await answerOf(call)).recoveryCodes);
      },
    },
  );
  return (
    <FormBody form={form} labels={labels}>
      <Text size="sm">
        <Trans>
          Scan this with the authenticator, or type the letters below into it. Then type the code that it shows.
        </Trans>
      </Text>
      <QrCode text={uri} label={t`QR code for the authenticator`} />
      <Group gap={4}>
        <Code fz="sm">{secret.replaceAll(/(.{4})/g, '$1 ').trim()}</Code>
        <Copy value={secret} name={t`secret`} />
      </Group>
      <TextInput
        {...form.field('code')}
        label={labels.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        maw={200}
        autoFocus
      />
      <Group>
        <Button type="submit" loading={form.isSending}>
          <Trans>Turn on</Trans>
        </Button>
        <Button variant="default" onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </FormBody>
  );
}
