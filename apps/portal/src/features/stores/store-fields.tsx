import { useLingui } from '@lingui/react/macro';
import { NativeSelect, TextInput } from '@mantine/core';
import type { Store } from '@ppaas/contracts';
import type { Form } from '../../components/form.tsx';

/** A store as the texts of a form; codes of payment methods with commas between them. */
export type StoreTexts = Record<'name' | 'reference' | 'sessionPolicy' | 'paymentMethods' | 'timeZone', string>;

export const storeTextsOf = (store: Store): StoreTexts => ({
  name: store.name,
  reference: store.reference ?? '',
  sessionPolicy: store.sessionPolicy,
  paymentMethods: store.paymentMethods?.join(', ') ?? '',
  timeZone: store.timeZone,
});

/** What the texts of the form ask for; what is left empty is not set. */
export function storeOf({ name, reference, sessionPolicy, paymentMethods, timeZone }: StoreTexts) {
  const codes = paymentMethods.split(/[\s,]+/).filter((code) => code !== '');
  return {
    name: name.trim(),
    reference: reference.trim() === '' ? null : reference.trim(),
    sessionPolicy: sessionPolicy as Store['sessionPolicy'],
    paymentMethods: codes.length === 0 ? null : codes,
    timeZone,
  };
}

export function useStoreLabels(): Record<keyof StoreTexts, string> {
  const { t } = useLingui();
  return {
    name: t`Name`,
    reference: t`Reference`,
    sessionPolicy: t`Session`,
    paymentMethods: t`Payment methods`,
    timeZone: t`Time zone`,
  };
}

const TIME_ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

interface StoreFieldsProps {
  readonly form: Form<StoreTexts>;
  readonly labels: Record<keyof StoreTexts, string>;
  readonly isReadOnly?: boolean;
}

export function StoreFields({ form, labels, isReadOnly = false }: StoreFieldsProps) {
  const { t } = useLingui();
  const zone = form.values.timeZone;
  return (
    <>
      <TextInput {...form.field('name')} label={labels.name} maxLength={70} readOnly={isReadOnly} />
      <TextInput
        {...form.field('reference')}
        label={labels.reference}
        description={t`In your own books; may be left empty`}
        maxLength={35}
        readOnly={isReadOnly}
      />
      <NativeSelect
        {...form.field('timeZone')}
        label={labels.timeZone}
        description={t`In which the times of its sales are shown`}
        disabled={isReadOnly}
        data={TIME_ZONES.includes(zone) ? TIME_ZONES : [zone, ...TIME_ZONES]}
      />
      <NativeSelect
        {...form.field('sessionPolicy')}
        label={labels.sessionPolicy}
        disabled={isReadOnly}
        data={[
          { value: 'IMPLICIT', label: t`A sale may be made without logging in to the device` },
          { value: 'LOGIN_REQUIRED', label: t`A point of sale logs in to the device before it sells` },
        ]}
      />
      <TextInput
        {...form.field('paymentMethods')}
        label={labels.paymentMethods}
        description={t`Codes with commas between them, such as VISA, MASTERCARD; empty: all that the devices take`}
        readOnly={isReadOnly}
      />
    </>
  );
}
