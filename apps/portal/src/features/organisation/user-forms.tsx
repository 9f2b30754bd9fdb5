import { Trans, useLingui } from '@lingui/react/macro';
import { Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { PortalUser } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { DialogButtons } from '../../components/dialog.tsx';
import { FormBody, required, useForm } from '../../components/form.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { usePerson } from '../../lib/session.ts';
import { userQuery } from './organisation-queries.ts';
import { Standing, standingOf, useStandingChecks, useStandingLabels } from './standing.tsx';
import type { StandingTexts } from './standing.tsx';

type UserTexts = StandingTexts & Record<'name' | 'email', string>;

const textsOf = ({ name, email, role, merchantId, storeIds }: PortalUser): UserTexts => ({
  ...{ name, email, role },
  merchantId: merchantId ?? '',
  storeIds: storeIds?.join(',') ?? '',
});

function useChecks() {
  const { t } = useLingui();
  const checkStanding = useStandingChecks();
  return (values: UserTexts) => ({
    ...required<UserTexts>(t`Required`, 'name', 'email')(values),
    ...checkStanding(values),
  });
}

function useLabels(): Record<keyof UserTexts, string> {
  const { t } = useLingui();
  return { name: t`Name`, email: t`E-mail`, ...useStandingLabels() };
}

interface InviteUserProps {
  readonly organisationId: string;
  readonly onClose: () => void;
}

export function InviteUser({ organisationId, onClose }: InviteUserProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const person = usePerson();
  const labels = useLabels();
  const form = useForm<UserTexts>(
    { name: '', email: '', role: 'support', merchantId: person.merchantId ?? '', storeIds: '' },
    {
      check: useChecks(),
      send: async (values, { idempotencyKey }) => {
        const { name, email } = values;
        const params = { header: { 'Idempotency-Key': idempotencyKey } };
        const body = { organisationId, name: name.trim(), email: email.trim(), ...standingOf(values) };
        await answerOf(api.POST('/auth/v1/users', { params, body }));
        notifications.show({ message: t`An invitation is on its way to ${email}` });
        await queryClient.invalidateQueries({ queryKey: ['users'] });
        onClose();
      },
    },
  );
  return (
    <FormBody form={form} labels={labels}>
      <TextInput {...form.field('name')} label={labels.name} maxLength={70} data-autofocus />
      <TextInput {...form.field('email')} label={labels.email} type="email" maxLength={254} />
      <Standing form={form} labels={labels} organisationId={organisationId} />
      <Text size="sm" c="dimmed">
        <Trans>A link to choose a password is mailed; it is good for 24 hours.</Trans>
      </Text>
      <DialogButtons verb={t`Invite`} isSending={form.isSending} />
    </FormBody>
  );
}

export function ChangeUser({ user, onClose }: { readonly user: PortalUser; readonly onClose: () => void }) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const labels = useLabels();
  const { userId, organisationId } = user;
  const isOwn = usePerson().userId === userId;
  const form = useForm(textsOf(user), {
    check: useChecks(),
    version: user.version,
    latest: async () => {
      const latest = await queryClient.fetchQuery({ ...userQuery(userId), staleTime: 0 });
      return { values: textsOf(latest), version: latest.version };
    },
    send: async (values, { ifMatch }) => {
      const params = { path: { userId }, header: { 'If-Match': ifMatch } };
      const body = { name: values.name.trim(), ...(isOwn ? {} : standingOf(values)) };
      await answerOf(api.PATCH('/auth/v1/users/{userId}', { params, body }));
      await queryClient.invalidateQueries({ queryKey: ['users'] });
      onClose();
    },
  });
  return (
    <FormBody form={form} labels={labels}>
      <TextInput {...form.field('name')} label={labels.name} maxLength={70} data-autofocus />
      {isOwn ? (
        <Text size="sm">
          <Trans>Nobody changes the own role and reach: another administrator does.</Trans>
        </Text>
      ) : (
        organisationId !== null && <Standing form={form} labels={labels} organisationId={organisationId} />
      )}
      <DialogButtons verb={t`Save`} isSending={form.isSending} />
    </FormBody>
  );
}
