import { DomainError, FRESH_FOR_MS } from '@ppaas/contracts';
import type { Role, SignedIn } from '@ppaas/contracts';
import type { Operator } from './caller.ts';

/**
 * Whoever manages organisations, stores and points of sale: a person who is signed in, or a program with client
 * credentials. What it may do is its role, how far it reaches its scope: null = not narrowed.
 */
export interface Principal {
  /** Who, for the audit trail: the e-mail address of a person, the client id of a program. */
  readonly actor: string;
  /** Where the call came from. */
  readonly address: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly merchantId: string | null;
  readonly storeIds: readonly string[] | null;
  /** null: a program. */
  readonly person: Person | null;
}

export interface Person {
  readonly userId: string;
  readonly signInId: string;
  readonly hasSecondFactor: boolean;
  /** When the second factor (the password where there is none) was last shown. */
  readonly provenAt: Date;
}

export function principalOfPerson(signedIn: SignedIn, address: string): Principal {
  const { email, role, organisationId, merchantId, storeIds } = signedIn;
  const { userId, signInId, hasSecondFactor, provenAt } = signedIn;
  const person = { userId, signInId, hasSecondFactor, provenAt: new Date(provenAt) };
  return { actor: email, address, role, organisationId, merchantId, storeIds, person };
}

export const principalOfOperator = ({ clientId, ...standing }: Operator, address: string): Principal => ({
  ...standing,
  ...{ actor: clientId, address, person: null },
});

/**
 * A program has shown its secret for the token it calls with: it passes.
 * @throws DomainError signIn.notFresh for a person who proved nothing in the last five minutes
 */
export function requireFresh({ person }: Principal, now: Date): void {
  if (person === null) return;
  if (now.getTime() - person.provenAt.getTime() > FRESH_FOR_MS) throw new DomainError('signIn.notFresh');
}

/** @throws DomainError signIn.notFresh for a program, and for a person who proved nothing in the last five minutes */
export function requireFreshPerson(principal: Principal, now: Date): void {
  if (principal.person === null) throw new DomainError('signIn.notFresh', 'Only a person who is signed in may do this');
  requireFresh(principal, now);
}
