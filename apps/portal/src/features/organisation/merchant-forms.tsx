import { useLingui } from '@lingui/react/macro';
import { TextInput } from '@mantine/core';
import type { Merchant } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { DialogButtons } from '../../components/dialog.tsx';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { merchantQuery } from './organisation-queries.ts';

interface NewMerchantProps {
  readonly organisationId: string;
  readonly onClose: () => void;
}

export function NewMerchant({ organisationId, onClose }: NewMerchantProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const labels = { name: t`Name` };
  const form = useForm(
    { name: '' },
    {
      check: required(t`Required`, 'name'),
      send: async ({ name }, { idempotencyKey }) => {
        const params = { path: { organisationId }, header: { 'Idempotency-Key': idempotencyKey } };
        const body = { name: name.trim() };
        await answerOf(api.POST('/registry/v1/organisations/{organisationId}/merchants', { params, body }));
        await queryClient.invalidateQueries({ queryKey: ['merchants'] });
        onClose();
      },
    },
  );
  return (
    <FormBody form={form} labels={labels}>
      <TextInput {...form.field('name')} label={labels.name} maxLength={70} data-autofocus />
      <DialogButtons verb={t`Save`} isSending={form.isSending} />
    </FormBody>
  );
}

interface RenameMerchantProps {
  readonly merchant: Merchant;
  readonly onClose: () => void;
}

export function RenameMerchant({ merchant, onClose }: RenameMerchantProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const { merchantId } = merchant;
  const labels = { name: t`Name` };
  const form = useForm(
    { name: merchant.name },
    {
      check: required(t`Required`, 'name'),
      version: merchant.version,
      latest: async () => {
        const { name, version } = await queryClient.fetchQuery({ ...merchantQuery(merchantId), staleTime: 0 });
        return { values: { name }, version };
      },
      send: async ({ name }, { ifMatch }) => {
        const params = { path: { merchantId }, header: { 'If-Match': ifMatch } };
        await answerOf(api.PATCH('/registry/v1/merchants/{merchantId}', { params, body: { name: name.trim() } }));
        await queryClient.invalidateQueries({ queryKey: ['merchants'] });
        await queryClient.invalidateQueries({ queryKey: ['stores'] });
        onClose();
      },
    },
  );
  return (
    <FormBody form={form} labels={labels}>
      <TextInput {...form.field('name')} label={labels.name} maxLength={70} data-autofocus />
      <DialogButtons verb={t`Save`} isSending={form.isSending} />
    </FormBody>
  );
}
