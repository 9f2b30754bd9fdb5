import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { SignInPlace } from '@ppaas/contracts';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Freshness } from '../../components/freshness.tsx';
import { QueryState } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { KEPT_EVERY_MS, freshOf } from '../../lib/fresh.ts';

const signInsQuery = queryOptions({
  queryKey: ['sign-ins'],
  queryFn: () => answerOf(api.GET('/auth/v1/sign-ins')),
  refetchInterval: KEPT_EVERY_MS,
});

export function SignIns() {
  const { t } = useLingui();
  const query = useQuery(signInsQuery);
  const queryClient = useQueryClient();
  const [ended, setEnded] = useState<SignInPlace>();
  const end = async (signInId: string): Promise<void> => {
    await answerOf(api.DELETE('/auth/v1/sign-ins/{signInId}', { params: { path: { signInId } } }));
    await queryClient.invalidateQueries(signInsQuery);
  };
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2}>
            <Trans>Where you are signed in</Trans>
          </Title>
          <Freshness fresh={freshOf(query, true)} />
        </Group>
        <QueryState query={query}>
          {({ items }) => (
            <DataTable
              caption={t`Where you are signed in`}
              rows={items}
              keyOf={({ signInId }) => signInId}
              columns={[
                { key: 'where', header: t`From`, cell: (place) => <Where {...place} /> },
                { key: 'seen', header: t`Last used`, cell: ({ lastSeenAt }) => <Time at={lastSeenAt} /> },
                {
                  key: 'act',
                  header: t`Actions`,
                  isNumber: true,
                  cell: (place) =>
                    place.isThis ? (
                      <Trans>this page</Trans>
                    ) : (
                      <Button
                        variant="default"
                        size="xs"
                        onClick={() => setEnded(place)}
                        aria-label={t`Sign out at ${place.address}`}
                      >
                        <Trans>Sign out there</Trans>
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </QueryState>
      </Stack>
      {ended !== undefined && (
        <Confirm
          isOpen
          title={t`Sign out at ${ended.address}`}
          verb={t`Sign out there`}
          onConfirm={() => end(ended.signInId)}
          onClose={() => setEnded(undefined)}
        >
          <Trans>That browser is refused within 2 seconds, and loses what is typed in there and not saved.</Trans>
        </Confirm>
      )}
    </Paper>
  );
}

function Where({ address, userAgent }: { readonly address: string; readonly userAgent: string }) {
  return (
    <>
      {address}
      <Text size="xs" c="dimmed" lineClamp={1} maw={240} title={userAgent}>
        {userAgent}
      </Text>
    </>
  );
}
