import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button } from '@mantine/core';
import type { PointOfSale } from '@ppaas/contracts';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { Column } from '../../components/data-table.tsx';
import { List } from '../../components/list.tsx';
import { Time } from '../../components/time.tsx';
import { pagesOf } from '../../lib/list-source.ts';
import { useMay } from '../../lib/session.ts';
import { pointsOfSaleQuery } from './pos-queries.ts';
import { PosState } from './pos-state.tsx';

export function PointsOfSaleTab() {
  const { t } = useLingui();
  const { storeId } = useParams({ from: '/frame/stores/$storeId/points-of-sale' });
  const search = useSearch({ from: '/frame/stores/$storeId/points-of-sale' });
  const query = useInfiniteQuery(pointsOfSaleQuery(storeId, search));
  const isAllowed = useMay('pos.manage');
  const columns = useColumns(storeId);
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
    <List
      caption={t`Points of sale`}
      source={pagesOf(query)}
      keyOf={({ posId }) => posId}
      columns={columns}
      searchLabel={t`Name or reference`}
      csvName="points-of-sale"
      filters={[
        {
          name: 'status',
          label: t`State`,
          options: [
            { value: 'ACTIVE', label: t`Registered` },
            { value: 'DEREGISTERED', label: t`Deregistered` },
          ],
        },
      ]}
      action={add}
      empty={
        <Trans>
          A point of sale is the software of a till. Each gets an Application ID and a Key of its own, with which it
          drives the payment devices of this store.
        </Trans>
      }
    />
  );
}

function useColumns(storeId: string): readonly Column<PointOfSale>[] {
  const { t } = useLingui();
  return [
    {
      key: 'name',
      header: t`Name`,
      value: ({ name }) => name,
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
    {
      key: 'reference',
      header: t`Reference`,
      value: ({ reference }) => reference,
      cell: ({ reference }) => reference,
    },
    {
      key: 'state',
      header: t`State`,
      value: ({ status }) => status,
      cell: ({ status }) => <PosState status={status} />,
    },
    {
      key: 'lastUsed',
      header: t`Last used`,
      value: ({ lastUsedAt }) => lastUsedAt,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t`never` : <Time at={lastUsedAt} />),
    },
  ];
}
