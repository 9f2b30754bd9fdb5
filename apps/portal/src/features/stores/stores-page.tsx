import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { Column } from '../../components/data-table.tsx';
import { List } from '../../components/list.tsx';
import { Page } from '../../components/page.tsx';
import { given } from '../../lib/api.ts';
import { amountText } from '../../lib/amount.ts';
import { useMay } from '../../lib/session.ts';
import { useOrganisationFilter } from '../organisation/organisation-filter.ts';
import { useMerchantChoices } from './merchant-choices.ts';
import { useStoreLines } from './store-lines.ts';
import type { StoreLine } from './store-lines.ts';
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
        source={useStoreLines(query)}
        keyOf={({ storeId }) => storeId}
        columns={columns}
        searchLabel={t`Name or reference`}
        csvName="stores"
        filters={[
          ...organisation,
          ...(merchants === undefined ? [] : [{ name: 'merchantId', label: t`Merchant`, choices: merchants }]),
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

function useColumns(): readonly Column<StoreLine>[] {
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
    {
      key: 'today',
      header: t`Sales today`,
      isNumber: true,
      value: ({ today }) => today?.sales ?? null,
      cell: ({ today }) => <SalesToday today={today} />,
    },
  ];
}

/** How many payments were approved, and for how much where that is one sum. */
function SalesToday({ today }: Pick<StoreLine, 'today'>) {
  const { t, i18n } = useLingui();
  if (today === undefined) return '…';
  if (today === null) return t`not known now`;
  const [first, ...more] = today.amounts;
  return (
    <>
      {today.sales}
      {first !== undefined && more.length === 0 && (
        <Text size="xs" c="dimmed" className="figure">
          {amountText(first.amount, first.currency, i18n.locale)}
        </Text>
      )}
    </>
  );
}
