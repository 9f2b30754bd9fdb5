import { useLingui } from '@lingui/react/macro';
import { Page } from '../../components/page.tsx';
import { useListSearch } from '../../lib/list-search.ts';
import { OWN_TIME_ZONE, TimeZone } from '../../lib/time-zone.ts';
import { useZones } from './store-zones.ts';
import { TransactionList } from './transaction-list.tsx';

/** Across all stores that one sees. */
export function TransactionsPage() {
  const { t } = useLingui();
  const [{ storeId = null }] = useListSearch();
  const zoneOf = useZones([{ storeId }]);
  return (
    <Page title={t`Transactions`}>
      <TimeZone value={zoneOf(storeId) ?? OWN_TIME_ZONE}>
        <TransactionList />
      </TimeZone>
    </Page>
  );
}
