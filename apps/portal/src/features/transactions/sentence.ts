import type { TransactionDetail } from '@ppaas/contracts';
import { useLingui } from '@lingui/react/macro';
import { amountText } from '../../lib/amount.ts';
import { durationText } from '../../lib/duration.ts';
import { cardText } from './kinds.ts';
import { lookOf } from './transaction-state.tsx';

/** A sale in one sentence: "Approved, EUR 24.50, VISA contactless, 4.2 sec, of which 3.6 sec the shopper." */
export function useSentence(sale: TransactionDetail): string {
  const { t, i18n } = useLingui();
  const { amount, authorisedAmount, currency, durations, responseText } = sale;
  const money = (text: string): string => amountText(text, currency, i18n.locale);
  const time = (ms: number): string => durationText(ms, i18n.locale);
  const parts = [t(lookOf(sale).text)];
  if (amount !== null) {
    const [asked, part] = [money(amount), authorisedAmount];
    const authorised = part === null ? '' : money(part);
    parts.push(part === null ? asked : t`${authorised} of ${asked}`);
  }
  const card = cardText(sale, t);
  if (card !== undefined) parts.push(card);
  if (durations.totalMs !== null) parts.push(time(durations.totalMs));
  if (durations.totalMs !== null && durations.shopperMs !== null) {
    const shopper = time(durations.shopperMs);
    parts.push(t`of which ${shopper} the shopper`);
  }
  const sentence = `${parts.join(', ')}.`;
  return responseText === null ? sentence : `${sentence} ${responseText}`;
}
