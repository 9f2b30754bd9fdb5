import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { Empty, QueryState } from '../../components/states.tsx';
import { storesQuery } from './store-queries.ts';

export function StoresPage() {
  const { t } = useLingui();
  const { q } = useSearch({ from: '/frame/stores' });
  const query = useInfiniteQuery(storesQuery(q));
  return (
    <Page title={t`Stores`} actions={<Search q={q} />}>
      <QueryState query={query} lines={8}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0 && q !== undefined) {
            return (
              <Empty>
                <Trans>No store has “{q}” in its name or reference.</Trans>
              </Empty>
            );
          }
          if (rows.length === 0) {
            return (
              <Empty>
                <Trans>
                  A store is a place of business: its points of sale and payment devices stand in it. There is none yet.
                </Trans>
              </Empty>
            );
          }
          return (
            <DataTable
              caption={t`Stores`}
              rows={rows}
              keyOf={({ storeId }) => storeId}
              onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              isFetchingMore={query.isFetchingNextPage}
              columns={[
                {
                  key: 'name',
                  header: t`Name`,
                  cell: ({ storeId, name }) => (
                    <Anchor
                      renderRoot={(props) => (
                        <Link to="/stores/$storeId/points-of-sale" params={{ storeId }} {...props} />
                      )}
                      className="row-link"
                    >
                      {name}
                    </Anchor>
                  ),
                },
                { key: 'reference', header: t`Reference`, cell: ({ reference }) => reference ?? '–' },
                { key: 'merchant', header: t`Merchant`, cell: ({ merchantName }) => merchantName },
                {
                  key: 'pointsOfSale',
                  header: t`Points of sale`,
                  isNumber: true,
                  cell: ({ pointsOfSale }) => pointsOfSale,
                },
                {
                  key: 'devices',
                  header: t`Devices online`,
                  isNumber: true,
                  cell: ({ devices, devicesOnline }) => <Online online={devicesOnline} all={devices} />,
                },
              ]}
            />
          );
        }}
      </QueryState>
    </Page>
  );
}

function Search({ q }: { readonly q: string | undefined }) {
  const { t } = useLingui();
  const navigate = useNavigate({ from: '/stores' });
  const search = useDebouncedCallback((text: string) => {
    void navigate({ search: text.trim() === '' ? {} : { q: text.trim() }, replace: true });
  }, 250);
  return (
    <TextInput
      aria-label={t`Search stores`}
      placeholder={t`Name or reference`}
      type="search"
      defaultValue={q ?? ''}
      onChange={({ currentTarget }) => search(currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      w={260}
    />
  );
}

function Online({ online, all }: { readonly online: number | null; readonly all: number }) {
  const { t } = useLingui();
  if (online === null) return <Text size="sm">{t`${all}, not known how many online`}</Text>;
  return (
    <Group gap={4} justify="flex-end">
      <Text size="sm">{t`${online} of ${all}`}</Text>
    </Group>
  );
}
