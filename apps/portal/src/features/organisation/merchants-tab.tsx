import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Group } from '@mantine/core';
import type { Merchant } from '@ppaas/contracts';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import type { Column } from '../../components/data-table.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Id } from '../../components/id.tsx';
import { List } from '../../components/list.tsx';
import { Time } from '../../components/time.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { useListSearch } from '../../lib/list-search.ts';
import { pagesOf } from '../../lib/list-source.ts';
import { useMay } from '../../lib/session.ts';
import { NewMerchant, RenameMerchant } from './merchant-forms.tsx';
import { useOneOrganisationId } from './organisation-id.ts';
import { merchantsQuery } from './organisation-queries.ts';

type Asked = { readonly kind: 'add' } | { readonly kind: 'rename' | 'remove'; readonly merchant: Merchant };

export function MerchantsTab() {
  const { t } = useLingui();
  const organisationId = useOneOrganisationId();
  const [search] = useListSearch();
  const query = useInfiniteQuery(merchantsQuery(organisationId, search['q']));
  const [asked, setAsked] = useState<Asked>();
  const isAllowed = useMay('merchants.manage');
  const close = (): void => setAsked(undefined);
  const columns = useColumns((kind, merchant) => setAsked({ kind, merchant }));
  return (
    <>
      <List
        caption={t`Merchants`}
        source={pagesOf(query)}
        keyOf={({ merchantId }) => merchantId}
        columns={columns}
        searchLabel={t`Name`}
        csvName="merchants"
        action={
          isAllowed && (
            <Button
              onClick={() => setAsked({ kind: 'add' })}
              leftSection={<IconPlus size={16} aria-hidden />}
              tt="uppercase"
            >
              <Trans>Add merchant</Trans>
            </Button>
          )
        }
        empty={<Trans>A merchant is the business whose stores these are. There is none yet.</Trans>}
      />
      <Dialog isOpen={asked?.kind === 'add'} title={t`New merchant`} onClose={close}>
        <NewMerchant organisationId={organisationId} onClose={close} />
      </Dialog>
      {asked?.kind === 'rename' && (
        <Dialog isOpen title={t`Rename ${asked.merchant.name}`} onClose={close}>
          <RenameMerchant merchant={asked.merchant} onClose={close} />
        </Dialog>
      )}
      {asked?.kind === 'remove' && <RemoveMerchant merchant={asked.merchant} onClose={close} />}
    </>
  );
}

function useColumns(onAsk: (kind: 'rename' | 'remove', merchant: Merchant) => void): readonly Column<Merchant>[] {
  const { t } = useLingui();
  const isAllowed = useMay('merchants.manage');
  const mayAddStore = useMay('stores.manage');
  return [
    {
      key: 'name',
      header: t`Name`,
      value: ({ name }) => name,
      cell: ({ name, merchantId }) => (
        <>
          {name} <Id value={merchantId} name={t`ID of ${name}`} />
        </>
      ),
    },
    {
      key: 'stores',
      header: t`Stores`,
      cell: ({ merchantId }) => (
        <Group gap="md">
          <Anchor renderRoot={(props) => <Link to="/stores" search={{ merchantId }} {...props} />} size="sm">
            <Trans>Its stores</Trans>
          </Anchor>
          {mayAddStore && (
            <Anchor renderRoot={(props) => <Link to="/stores/new" search={{ merchantId }} {...props} />} size="sm">
              <Trans>Add store</Trans>
            </Anchor>
          )}
        </Group>
      ),
    },
    {
      key: 'since',
      header: t`Since`,
      value: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    ...(isAllowed
      ? [
          {
            key: 'act',
            header: t`Actions`,
            isNumber: true,
            cell: (merchant: Merchant) => (
              <Group gap="xs" justify="flex-end" wrap="nowrap">
                <Button variant="default" onClick={() => onAsk('rename', merchant)}>
                  <Trans>Rename</Trans>
                </Button>
                <Button variant="default" c="var(--danger)" onClick={() => onAsk('remove', merchant)}>
                  <Trans>Remove</Trans>
                </Button>
              </Group>
            ),
          },
        ]
      : []),
  ];
}

function RemoveMerchant({ merchant, onClose }: { readonly merchant: Merchant; readonly onClose: () => void }) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const { merchantId, name } = merchant;
  const remove = async (): Promise<void> => {
    await answerOf(api.DELETE('/registry/v1/merchants/{merchantId}', { params: { path: { merchantId } } }));
    await queryClient.invalidateQueries({ queryKey: ['merchants'] });
  };
  return (
    <Confirm isOpen title={t`Remove ${name}`} verb={t`Remove the merchant`} onConfirm={remove} onClose={onClose}>
      <Trans>
        {name} is gone from the lists. A merchant that still has stores is not removed. What was sold stays where it is.
        It cannot be undone.
      </Trans>
    </Confirm>
  );
}
