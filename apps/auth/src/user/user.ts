import { DomainError, ROLES } from '@ppaas/contracts';
import type { Fault, Role } from '@ppaas/contracts';

/** What a person is and how far it reaches; null = not narrowed. */
export interface Standing {
  readonly role: Role;
  readonly organisationId: string | null;
  readonly merchantId: string | null;
  readonly storeIds: readonly string[] | null;
}

/**
 * Refuses a standing that means nothing.
 * @throws DomainError request.invalid
 */
export function checkStanding({ role, organisationId, merchantId, storeIds }: Standing): void {
  const faults = [
    ...demand('/organisationId', organisationId !== null, role !== 'platform-admin', 'an organisation'),
    ...demand('/merchantId', merchantId !== null, WITH_MERCHANT[role], 'a merchant'),
    ...demand('/storeIds', storeIds !== null, WITH_STORES[role], 'stores'),
  ];
  const [first] = faults;
  if (first !== undefined) throw new DomainError('request.invalid', `${first.pointer}: ${first.detail}`, { faults });
}

/** true: needed, false: not allowed, undefined: as one likes. */
const WITH_MERCHANT: Readonly<Record<Role, boolean | undefined>> = {
  'platform-admin': false,
  'organisation-admin': false,
  'merchant-admin': true,
  'store-admin': true,
  support: undefined,
};
const WITH_STORES: Readonly<Record<Role, boolean | undefined>> = {
  ...WITH_MERCHANT,
  'merchant-admin': false,
};

function demand(pointer: string, isGiven: boolean, isNeeded: boolean | undefined, what: string): Fault[] {
  if (isNeeded === undefined || isGiven === isNeeded) return [];
  return isNeeded
    ? [{ pointer, code: 'needed', detail: `the role needs ${what}` }]
    : [{ pointer, code: 'unwanted', detail: `the role is not narrowed to ${what}` }];
}

const rank = (role: Role): number => ROLES.indexOf(role);

/** Whether one may invite, change and remove the other: within the own scope, and of the same role at most. */
export function mayManage(actor: Standing, person: Standing): boolean {
  if (actor.role === 'platform-admin') return true;
  return (
    rank(person.role) >= rank(actor.role) &&
    person.organisationId === actor.organisationId &&
    (actor.merchantId === null || person.merchantId === actor.merchantId) &&
    (actor.storeIds === null ||
      (person.storeIds !== null && person.storeIds.every((id) => actor.storeIds?.includes(id))))
  );
}

/** Whether role or reach differ. */
export const isOtherStanding = (one: Standing, other: Standing): boolean =>
  one.role !== other.role ||
  one.merchantId !== other.merchantId ||
  one.storeIds?.toSorted().join() !== other.storeIds?.toSorted().join();
