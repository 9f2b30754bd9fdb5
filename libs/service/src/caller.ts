import type { AccessTokenClaims, Role } from '@ppaas/contracts';
import { DomainError } from '@ppaas/contracts';

/** The point of sale a token speaks for. Whether it is still registered is in each service's own database. */
export interface Caller {
  readonly posId: string;
  readonly tenantId: string;
  readonly merchantId: string;
  readonly storeId: string;
  /** The POS's Reference: what its messages must carry as InitiatingParty. */
  readonly saleId: string;
  /** Of the registration, when the token was issued. */
  readonly version: number;
  readonly clientId: string;
  readonly scope: readonly string[];
  /** The device on which the POS software runs: the only one that it may see or drive. Absent for a till. */
  readonly deviceId?: string;
}

/** A program that manages organisations, merchants and stores: what it may, and how far it reaches; null = not narrowed. */
export interface Operator {
  readonly clientId: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly merchantId: string | null;
  readonly storeIds: readonly string[] | null;
}

const scopeOf = (claims: AccessTokenClaims): string[] => claims.scope.split(' ').filter((each) => each !== '');

/** @throws DomainError token.invalid when the token is not one of a point of sale. */
export function callerOf(claims: AccessTokenClaims): Caller {
  const { sub, tid, mid, sid, sale_id: saleId, ver, client_id: clientId } = claims;
  if (tid === undefined || mid === undefined || sid === undefined || saleId === undefined || ver === undefined) {
    throw new DomainError('token.invalid');
  }
  const scope = scopeOf(claims);
  const till = { posId: sub, tenantId: tid, merchantId: mid, storeId: sid, saleId, version: ver, clientId, scope };
  return claims.device_id === undefined ? till : { ...till, deviceId: claims.device_id };
}

/**
 * While a release is rolled out, auth before roles still signs tokens without one: for the platform's own program, nobody else.
 * @throws DomainError token.invalid when the token does not say what its owner may
 */
export function operatorOf({ client_id: clientId, role, tid, mid, store_ids: storeIds }: AccessTokenClaims): Operator {
  const known = role ?? (tid === undefined ? 'platform-admin' : undefined);
  if (known === undefined) throw new DomainError('token.invalid');
  return { clientId, role: known, organisationId: tid ?? null, merchantId: mid ?? null, storeIds: storeIds ?? null };
}
