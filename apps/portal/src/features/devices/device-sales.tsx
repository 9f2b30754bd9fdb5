import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DataTable } from '../../components/data-table.tsx';
import { QueryState } from '../../components/states.tsx';
import { useSaleColumns } from '../transactions/transaction-list.tsx';
import { latestQuery } from '../transactions/transaction-queries.ts';

/** The last sales of a device, and where all of them are listed. */
export function DeviceSales({ deviceId }: { readonly deviceId: string }) {
  const { t } = useLingui();
  const query = useQuery(latestQuery(deviceId));
  const columns = useSaleColumns(query.data?.items).filter(({ key }) => !['store', 'device'].includes(key));
  return (
    <Paper withBorder p="lg">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3}>
            <Trans>Last sales</Trans>
          </Title>
          <Anchor
            className="finger"
            size="sm"
            renderRoot={(props) => <Link to="/transactions" search={{ deviceId }} {...props} />}
          >
            <Trans>Transactions of this device</Trans>
          </Anchor>
        </Group>
        <QueryState query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Text size="sm">
                <Trans>None yet.</Trans>
              </Text>
            ) : (
              <DataTable
                caption={t`Last sales`}
                rows={items}
                keyOf={({ exchangeId }) => exchangeId}
                columns={columns}
              />
            )
          }
        </QueryState>
      </Stack>
    </Paper>
  );
}
