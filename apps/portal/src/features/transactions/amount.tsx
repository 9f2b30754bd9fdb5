import { useLingui } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import type { TransactionLine } from '@ppaas/contracts';
import { amountText } from '../../lib/amount.ts';

interface AmountProps {
  readonly of: Pick<TransactionLine, 'amount' | 'authorisedAmount' | 'currency'>;
}

/** What was asked for; of a part approval what was authorised, and of how much it is a part. */
export function Amount({ of: { amount, authorisedAmount, currency } }: AmountProps) {
  const { t, i18n } = useLingui();
  if (amount === null) return '–';
  const asked = amountText(amount, currency, i18n.locale);
  if (authorisedAmount === null) return <span className="figure">{asked}</span>;
  return (
    <>
      <span className="figure">{amountText(authorisedAmount, currency, i18n.locale)}</span>
      <Text size="xs" c="dimmed" className="figure">
        {t`of ${asked}`}
      </Text>
    </>
  );
}
