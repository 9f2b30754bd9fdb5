import { Trans, useLingui } from '@lingui/react/macro';
import { Stack, Text } from '@mantine/core';
import { CredentialField } from '../../components/credential-field.tsx';

interface CredentialsProps {
  readonly applicationId: string;
  readonly applicationKey: string;
  /** What the POS signs its messages with. */
  readonly reference: string;
  readonly onShowKey?: (isShown: boolean) => void;
}

/** What a POS needs to get a token. */
export function Credentials({ applicationId, applicationKey, reference, onShowKey }: CredentialsProps) {
  const { t } = useLingui();
  return (
    <Stack gap="sm">
      <CredentialField label={t`Application ID`} value={applicationId} isShownAtFirst />
      <CredentialField label={t`Key`} value={applicationKey} {...(onShowKey && { onShow: onShowKey })} />
      <Text size="sm" c="dimmed">
        <Trans>
          The software exchanges both for a token, and names itself {reference} in its messages. Whoever has the Key can
          sell in the name of this point of sale.
        </Trans>
      </Text>
    </Stack>
  );
}
