import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { DataTable } from '../../components/data-table.tsx';
import { Empty, QueryState } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { useMay } from '../../lib/session.ts';
import { pointsOfSaleQuery } from './pos-queries.ts';
import { PosState } from './pos-state.tsx';

export function PointsOfSaleTab() {
  const { t } = useLingui();
  const { storeId } = useParams({ from: '/frame/stores/$storeId/points-of-sale' });
  const query = useInfiniteQuery(pointsOfSaleQuery(storeId));
  const isAllowed = useMay('pos.manage');
  const add = isAllowed && (
    <Button
      renderRoot={(props) => <Link to="/stores/$storeId/points-of-sale/new" params={{ storeId }} {...props} />}
      leftSection={<IconPlus size={16} aria-hidden />}
      tt="uppercase"
      h={44}
    >
      <Trans>Add point of sale</Trans>
    </Button>
  );
  return (
    <QueryState query={query} lines={6}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0) {
          return (
            <Empty action={add}>
              <Trans>
                A point of sale is the software of a till. Each gets an Application ID and a Key of its own, with which
                it drives the payment devices of this store.
              </Trans>
            </Empty>
          );
        }
        return (
          <>
            <Group justify="flex-end">{add}</Group>
            <DataTable
              caption={t`Points of sale`}
              rows={rows}
              keyOf={({ posId }) => posId}
              onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              isFetchingMore={query.isFetchingNextPage}
              columns={[
                {
                  key: 'name',
                  header: t`Name`,
                  cell: ({ posId, name }) => (
                    <Anchor
                      renderRoot={(props) => (
                        <Link to="/stores/$storeId/points-of-sale/$posId" params={{ storeId, posId }} {...props} />
                      )}
                      className="row-link"
                    >
                      {name}
                    </Anchor>
                  ),
                },
                { key: 'reference', header: t`Reference`, cell: ({ reference }) => reference },
                { key: 'state', header: t`State`, cell: ({ status }) => <PosState status={status} /> },
                {
                  key: 'lastUsed',
                  header: t`Last used`,
                  cell: ({ lastUsedAt }) => (lastUsedAt === null ? t`never` : <Time at={lastUsedAt} />),
                },
              ]}
            />
          </>
        );
      }}
    </QueryState>
  );
}
