import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { Caller } from './caller.ts';
import type { Person, Principal } from './principal.ts';

/** A request once the guard has let it in. */
export interface AuthenticatedRequest {
  caller?: Caller;
  principal?: Principal;
  readmit?: Readmit;
}

/**
 * Asks again who called and whether it may: for an answer that goes on for long. It does not keep a sign-in alive.
 * @throws DomainError as the guard does: signIn.ended, token.revoked, role.missing …
 */
export type Readmit = () => Promise<Principal>;

/** Parameter decorator: the `Caller` of a route with `@RequireScope('retail')`. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (caller === undefined) throw new DomainError('token.missing');
  return caller;
});

/** Parameter decorator: the `Principal` of a route with `@RequirePermission(…)`. */
export const CurrentPrincipal = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (principal === undefined) throw new DomainError('token.missing');
  return principal;
});

/** Parameter decorator: the `Person` of a route with `@RequireSignIn()`. */
export const CurrentPerson = createParamDecorator((_data: unknown, context: ExecutionContext): Person => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (principal?.person == null) throw new DomainError('role.missing');
  return principal.person;
});

/** Parameter decorator: the `Readmit` of a route with `@RequirePermission(…)`. */
export const CurrentReadmit = createParamDecorator((_data: unknown, context: ExecutionContext): Readmit => {
  const { readmit } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (readmit === undefined) throw new DomainError('token.missing');
  return readmit;
});
