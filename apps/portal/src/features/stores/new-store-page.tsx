import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Chooser } from '../../components/chooser.tsx';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { usePerson } from '../../lib/session.ts';
import { useMerchantChoices } from './merchant-choices.ts';
import { OWN_TIME_ZONE } from '../../lib/time-zone.ts';
import { StoreFields, storeOf, useStoreLabels } from './store-fields.tsx';
import type { StoreTexts } from './store-fields.tsx';

export function NewStorePage() {
  const { t } = useLingui();
  return (
    <Page title={t`New store`} crumbs={[{ label: t`Stores`, to: '/stores' }]}>
      <Paper withBorder p="lg" maw={640}>
        <NewStoreForm />
      </Paper>
    </Page>
  );
}

function NewStoreForm() {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const person = usePerson();
  const { merchantId = person.merchantId ?? '' } = useSearch({ from: '/frame/stores/new' });
  const merchants = useMerchantChoices(merchantId === '' ? undefined : merchantId);
  const labels = { ...useStoreLabels(), merchantId: t`Merchant` };
  const form = useForm<StoreTexts & { merchantId: string }>(
    { merchantId, name: '', reference: '', sessionPolicy: 'IMPLICIT', paymentMethods: '', timeZone: OWN_TIME_ZONE },
    {
      check: required(t`Required`, 'name', 'merchantId'),
      send: async (values, { idempotencyKey }) => {
        const params = { path: { merchantId: values.merchantId }, header: { 'Idempotency-Key': idempotencyKey } };
        const call = api.POST('/registry/v1/merchants/{merchantId}/stores', { params, body: storeOf(values) });
        const { storeId } = await answerOf(call);
        await queryClient.invalidateQueries({ queryKey: ['stores'] });
        await navigate({ to: '/stores/$storeId/points-of-sale', params: { storeId } });
      },
    },
  );
  return (
    <FormBody form={form} labels={labels} guards>
      {merchants === undefined ? (
        <Text size="sm">
          <Trans>A store is added from the page of its organisation: there the merchant is chosen.</Trans>
        </Text>
      ) : (
        <Chooser {...form.field('merchantId')} label={labels.merchantId} choices={merchants} />
      )}
      <StoreFields form={form} labels={labels} />
      <Group>
        <Button type="submit" loading={form.isSending}>
          <Trans>Save</Trans>
        </Button>
        <Button renderRoot={(props) => <Link to="/stores" {...props} />} variant="default">
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </FormBody>
  );
}
