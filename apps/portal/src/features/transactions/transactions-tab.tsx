import { useParams } from '@tanstack/react-router';
import { TransactionList } from './transaction-list.tsx';

/** Those of a store. */
export function TransactionsTab() {
  const { storeId } = useParams({ from: '/frame/stores/$storeId/transactions' });
  return <TransactionList storeId={storeId} />;
}
