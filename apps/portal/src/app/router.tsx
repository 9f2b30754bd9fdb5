import {
  Outlet,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { TRANSACTION_FILTERS } from '../lib/transaction-filters.ts';
import { listSearch } from '../lib/list-search.ts';
import { signedInQuery } from '../lib/session.ts';
import { Failed, NotFound } from './failed.tsx';
import { withMoreTexts } from './language.ts';
import { queryClient } from './query-client.ts';

const optional = <Name extends string>(name: Name, value: unknown): Partial<Record<Name, string>> =>
  (typeof value === 'string' && value !== '' ? { [name]: value } : {}) as Partial<Record<Name, string>>;

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Failed });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => optional('next', search['next']),
  component: lazyRouteComponent(() => import('../features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});
const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten',
  component: lazyRouteComponent(() => import('../features/sign-in/forgotten-page.tsx'), 'ForgottenPage'),
});
const linkPage = lazyRouteComponent(() => import('../features/sign-in/link-page.tsx'), 'LinkPage');
const invite = createRoute({ getParentRoute: () => root, path: '/invite/$token', component: linkPage });
const reset = createRoute({ getParentRoute: () => root, path: '/reset/$token', component: linkPage });
const mailbox = createRoute({
  getParentRoute: () => root,
  path: '/mailbox',
  component: lazyRouteComponent(() => import('../features/sign-in/mailbox-page.tsx'), 'MailboxPage'),
});

