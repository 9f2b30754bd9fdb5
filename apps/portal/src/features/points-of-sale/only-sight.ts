import { useLingui } from '@lingui/react/macro';
import type { PointOfSale } from '@ppaas/contracts';
import { useQuery } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { posQuery } from './pos-queries.ts';

/** Asks before a page is left that shows a Key which is not kept: nobody sees it again. @param keyVersion of what is shown */
export function useOnlySight(pos: Pick<PointOfSale, 'storeId' | 'posId'>, keyVersion: number | undefined): void {
  const { t } = useLingui();
  const { data } = useQuery({ ...posQuery(pos), enabled: keyVersion !== undefined });
  const isOnlySight = data?.keys.some((key) => key.keyVersion === keyVersion && !key.isKept) ?? false;
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      current.pathname !== next.pathname && !confirm(t`The Key is not shown again. Leave all the same?`),
    disabled: !isOnlySight,
  });
}
