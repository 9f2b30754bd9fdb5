import { DomainError } from '@ppaas/contracts';

/** How far somebody reaches: null = not narrowed. */
export interface Scope {
  readonly organisationId: string | null;
  readonly merchantId: string | null;
  readonly storeIds: readonly string[] | null;
}

/** Where something belongs. What is above a merchant or a store has none. */
export interface Place {
  readonly organisationId: string;
  readonly merchantId?: string;
  readonly storeId?: string;
}

/**
 * Whether a place is within a scope. Whoever is narrowed to a merchant or to stores still reaches what these belong to:
 * it is shown where they are.
 */
export function reaches(scope: Scope, { organisationId, merchantId, storeId }: Place): boolean {
  return (
    (scope.organisationId === null || scope.organisationId === organisationId) &&
    (scope.merchantId === null || merchantId === undefined || scope.merchantId === merchantId) &&
    (scope.storeIds === null || storeId === undefined || scope.storeIds.includes(storeId))
  );
}

/** @throws DomainError entity.unknown: what is out of reach is answered like what is not there */
export function requireReach(scope: Scope, place: Place): void {
  if (!reaches(scope, place)) throw new DomainError('entity.unknown');
}
