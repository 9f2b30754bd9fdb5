import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { Merchant, Organisation, StoreSummary } from '@ppaas/contracts';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { Freshness } from '../../components/freshness.tsx';
import { List } from '../../components/list.tsx';
import { QueryState } from '../../components/states.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { KEPT_EVERY_MS, freshOf } from '../../lib/fresh.ts';
import type { Fresh } from '../../lib/fresh.ts';
import { ListPart, useListSearch } from '../../lib/list-search.ts';
import { pagesOf } from '../../lib/list-source.ts';
import { useMay } from '../../lib/session.ts';
import { storesQuery } from '../stores/store-queries.ts';
import { useOneOrganisationId } from './organisation-id.ts';
import { merchantChoices, merchantsQuery, organisationQuery } from './organisation-queries.ts';
import { Subscribed } from './subscribed.tsx';

/** The Retail API, on or off: for a store it is on where organisation, merchant and store have it on. */
export function SubscriptionsTab() {
  const query = useQuery({ ...organisationQuery(useOneOrganisationId()), refetchInterval: KEPT_EVERY_MS });
  return (
    <QueryState query={query}>
      {(organisation) => (
        <Stack gap="xl">
          <OfOrganisation organisation={organisation} fresh={freshOf(query, true)} />
          <ListPart value="merchants.">
            <OfMerchants organisation={organisation} />
          </ListPart>
          <ListPart value="stores.">
            <OfStores organisation={organisation} />
          </ListPart>
        </Stack>
      )}
    </QueryState>
  );
}

interface OfOrganisationProps {
  readonly organisation: Organisation;
  readonly fresh: Fresh;
}

function OfOrganisation({ organisation, fresh }: OfOrganisationProps) {
  const { organisationId, name, retailApi } = organisation;
  const isAllowed = useMay('organisation.manage');
  const turn = (active: boolean) => {
    const params = { path: { organisationId } };
    return answerOf(
      api.PUT('/registry/v1/organisations/{organisationId}/subscriptions/retail-api', { params, body: { active } }),
    );
  };
  return (
    <Paper withBorder p="lg">
      <Group justify="space-between">
        <Stack gap={4}>
          <Title order={2}>
            <Trans>Retail API</Trans>
          </Title>
          <Text size="sm">
            <Trans>It is on for a store where the organisation, the merchant and the store have it on.</Trans>
          </Text>
        </Stack>
        <Group>
          <Freshness fresh={fresh} />
          <Subscribed isOn={retailApi} />
          {isAllowed && <Turn name={name} isOn={retailApi} onTurn={turn} />}
        </Group>
      </Group>
    </Paper>
  );
}

function OfMerchants({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useLingui();
  const [{ q }] = useListSearch();
  const query = useInfiniteQuery(merchantsQuery(organisation.organisationId, q));
  const isAllowed = useMay('merchants.manage');
  const turn = ({ merchantId }: Merchant, active: boolean) => {
    const params = { path: { merchantId } };
    return answerOf(
      api.PUT('/registry/v1/merchants/{merchantId}/subscriptions/retail-api', { params, body: { active } }),
    );
  };
  return (
    <section>
      <Title order={2}>{t`Merchants`}</Title>
      <List
        caption={t`Subscriptions of merchants`}
        source={pagesOf(query)}
        keyOf={({ merchantId }) => merchantId}
        columns={[
          { key: 'name', header: t`Name`, value: ({ name }) => name, cell: ({ name }) => name },
          {
            key: 'retailApi',
            header: t`Retail API`,
            value: ({ retailApi }) => Number(retailApi && organisation.retailApi),
            cell: ({ retailApi }) => (
              <Subscribed isOn={retailApi} because={organisation.retailApi ? undefined : organisation.name} />
            ),
          },
          {
            key: 'act',
            header: t`Actions`,
            isNumber: true,
            cell: (merchant) =>
              isAllowed && (
                <Turn name={merchant.name} isOn={merchant.retailApi} onTurn={(active) => turn(merchant, active)} />
              ),
          },
        ]}
        searchLabel={t`Name`}
        csvName="subscriptions-of-merchants"
        empty={<Trans>There is no merchant yet.</Trans>}
      />
    </section>
  );
}

function OfStores({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useLingui();
  const { organisationId } = organisation;
  const [{ q, merchantId }] = useListSearch();
  const query = useInfiniteQuery(storesQuery({ organisationId, q, merchantId }));
  const isAllowed = useMay('stores.manage');
  const turn = ({ storeId }: StoreSummary, active: boolean) => {
    const params = { path: { storeId } };
    return answerOf(api.PUT('/registry/v1/stores/{storeId}/subscriptions/retail-api', { params, body: { active } }));
  };
  const because = ({ merchantName, merchantRetailApi }: StoreSummary): string | undefined => {
    if (!organisation.retailApi) return organisation.name;
    return merchantRetailApi ? undefined : merchantName;
  };
  return (
    <section>
      <Title order={2}>{t`Stores`}</Title>
      <List
        caption={t`Subscriptions of stores`}
        source={pagesOf(query)}
        keyOf={({ storeId }) => storeId}
        columns={[
          { key: 'name', header: t`Name`, value: ({ name }) => name, cell: ({ name }) => name },
          {
            key: 'merchant',
            header: t`Merchant`,
            value: ({ merchantName }) => merchantName,
            cell: ({ merchantName }) => merchantName,
          },
          {
            key: 'retailApi',
            header: t`Retail API`,
            value: (store) => Number(store.retailApi && because(store) === undefined),
            cell: (store) => <Subscribed isOn={store.retailApi} because={because(store)} />,
          },
          {
            key: 'act',
            header: t`Actions`,
            isNumber: true,
            cell: (store) =>
              isAllowed && <Turn name={store.name} isOn={store.retailApi} onTurn={(active) => turn(store, active)} />,
          },
        ]}
        searchLabel={t`Name or reference`}
        filters={[{ name: 'merchantId', label: t`Merchant`, choices: merchantChoices(organisationId) }]}
        csvName="subscriptions-of-stores"
        empty={<Trans>There is no store yet.</Trans>}
      />
    </section>
  );
}

interface TurnProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly onTurn: (active: boolean) => Promise<unknown>;
}

/** On at a click; off asks first. */
function Turn({ name, isOn, onTurn }: TurnProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const turn = async (active: boolean): Promise<void> => {
    await onTurn(active);
    await Promise.all(
      ['organisations', 'merchants', 'stores'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
    );
  };
  return (
    <>
      <Button
        variant="default"
        onClick={() => setAsking(true)}
        aria-label={isOn ? t`Turn off for ${name}` : t`Turn on for ${name}`}
      >
        {isOn ? t`Turn off` : t`Turn on`}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={isOn ? t`Turn the Retail API off for ${name}` : t`Turn the Retail API on for ${name}`}
        verb={isOn ? t`Turn off` : t`Turn on`}
        isDangerous={isOn}
        onConfirm={() => turn(!isOn)}
        onClose={() => setAsking(false)}
      >
        {isOn ? (
          <Trans>
            Every point of sale of {name} gets refused at its next request. Sales in progress finish. Their credentials
            stay: turned on again, they sell on.
          </Trans>
        ) : (
          <Trans>The points of sale of {name} may sell again at their next request.</Trans>
        )}
      </Confirm>
    </>
  );
}
