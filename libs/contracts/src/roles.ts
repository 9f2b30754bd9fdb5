/** What a person in the portal, or a program with client credentials, may be, from the widest to the narrowest. */
export const ROLES = ['platform-admin', 'organisation-admin', 'merchant-admin', 'store-admin', 'support'] as const;
export type Role = (typeof ROLES)[number];

const PLATFORM: readonly Role[] = ['platform-admin'];
const ORGANISATION: readonly Role[] = [...PLATFORM, 'organisation-admin'];
const MERCHANT: readonly Role[] = [...ORGANISATION, 'merchant-admin'];
const STORE: readonly Role[] = [...MERCHANT, 'store-admin'];

/** Permission → roles that have it. How far it reaches is the scope of the person: organisation, merchant or stores. */
export const ROLES_WITH = {
  /** See organisations, merchants, stores, points of sale and devices. */
  'registry.read': ROLES,
  /** Make and end organisations. */
  'organisations.manage': PLATFORM,
  /** Name, settings and subscriptions of an organisation. */
  'organisation.manage': ORGANISATION,
  'merchants.manage': ORGANISATION,
  /** Make and end stores. */
  'stores.manage': MERCHANT,
  /** Settings of a store that is there. */
  'store.change': STORE,
  'pos.manage': STORE,
  'devices.manage': STORE,
  /** People of the same scope and of the same role at most. */
  'users.manage': MERCHANT,
  /** Programs that call the API by themselves: they outlive the person who made them. */
  'apiClients.manage': ORGANISATION,
  'audit.read': [...ORGANISATION, 'support'],
  'transactions.read': ROLES,
  /** Say what became of a sale that nobody else can tell. */
  'attention.resolve': STORE,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof ROLES_WITH;

export const may = (role: Role, permission: Permission): boolean =>
  (ROLES_WITH[permission] as readonly Role[]).includes(role);
