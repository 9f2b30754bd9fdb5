import { useLingui } from '@lingui/react/macro';
import { Page } from '../../components/page.tsx';
import { TransactionList } from './transaction-list.tsx';

/** Across all stores that one sees. */
export function TransactionsPage() {
  const { t } = useLingui();
  return (
    <Page title={t`Transactions`}>
      <TransactionList />
    </Page>
  );
}
