import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { AuthenticatedRequest } from '@ppaas/service';

/**
 * Parameter decorator: the client id of the platform's operator. These routes see every organisation, so a token that
 * belongs to one organisation does not open them.
 */
export const PlatformOperator = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const { operator } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (operator === undefined) throw new DomainError('token.missing');
  if (operator.tenantId !== undefined) throw new DomainError('scope.missing');
  return operator.clientId;
});

/** The part of a request that a route with a body reads: the raw text. */
export interface BodyOf {
  readonly body: unknown;
}
