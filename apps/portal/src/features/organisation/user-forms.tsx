import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ROLES } from '@ppaas/contracts';
import type { PortalUser, Role } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Chooser } from '../../components/chooser.tsx';
import { ChooseSome } from '../../components/choose-some.tsx';
import { DialogButtons } from '../../components/dialog.tsx';
import { FormBody, required, useForm } from '../../components/form.tsx';
import type { Form } from '../../components/form.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { usePerson } from '../../lib/session.ts';
import { storeChoices } from '../stores/store-queries.ts';
import { merchantChoices, userQuery } from './organisation-queries.ts';
import { ROLE_TEXTS } from './role-texts.ts';

/** A person as the texts of a form; ids of stores with commas between them. */
type UserTexts = Record<'name' | 'email' | 'role' | 'merchantId' | 'storeIds', string>;

const WITH_MERCHANT: readonly string[] = ['merchant-admin', 'store-admin'];

const textsOf = ({ name, email, role, merchantId, storeIds }: PortalUser): UserTexts => ({
  ...{ name, email, role },
  merchantId: merchantId ?? '',
  storeIds: storeIds?.join(',') ?? '',
});

/** Role and reach as the API takes them: what the role is not narrowed to is left out. */
const standingOf = ({ role, merchantId, storeIds }: UserTexts) => ({
  role: role as Role,
  merchantId: WITH_MERCHANT.includes(role) ? merchantId : null,
  storeIds: role === 'store-admin' ? storeIds.split(',').filter((id) => id !== '') : null,
});

function useChecks() {
  const { t } = useLingui();
  return (values: UserTexts) => ({
    ...required<UserTexts>(t`Required`, 'name', 'email')(values),
    ...(WITH_MERCHANT.includes(values.role) && required<UserTexts>(t`Required`, 'merchantId')(values)),
    ...(values.role === 'store-admin' && required<UserTexts>(t`Choose at least one`, 'storeIds')(values)),
  });
}

function useLabels(): Record<keyof UserTexts, string> {
  const { t } = useLingui();
  return { name: t`Name`, email: t`E-mail`, role: t`Role`, merchantId: t`Merchant`, storeIds: t`Stores` };
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

interface StandingProps {
  readonly form: Form<UserTexts>;
  readonly labels: Record<keyof UserTexts, string>;
  readonly organisationId: string;
}

/** Role, and what it is narrowed to: nothing wider than one's own. */
function Standing({ form, labels, organisationId }: StandingProps) {
  const { t } = useLingui();
  const person = usePerson();
  const { role, merchantId } = form.values;
  const roles = ROLES.slice(Math.max(1, ROLES.indexOf(person.role))).filter(
    (one) => person.merchantId === null || WITH_MERCHANT.includes(one),
  );
  return (
    <>
      <NativeSelect
        {...form.field('role')}
        label={labels.role}
        data={roles.map((one) => ({ value: one, label: t(ROLE_TEXTS[one]) }))}
      />
      {WITH_MERCHANT.includes(role) && (
        <Chooser {...form.field('merchantId')} label={labels.merchantId} choices={merchantChoices(organisationId)} />
      )}
      {role === 'store-admin' && merchantId !== '' && (
        <ChooseSome {...form.field('storeIds')} label={labels.storeIds} choices={storeChoices(merchantId)} />
      )}
    </>
  );
}
