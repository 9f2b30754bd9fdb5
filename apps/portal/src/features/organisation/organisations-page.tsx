import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, TextInput } from '@mantine/core';
import type { Organisation } from '@ppaas/contracts';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Column } from '../../components/data-table.tsx';
import { Dialog, DialogButtons } from '../../components/dialog.tsx';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { List } from '../../components/list.tsx';
import { Page } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { useListSearch } from '../../lib/list-search.ts';
import { pagesOf } from '../../lib/list-source.ts';
import { Subscribed } from './subscribed.tsx';
import { organisationsQuery } from './organisation-queries.ts';

/** Every organisation, for people of the platform. */
export function OrganisationsPage() {
  const { t } = useLingui();
  const [search] = useListSearch();
  const [isAdding, setAdding] = useState(false);
  const query = useInfiniteQuery(organisationsQuery(search['q']));
  const columns: readonly Column<Organisation>[] = [
    {
      key: 'name',
      header: t`Name`,
      value: ({ name }) => name,
      cell: ({ organisationId, name }) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/organisation/merchants" search={{ organisation: organisationId }} {...props} />
          )}
          className="row-link"
        >
          {name}
        </Anchor>
      ),
    },
    { key: 'domain', header: t`User domain`, value: ({ domain }) => domain, cell: ({ domain }) => domain },
    {
      key: 'retailApi',
      header: t`Retail API`,
      value: ({ retailApi }) => String(retailApi),
      cell: ({ retailApi }) => <Subscribed isOn={retailApi} />,
    },
    {
      key: 'since',
      header: t`Since`,
      value: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
  ];
  return (
    <Page title={t`Organisations`}>
      <List
        caption={t`Organisations`}
        source={pagesOf(query)}
        keyOf={({ organisationId }) => organisationId}
        columns={columns}
        searchLabel={t`Name`}
        csvName="organisations"
        action={
          <Button onClick={() => setAdding(true)} leftSection={<IconPlus size={16} aria-hidden />} tt="uppercase">
            <Trans>Add organisation</Trans>
          </Button>
        }
        empty={<Trans>An organisation has merchants, their stores, and people who sign in. There is none yet.</Trans>}
      />
      <Dialog isOpen={isAdding} title={t`New organisation`} onClose={() => setAdding(false)}>
        <NewOrganisation onClose={() => setAdding(false)} />
      </Dialog>
    </Page>
  );
}

function NewOrganisation({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const labels = { name: t`Name`, domain: t`User domain` };
  const form = useForm(
    { name: '', domain: '' },
    {
      check: required(t`Required`, 'name'),
      send: async ({ name, domain }, { idempotencyKey }) => {
        const body = { name: name.trim(), ...(domain.trim() === '' ? {} : { domain: domain.trim() }) };
        const params = { header: { 'Idempotency-Key': idempotencyKey } };
        await answerOf(api.POST('/registry/v1/organisations', { params, body }));
        await queryClient.invalidateQueries({ queryKey: ['organisations'] });
        onClose();
      },
    },
  );
  return (
    <FormBody form={form} labels={labels}>
      <TextInput {...form.field('name')} label={labels.name} maxLength={70} data-autofocus />
      <TextInput
        {...form.field('domain')}
        label={labels.domain}
        description={t`What its people type to sign in; left empty, one is made from the name`}
        maxLength={63}
      />
      <DialogButtons verb={t`Save`} isSending={form.isSending} />
    </FormBody>
  );
}
