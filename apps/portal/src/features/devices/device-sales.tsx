import { Trans } from '@lingui/react/macro';
import { Anchor, Paper, Stack, Title } from '@mantine/core';

/** The last sales of a device: where they are listed. */
export function DeviceSales({ deviceId }: { readonly deviceId: string }) {
  return (
    <Paper withBorder p="lg">
      <Stack gap="sm" align="flex-start">
        <Title order={3}>
          <Trans>Last sales</Trans>
        </Title>
        <Anchor href={`/transactions?${new URLSearchParams({ deviceId })}`} size="sm">
          <Trans>Transactions of this device</Trans>
        </Anchor>
      </Stack>
    </Paper>
  );
}
