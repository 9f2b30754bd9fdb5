import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, NativeSelect, Text, TextInput, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { amountIn } from '@ppaas/contracts';
import type { ResolutionRequest, TransactionLine } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog, useCloseDialog } from '../../components/dialog.tsx';
import { FormBody, required, useForm } from '../../components/form.tsx';
import type { Form } from '../../components/form.tsx';
import { amountText } from '../../lib/amount.ts';
import { answerOf, api, given } from '../../lib/api.ts';
import { STATE_LOOKS } from './transaction-state.tsx';

interface ResolveProps {
  readonly sale: Pick<TransactionLine, 'exchangeId' | 'reference' | 'amount' | 'currency' | 'posName' | 'saleId'>;
}

/** A person says what became of a sale that nobody else can tell. */
export function Resolve({ sale }: ResolveProps) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const name = sale.reference ?? sale.exchangeId;
  return (
    <>
      <Group>
        <Button h={44} onClick={() => setOpen(true)} aria-label={t`Settle ${name}`}>
          <Trans>Settle</Trans>
        </Button>
      </Group>
      <Dialog isOpen={isOpen} title={t`What became of ${name}?`} onClose={() => setOpen(false)}>
        <ResolutionForm sale={sale} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

type Outcome = ResolutionRequest['outcome'];
const OUTCOMES: readonly Outcome[] = ['APPROVED', 'PARTIAL', 'DECLINED'];

function ResolutionForm({ sale, onClose }: ResolveProps & { readonly onClose: () => void }) {
  const { t } = useLingui();
  const { exchangeId } = sale;
  const queryClient = useQueryClient();
  // Whatever happens to the call, one word of this person is one word.
  const [key] = useState(() => crypto.randomUUID());
  const [isSure, setSure] = useState(false);
  const close = useCloseDialog();
  const labels = { outcome: t`Outcome`, amount: t`Amount that was paid`, reason: t`Reason` };
  const form = useForm(
    { outcome: '', amount: '', reason: '' },
    {
      check: ({ outcome, amount, reason }) => ({
        ...required(t`Required`, 'outcome', 'reason')({ outcome, reason }),
        ...(outcome === 'PARTIAL' && amountIn(amount.trim()) === undefined && { amount: t`A number such as 24.50` }),
      }),
      send: async ({ outcome, amount, reason }) => {
        if (!isSure) return setSure(true);
        setSure(false);
        const part = outcome === 'PARTIAL' ? amountIn(amount.trim()) : undefined;
        const body = { outcome: outcome as Outcome, reason: reason.trim(), ...given({ amount: part }) };
        const params = { path: { exchangeId }, header: { 'Idempotency-Key': key } };
        await answerOf(api.POST('/operations/v1/transactions/{exchangeId}/resolution', { params, body }));
        notifications.show({ message: t`Settled` });
        onClose();
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: ['transactions'] }),
          queryClient.invalidateQueries({ queryKey: ['work-list'] }),
        ]);
      },
    },
  );
  const { outcome, amount } = form.values;
  return (
    <FormBody form={form} labels={labels}>
      {isSure ? (
        <Consequences sale={sale} outcome={outcome as Outcome} amount={amountIn(amount.trim()) ?? ''} />
      ) : (
        <Fields form={form} labels={labels} />
      )}
      <Group justify="flex-end">
        <Button variant="default" h={44} onClick={isSure ? () => setSure(false) : close}>
          {isSure ? t`Back` : t`Cancel`}
        </Button>
        <Button type="submit" h={44} loading={form.isSending} {...(isSure && { color: 'red.9' })}>
          {isSure ? t`Settle for good` : t`Continue`}
        </Button>
      </Group>
    </FormBody>
  );
}

interface FieldsProps {
  readonly form: Form<{ outcome: string; amount: string; reason: string }>;
  readonly labels: Readonly<Record<'outcome' | 'amount' | 'reason', string>>;
}

function Fields({ form, labels }: FieldsProps) {
  const { t } = useLingui();
  const outcome = form.field('outcome');
  return (
    <>
      <NativeSelect
        {...outcome}
        label={labels.outcome}
        data={[
          { value: '', label: t`Choose` },
          ...OUTCOMES.map((value) => ({ value, label: t(STATE_LOOKS[value].text) })),
        ]}
        data-autofocus
      />
      {outcome.value === 'PARTIAL' && <TextInput {...form.field('amount')} label={labels.amount} inputMode="decimal" />}
      <Textarea
        {...form.field('reason')}
        label={labels.reason}
        description={t`What makes you sure; kept with the sale and in the audit trail, with your name`}
        minRows={3}
        autosize
        maxLength={500}
      />
    </>
  );
}

interface ConsequencesProps extends ResolveProps {
  readonly outcome: Outcome;
  readonly amount: string;
}

/** What the word of a person does, in concrete words. */
function Consequences({ sale, outcome, amount }: ConsequencesProps) {
  const { t, i18n } = useLingui();
  const word = t(STATE_LOOKS[outcome].text);
  const till = sale.posName ?? sale.saleId ?? t`The point of sale`;
  const told = outcome === 'PARTIAL' ? amount : sale.amount;
  const money = told === null ? '' : amountText(told, sale.currency, i18n.locale);
  return (
    <Text size="sm">
      {outcome === 'DECLINED' ? (
        <Trans>
          {till} is told “{word}”: nothing was paid. If a card was charged after all, the shopper paid for nothing. It
          is final and cannot be undone.
        </Trans>
      ) : (
        <Trans>
          {till} is told “{word}”: {money} was paid. If no card was charged, the goods leave unpaid. It is final and
          cannot be undone.
        </Trans>
      )}
    </Text>
  );
}
