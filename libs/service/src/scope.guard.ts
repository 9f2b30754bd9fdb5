import { Inject, Injectable, Optional, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext, OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { DomainError } from '@ppaas/contracts';
import type { FastifyRequest } from 'fastify';
import { callerOf, operatorOf } from './caller.ts';
import type { AuthenticatedRequest } from './caller.ts';
import { TokenVerifier } from './token-verifier.ts';
import type { Scope } from './token-verifier.ts';

const ACCESS = 'ppaas:access';
type Access = Scope | 'public';

/** The route needs an access token of this scope: `retail` = a point of sale, `registry` = an operator. */
export const RequireScope = (scope: Scope): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, scope satisfies Access);
/** The route needs no token, or checks its callers itself. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, 'public' satisfies Access);

/** Lets in who has the token a route asks for. A route that asks for nothing, and does not say so, stops the start. */
@Injectable()
export class ScopeGuard implements CanActivate, OnModuleInit {
  constructor(
    private readonly reflector: Reflector,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Optional() @Inject(TokenVerifier) private readonly verifier?: TokenVerifier,
  ) {}

  onModuleInit(): void {
    const faults = this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (typeof metatype !== 'function' || typeof instance !== 'object' || instance === null) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const method = prototype[name];
        if (typeof method !== 'function' || !Reflect.hasMetadata(PATH_METADATA, method)) return [];
        return this.faultOf(metatype, method as () => unknown);
      });
    });
    if (faults.length > 0) throw new Error(`routes without a decision on access: ${faults.join('; ')}`);
  }

  private faultOf(controller: { readonly name: string } & object, method: () => unknown): string[] {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [method, controller as () => unknown]);
    const route = `${controller.name}.${method.name}`;
    if (access === undefined) return [`${route} has neither @RequireScope() nor @Public()`];
    if (access !== 'public' && this.verifier === undefined)
      return [`${route} needs ServiceModule.forRoot({ tokens: true })`];
    return [];
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    if (access === undefined || this.verifier === undefined) throw new Error('a route without a decision on access');
    return admit(context.switchToHttp().getRequest(), access, this.verifier);
  }
}

type ScopedRequest = FastifyRequest & AuthenticatedRequest;

async function admit(request: ScopedRequest, access: Scope, verifier: TokenVerifier): Promise<boolean> {
  const claims = await verifier.verify(bearerToken(request.headers.authorization), access);
  if (access === 'retail') request.caller = callerOf(claims);
  else request.operator = operatorOf(claims);
  return true;
}

/** RFC 6750 §2.1. @throws DomainError token.missing, token.invalid. */
export function bearerToken(header: string | undefined): string {
  if (header === undefined) throw new DomainError('token.missing');
  const match = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(header);
  if (match?.[1] === undefined) throw new DomainError('token.invalid');
  return match[1];
}
