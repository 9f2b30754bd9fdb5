import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button } from '@mantine/core';
import type { StoreSummary } from '@ppaas/contracts';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { Column } from '../../components/data-table.tsx';
import { List } from '../../components/list.tsx';
import { Page } from '../../components/page.tsx';
import { given } from '../../lib/api.ts';
import { pagesOf } from '../../lib/list-source.ts';
import { useMay } from '../../lib/session.ts';
import { useOrganisationFilter } from '../organisation/organisation-filter.ts';
import { useMerchantChoices } from './merchant-choices.ts';
import { storesQuery } from './store-queries.ts';

export function StoresPage() {
  const { t } = useLingui();
  const search = useSearch({ from: '/frame/stores' });
  const query = useInfiniteQuery(storesQuery(search));
  const columns = useColumns();
  const merchants = useMerchantChoices(search.merchantId);
  const organisation = useOrganisationFilter();
  const add = useMay('stores.manage') && (
    <Button
      renderRoot={(props) => <Link to="/stores/new" search={given({ merchantId: search.merchantId })} {...props} />}
      leftSection={<IconPlus size={16} aria-hidden />}
      tt="uppercase"
    >
      <Trans>Add store</Trans>
    </Button>
  );
  return (
    <Page title={t`Stores`}>
      <List
        caption={t`Stores`}
        source={pagesOf(query)}
        keyOf={({ storeId }) => storeId}
        columns={columns}
        searchLabel={t`Name or reference`}
        csvName="stores"
        filters={[
          ...organisation,
          {
            name: 'merchantId',
            label: t`Merchant`,
            options: merchants.map(({ merchantId, name }) => ({ value: merchantId, label: name })),
          },
        ]}
        action={add}
        empty={
          <Trans>
            A store is a place of business: its points of sale and payment devices stand in it. There is none yet.
          </Trans>
        }
      />
    </Page>
  );
}

function useColumns(): readonly Column<StoreSummary>[] {
  const { t } = useLingui();
  return [
    {
      key: 'name',
      header: t`Name`,
      value: ({ name }) => name,
      cell: ({ storeId, name }) => (
        <Anchor
          renderRoot={(props) => <Link to="/stores/$storeId/points-of-sale" params={{ storeId }} {...props} />}
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
      cell: ({ reference }) => reference ?? '–',
    },
    {
      key: 'merchant',
      header: t`Merchant`,
      value: ({ merchantName }) => merchantName,
      cell: ({ merchantName }) => merchantName,
    },
    {
      key: 'pointsOfSale',
      header: t`Points of sale`,
      isNumber: true,
      value: ({ pointsOfSale }) => pointsOfSale,
      cell: ({ pointsOfSale }) => pointsOfSale,
    },
    {
      key: 'devices',
      header: t`Devices online`,
      isNumber: true,
      value: ({ devicesOnline }) => devicesOnline,
      cell: ({ devicesOnline: online, devices: all }) =>
        online === null ? t`${all}, not known how many online` : t`${online} of ${all}`,
    },
  ];
}
