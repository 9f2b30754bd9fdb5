import { useLingui } from '@lingui/react/macro';
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/states.tsx';
import { TimeZone } from '../../lib/time-zone.ts';
import { storeQuery } from './store-queries.ts';

/** A store; its tabs are pages of their own. */
export function StorePage() {
  const { t } = useLingui();
  const { storeId } = useParams({ from: '/frame/stores/$storeId' });
  const query = useQuery(storeQuery(storeId));
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const navigate = useNavigate();
  const tabs = {
    'points-of-sale': t`Points of sale`,
    'payment-devices': t`Payment devices`,
    transactions: t`Transactions`,
    settings: t`Settings`,
  };
  const current = path.split('/')[3] ?? 'points-of-sale';
  const isBelowTab = path.split('/').length > 4;
  return (
    <QueryState query={query}>
      {(store) => (
        <Page
          title={store.name}
          part={tabs[current as keyof typeof tabs]}
          crumbs={[
            { label: t`Stores`, to: '/stores' },
            ...(isBelowTab
              ? [{ label: tabs[current as keyof typeof tabs] ?? current, to: `/stores/${storeId}/${current}` }]
              : []),
          ]}
        >
          <Tabs
            value={current}
            onChange={(tab) => void navigate({ to: `/stores/${storeId}/${tab}` })}
            keepMounted={false}
            activateTabWithKeyboard={false}
          >
            <Tabs.List>
              {Object.entries(tabs).map(([tab, label]) => (
                <Tabs.Tab key={tab} value={tab} tt="uppercase" fw={500} mih={44}>
                  {label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value={current} pt="md">
              <TimeZone value={store.timeZone}>
                <Outlet />
              </TimeZone>
            </Tabs.Panel>
          </Tabs>
        </Page>
      )}
    </QueryState>
  );
}
