import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { NativeSelect } from '@mantine/core';
import { ROLES } from '@ppaas/contracts';
import type { PortalUser, Role } from '@ppaas/contracts';
import { Chooser } from '../../components/chooser.tsx';
import { ChooseSome } from '../../components/choose-some.tsx';
import { required } from '../../components/form.tsx';
import type { Form } from '../../components/form.tsx';
import { useNamed } from '../../lib/choices.ts';
import { usePerson } from '../../lib/session.ts';
import { storeChoices } from '../stores/store-queries.ts';
import { merchantChoices } from './organisation-queries.ts';
import { ROLE_TEXTS } from './role-texts.ts';

/** Role and reach as the texts of a form; ids of stores with commas between them. */
export type StandingTexts = Record<'role' | 'merchantId' | 'storeIds', string>;

const WITH_MERCHANT: readonly string[] = ['merchant-admin', 'store-admin'];

/** Role and reach as the API takes them: what the role is not narrowed to is left out. */
export const standingOf = ({ role, merchantId, storeIds }: StandingTexts) => ({
  role: role as Role,
  merchantId: WITH_MERCHANT.includes(role) ? merchantId : null,
  storeIds: role === 'store-admin' ? storeIds.split(',').filter((id) => id !== '') : null,
});

export function useStandingChecks() {
  const { t } = useLingui();
  return (values: StandingTexts) => ({
    ...(WITH_MERCHANT.includes(values.role) && required<StandingTexts>(t`Required`, 'merchantId')(values)),
    ...(values.role === 'store-admin' && required<StandingTexts>(t`Choose at least one`, 'storeIds')(values)),
  });
}

export function useStandingLabels(): Record<keyof StandingTexts, string> {
  const { t } = useLingui();
  return { role: t`Role`, merchantId: t`Merchant`, storeIds: t`Stores` };
}

type Reach = Pick<PortalUser, 'merchantId' | 'storeIds'>;

/** How far people or programs of an organisation reach, in words. */
export function useReach(organisationId: string, rows: readonly Reach[] | undefined): (one: Reach) => string {
  const { t } = useLingui();
  const merchants = useNamed(
    merchantChoices(organisationId),
    (rows ?? []).map(({ merchantId }) => merchantId),
  );
  return ({ merchantId, storeIds }) => {
    const merchant = merchants.get(merchantId ?? '')?.name ?? merchantId;
    if (merchant === null) return t`Whole organisation`;
    if (storeIds === null) return merchant;
    return t`${merchant}: ${plural(storeIds.length, { one: '# store', other: '# stores' })}`;
  };
}

interface StandingProps {
  readonly form: Pick<Form<StandingTexts>, 'values' | 'field'>;
  readonly labels: Record<keyof StandingTexts, string>;
  readonly organisationId: string;
}

/** Role, and what it is narrowed to: nothing wider than one's own. */
export function Standing({ form, labels, organisationId }: StandingProps) {
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
