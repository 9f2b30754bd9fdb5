import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Code, Group, Paper, Stack, Text } from '@mantine/core';
import type { AuditEntry } from '@ppaas/contracts';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Chip } from '../../components/chip.tsx';
import type { Column } from '../../components/data-table.tsx';
import { Id } from '../../components/id.tsx';
import { List } from '../../components/list.tsx';
import { Refusal } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { useListSearch } from '../../lib/list-search.ts';
import { pagesOf } from '../../lib/list-source.ts';
import { useOneOrganisationId } from './organisation-id.ts';
import { trailQuery } from './organisation-queries.ts';

/** Who did what, newest first. */
export function AuditTab() {
  const { t } = useLingui();
  const organisationId = useOneOrganisationId();
  const [search] = useListSearch();
  const query = useInfiniteQuery(trailQuery(organisationId, search));
  const columns = useColumns();
  return (
    <Stack gap="md">
      <Verification organisationId={organisationId} />
      <List
        caption={t`Audit log`}
        source={pagesOf(query)}
        keyOf={({ seq, hash }) => `${seq}:${hash}`}
        columns={columns}
        csvName="audit"
        filters={[
          { name: 'actor', label: t`Who` },
          { name: 'action', label: t`Action` },
          { name: 'object', label: t`On what` },
          { name: 'from', label: t`From`, type: 'datetime-local' },
          { name: 'to', label: t`To`, type: 'datetime-local' },
        ]}
        empty={<Trans>Everything that people and programs change is written down here. Nothing has been yet.</Trans>}
      />
    </Stack>
  );
}

/** Sorted by time alone: for anything else the whole trail would have to be fetched. */
function useColumns(): readonly Column<AuditEntry>[] {
  const { t } = useLingui();
  return [
    {
      ...{ key: 'action', header: t`Action`, isUnsorted: true },
      value: ({ action }) => action,
      cell: ({ action }) => <Code>{action}</Code>,
    },
    {
      ...{ key: 'at', header: t`When`, isSortedByServer: true },
      value: ({ at }) => at,
      cell: ({ at }) => <Time at={at} />,
    },
    {
      ...{ key: 'actor', header: t`Who`, isUnsorted: true },
      value: ({ actor }) => actor,
      cell: ({ actor, address }) => (
        <>
          {actor}
          <Text size="xs" c="dimmed">
            {address}
          </Text>
        </>
      ),
    },
    {
      ...{ key: 'object', header: t`On what`, isUnsorted: true },
      value: ({ object }) => object,
      cell: ({ object }) => <Id value={object} name={t`On what`} />,
    },
    {
      ...{ key: 'detail', header: t`Detail`, isUnsorted: true },
      value: ({ detail }) => JSON.stringify(detail),
      cell: ({ detail }) => <Code>{JSON.stringify(detail)}</Code>,
    },
  ];
}

function Verification({ organisationId }: { readonly organisationId: string }) {
  const { t } = useLingui();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => answerOf(api.GET('/registry/v1/audit/verification', { params: { query: { organisationId } } })),
  });
  return (
    <Paper withBorder p="md">
      <Group justify="space-between">
        <Text size="sm" maw={560}>
          <Trans>
            Each entry holds the hash of the one before it: an entry that is changed or taken out breaks all that
            follow.
          </Trans>
        </Text>
        <Group role="status">
          {data?.fault === null && (
            <Chip icon={IconShieldCheck} colour="teal" text={t`It holds: ${data.entries} entries`} />
          )}
          {data?.fault != null && <Chip icon={IconShieldX} colour="red" text={t`Broken: ${data.fault}`} />}
          <Button variant="default" onClick={() => mutate()} loading={isPending}>
            <Trans>Verify</Trans>
          </Button>
        </Group>
      </Group>
      {error !== null && <Refusal error={error} />}
    </Paper>
  );
}
