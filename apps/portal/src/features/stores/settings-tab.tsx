import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, NativeSelect, Paper, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Store } from '@ppaas/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { QueryState } from '../../components/states.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { useMay } from '../../lib/session.ts';
import { storeQuery } from './store-queries.ts';

export function SettingsTab() {
  const { storeId } = useParams({ from: '/frame/stores/$storeId/settings' });
  const query = useQuery(storeQuery(storeId));
  return <QueryState query={query}>{(store) => <SettingsForm key={store.version} store={store} />}</QueryState>;
}

function SettingsForm({ store }: { readonly store: Store }) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const isAllowed = useMay('store.change');
  const { storeId, version } = store;
  const labels = {
    name: t`Name`,
    reference: t`Reference`,
    sessionPolicy: t`Session`,
    paymentMethods: t`Payment methods`,
  };
  const form = useForm(
    {
      name: store.name,
      reference: store.reference ?? '',
      sessionPolicy: store.sessionPolicy as string,
      paymentMethods: store.paymentMethods?.join(', ') ?? '',
    },
    {
      check: required(t`Required`, 'name'),
      send: async (values) => {
        const body = asChange(values);
        const header = { 'If-Match': `"${version}"` };
        await answerOf(api.PATCH('/registry/v1/stores/{storeId}', { params: { path: { storeId }, header }, body }));
        notifications.show({ message: t`Saved` });
        await queryClient.invalidateQueries({ queryKey: ['stores'] });
      },
    },
  );
  return (
    <Paper withBorder p="lg" maw={640}>
      <FormBody form={form} labels={labels} guards>
        <TextInput {...form.field('name')} label={labels.name} maxLength={70} readOnly={!isAllowed} />
        <TextInput
          {...form.field('reference')}
          label={labels.reference}
          description={t`In your own books; may be left empty`}
          maxLength={35}
          readOnly={!isAllowed}
        />
        <NativeSelect
          {...form.field('sessionPolicy')}
          label={labels.sessionPolicy}
          disabled={!isAllowed}
          data={[
            { value: 'IMPLICIT', label: t`A sale may be made without logging in to the device` },
            { value: 'LOGIN_REQUIRED', label: t`A point of sale logs in to the device before it sells` },
          ]}
        />
        <TextInput
          {...form.field('paymentMethods')}
          label={labels.paymentMethods}
          description={t`Codes with commas between them, such as VISA, MASTERCARD; empty: all that the devices take`}
          readOnly={!isAllowed}
        />
        {isAllowed && (
          <Group>
            <Button type="submit" h={44} loading={form.isSending} disabled={!form.isChanged}>
              <Trans>Save</Trans>
            </Button>
          </Group>
        )}
      </FormBody>
    </Paper>
  );
}

type Texts = Readonly<Record<'name' | 'reference' | 'sessionPolicy' | 'paymentMethods', string>>;

/** What the texts of the form ask for; what is left empty is not set. */
function asChange({ name, reference, sessionPolicy, paymentMethods }: Texts) {
  const codes = paymentMethods.split(/[\s,]+/).filter((code) => code !== '');
  return {
    name: name.trim(),
    reference: reference.trim() === '' ? null : reference.trim(),
    sessionPolicy: sessionPolicy as Store['sessionPolicy'],
    paymentMethods: codes.length === 0 ? null : codes,
  };
}