/** Everything below is for people who are signed in. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ location }) => {
    const person = await queryClient.ensureQueryData(signedInQuery);
    if (person === null) redirect({ to: '/sign-in', search: { next: location.href }, throw: true });
  },
  component: lazyRouteComponent(() => import('./frame.tsx'), 'Frame'),
});
const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/stores', throw: true });
  },
});
const stores = createRoute({
  getParentRoute: () => frame,
  path: '/stores',
  validateSearch: listSearch('q', 'merchantId', 'organisationId'),
  component: lazyRouteComponent(() => import('../features/stores/stores-page.tsx'), 'StoresPage'),
});
const newStore = createRoute({
  getParentRoute: () => frame,
  path: '/stores/new',
  validateSearch: listSearch('merchantId'),
  component: lazyRouteComponent(() => import('../features/stores/new-store-page.tsx'), 'NewStorePage'),
});
const store = createRoute({
  getParentRoute: () => frame,
  path: '/stores/$storeId',
  component: lazyRouteComponent(() => import('../features/stores/store-page.tsx'), 'StorePage'),
});
const storeHome = createRoute({
  getParentRoute: () => store,
  path: '/',
  beforeLoad: ({ params }) => {
    redirect({ to: '/stores/$storeId/points-of-sale', params, throw: true });
  },
});
const pointsOfSale = createRoute({
  getParentRoute: () => store,
  path: 'points-of-sale',
  validateSearch: listSearch('q', 'status'),
  component: lazyRouteComponent(() => import('../features/points-of-sale/points-of-sale-tab.tsx'), 'PointsOfSaleTab'),
});
const newPointOfSale = createRoute({
  getParentRoute: () => store,
  path: 'points-of-sale/new',
  component: lazyRouteComponent(() => import('../features/points-of-sale/new-point-of-sale.tsx'), 'NewPointOfSale'),
});
const pointOfSale = createRoute({
  getParentRoute: () => store,
  path: 'points-of-sale/$posId',
  component: lazyRouteComponent(() => import('../features/points-of-sale/point-of-sale-page.tsx'), 'PointOfSalePage'),
});
const devices = createRoute({
  getParentRoute: () => store,
  path: 'payment-devices',
  validateSearch: listSearch('q', 'standing'),
  component: lazyRouteComponent(() => import('../features/devices/devices-tab.tsx'), 'DevicesTab'),
});
const storeTransactions = createRoute({
  getParentRoute: () => store,
  path: 'transactions',
  validateSearch: listSearch(...TRANSACTION_FILTERS),
  component: lazyRouteComponent(() => import('../features/transactions/transactions-tab.tsx'), 'TransactionsTab'),
});
const newDevice = createRoute({
  getParentRoute: () => store,
  path: 'payment-devices/new',
  component: lazyRouteComponent(() => import('../features/devices/new-device.tsx'), 'NewDevice'),
});
const device = createRoute({
  getParentRoute: () => store,
  path: 'payment-devices/$deviceId',
  component: lazyRouteComponent(() => import('../features/devices/device-page.tsx'), 'DevicePage'),
});
const settings = createRoute({
  getParentRoute: () => store,
  path: 'settings',
  component: lazyRouteComponent(() => import('../features/stores/settings-tab.tsx'), 'SettingsTab'),
});
const transactions = createRoute({
  getParentRoute: () => frame,
  path: '/transactions',
  validateSearch: listSearch(...TRANSACTION_FILTERS),
  component: lazyRouteComponent(() => import('../features/transactions/transactions-page.tsx'), 'TransactionsPage'),
});
const transaction = createRoute({
  getParentRoute: () => frame,
  path: '/transactions/$exchangeId',
  component: lazyRouteComponent(
    () => withMoreTexts(import('../features/transactions/transaction-page.tsx')),
    'TransactionPage',
  ),
});
const workList = createRoute({
  getParentRoute: () => frame,
  path: '/work-list',
  validateSearch: listSearch('storeId', 'organisationId'),
  component: lazyRouteComponent(
    () => withMoreTexts(import('../features/work-list/work-list-page.tsx')),
    'WorkListPage',
  ),
});
const operations = createRoute({
  getParentRoute: () => frame,
  path: '/operations',
  validateSearch: listSearch('organisationId', 'minutes'),
  component: lazyRouteComponent(
    () => withMoreTexts(import('../features/operations/operations-page.tsx')),
    'OperationsPage',
  ),
});
/** `organisation`: which one, for people of the platform. */
const organisation = createRoute({
  getParentRoute: () => frame,
  path: '/organisation',
  validateSearch: listSearch(
    ...(['q', 'organisation', 'actor', 'action', 'object', 'from', 'to', 'role', 'status'] as const),
    ...(['merchants.q', 'merchants.sort', 'stores.q', 'stores.sort', 'stores.merchantId'] as const),
  ),
  component: lazyRouteComponent(() => import('../features/organisation/organisation-page.tsx'), 'OrganisationPage'),
});
const organisationHome = createRoute({
  getParentRoute: () => organisation,
  path: '/',
  beforeLoad: ({ search }) => {
    const person = queryClient.getQueryData(signedInQuery.queryKey);
    if (person?.organisationId != null) redirect({ to: '/organisation/merchants', search, throw: true });
  },
});
const merchants = createRoute({
  getParentRoute: () => organisation,
  path: 'merchants',
  component: lazyRouteComponent(() => import('../features/organisation/merchants-tab.tsx'), 'MerchantsTab'),
});
const subscriptions = createRoute({
  getParentRoute: () => organisation,
  path: 'subscriptions',
  component: lazyRouteComponent(() => import('../features/organisation/subscriptions-tab.tsx'), 'SubscriptionsTab'),
});
const users = createRoute({
  getParentRoute: () => organisation,
  path: 'users',
  component: lazyRouteComponent(() => import('../features/organisation/users-tab.tsx'), 'UsersTab'),
});
const apiClients = createRoute({
  getParentRoute: () => organisation,
  path: 'api-clients',
  component: lazyRouteComponent(() => import('../features/organisation/api-clients-tab.tsx'), 'ApiClientsTab'),
});
const audit = createRoute({
  getParentRoute: () => organisation,
  path: 'audit',
  component: lazyRouteComponent(() => import('../features/organisation/audit-tab.tsx'), 'AuditTab'),
});
const organisationSettings = createRoute({
  getParentRoute: () => organisation,
  path: 'settings',
  component: lazyRouteComponent(() => import('../features/organisation/settings-tab.tsx'), 'OrganisationSettingsTab'),
});
const account = createRoute({
  getParentRoute: () => frame,
  path: '/account',
  component: lazyRouteComponent(() => withMoreTexts(import('../features/account/account-page.tsx')), 'AccountPage'),
});

function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(search).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  return members.length === 0 ? '' : `?${new URLSearchParams(members).toString()}`;
}

export const router = createRouter({
  routeTree: root.addChildren([
    ...[signIn, forgotten, invite, reset, mailbox],
    frame.addChildren([
      ...[home, stores, newStore, account],
      ...[transactions, transaction, workList, operations],
      organisation.addChildren([
        ...[organisationHome, merchants, subscriptions, users, apiClients, audit, organisationSettings],
      ]),
      store.addChildren([
        ...[storeHome, pointsOfSale, newPointOfSale, pointOfSale],
        ...[devices, newDevice, device, storeTransactions, settings],
      ]),
    ]),
  ]),
  // Every member of an address is text, as it was typed: the router's own way reads the reference 0012 as twelve.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
