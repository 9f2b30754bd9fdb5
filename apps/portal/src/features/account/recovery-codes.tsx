import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Code, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { Copy } from '../../components/copy.tsx';

/** Shown once. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useLingui();
  return (
    <Alert color="gray" variant="default" role="status" title={t`Recovery codes`}>
      <Stack gap="sm">
        <Text size="sm">
          <Trans>
            Keep these where you find them without your phone. Each opens your account once. They are not shown again.
          </Trans>
        </Text>
        <SimpleGrid cols={2} maw={320} spacing="xs">
          {codes.map((code) => (
            <Code key={code} fz="sm">
              {code}
            </Code>
          ))}
        </SimpleGrid>
        <Group gap={4}>
          <Copy value={codes.join('\n')} name={t`recovery codes`} />
        </Group>
      </Stack>
    </Alert>
  );
}
