import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Text } from '@mantine/core';
import type { ApiClient } from '@ppaas/contracts';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { Copy } from '../../components/copy.tsx';
import type { Column } from '../../components/data-table.tsx';
import { List } from '../../components/list.tsx';
import { Time } from '../../components/time.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { pagesOf } from '../../lib/list-source.ts';
import { NewApiClient } from './new-api-client.tsx';
import { useOneOrganisationId } from './organisation-id.ts';
import { apiClientsQuery } from './organisation-queries.ts';
import { ROLE_TEXTS } from './role-texts.ts';
import { useReach } from './standing.tsx';

/** The programs of an organisation that call the API by themselves. */
export function ApiClientsTab() {
  const { t } = useLingui();
  const organisationId = useOneOrganisationId();
  const source = pagesOf(useInfiniteQuery(apiClientsQuery(organisationId)));
  const [isAdding, setAdding] = useState(false);
  const [revoked, setRevoked] = useState<ApiClient>();
  const columns = useColumns(organisationId, source.rows, setRevoked);
  return (
    <>
      <List
        caption={t`API clients`}
        source={source}
        keyOf={({ clientId }) => clientId}
        columns={columns}
        csvName="api-clients"
        action={
          <Button onClick={() => setAdding(true)} leftSection={<IconPlus size={16} aria-hidden />} tt="uppercase">
            <Trans>Add API client</Trans>
          </Button>
        }
        empty={
          <Trans>
            A program of yours that does by itself what this portal does gets its own credentials here, with a role and
            how far it reaches.
          </Trans>
        }
      />
      <NewApiClient isOpen={isAdding} organisationId={organisationId} onClose={() => setAdding(false)} />
      {revoked !== undefined && <Revoke program={revoked} onClose={() => setRevoked(undefined)} />}
    </>
  );
}

function useColumns(
  organisationId: string,
  programs: readonly ApiClient[] | undefined,
  onRevoke: (program: ApiClient) => void,
): readonly Column<ApiClient>[] {
  const { t } = useLingui();
  const reachOf = useReach(organisationId, programs);
  return [
    {
      key: 'name',
      header: t`Name`,
      value: ({ name }) => name,
      cell: ({ name, clientId }) => (
        <>
          {name}
          <Group gap={4} wrap="nowrap">
            <Text size="xs" c="dimmed" ff="monospace">
              {clientId}
            </Text>
            <Copy value={clientId} name={t`Client ID of ${name}`} />
          </Group>
        </>
      ),
    },
    { key: 'role', header: t`Role`, value: ({ role }) => role, cell: ({ role }) => t(ROLE_TEXTS[role]) },
    { key: 'reach', header: t`Reach`, value: reachOf, cell: reachOf },
    {
      key: 'made',
      header: t`Made`,
      value: ({ createdAt }) => createdAt,
      cell: ({ createdAt, createdBy }) => (
        <>
          <Time at={createdAt} />
          <Text size="xs" c="dimmed">
            {createdBy}
          </Text>
        </>
      ),
    },
    {
      key: 'lastUsed',
      header: t`Last used`,
      value: ({ lastUsedAt }) => lastUsedAt,
      cell: ({ lastUsedAt, lastUsedFrom }) =>
        lastUsedAt === null ? (
          t`never`
        ) : (
          <>
            <Time at={lastUsedAt} />
            <Text size="xs" c="dimmed">
              {lastUsedFrom}
            </Text>
          </>
        ),
    },
    {
      key: 'act',
      header: t`Actions`,
      isNumber: true,
      cell: (program) => <RevokeButton name={program.name} onClick={() => onRevoke(program)} />,
    },
  ];
}

function RevokeButton({ name, onClick }: { readonly name: string; readonly onClick: () => void }) {
  const { t } = useLingui();
  return (
    <Button variant="default" c="var(--danger)" onClick={onClick} aria-label={t`Revoke ${name}`}>
      <Trans>Revoke</Trans>
    </Button>
  );
}

function Revoke({ program, onClose }: { readonly program: ApiClient; readonly onClose: () => void }) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const { clientId, name } = program;
  const revoke = async (): Promise<void> => {
    await answerOf(api.DELETE('/auth/v1/api-clients/{clientId}', { params: { path: { clientId } } }));
    await queryClient.invalidateQueries({ queryKey: ['api-clients'] });
  };
  return (
    <Confirm isOpen title={t`Revoke ${name}`} verb={t`Revoke`} onConfirm={revoke} onClose={onClose}>
      <Trans>
        {name} is refused within 2 seconds and gets no more tokens. What it did stays, and other programs and people are
        not touched. Its credentials cannot be brought back: make new ones for it.
      </Trans>
    </Confirm>
  );
}
