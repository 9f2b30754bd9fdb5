import { Inject, Injectable, Optional, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext, OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, ModuleRef, Reflector } from '@nestjs/core';
import { CLIENT_CERTIFICATE_HEADER, DomainError, may } from '@ppaas/contracts';
import type { Permission } from '@ppaas/contracts';
import type { FastifyRequest } from 'fastify';
import { callerOf, operatorOf } from './caller.ts';
import type { AuthenticatedRequest } from './current.decorator.ts';
import { isBoundTo } from './door.ts';
import { principalOfOperator, principalOfPerson } from './principal.ts';
import type { Principal } from './principal.ts';
import { narrowReach } from './reach.ts';
import { SIGN_INS, isPassive, requireCsrfToken, requireOwnPage, signInIdOf } from './sign-ins.ts';
import type { SignIns } from './sign-ins.ts';
import { TokenVerifier } from './token-verifier.ts';
import type { Scope } from './token-verifier.ts';

/** Key of the metadata in which a route says whom it lets in. */
export const ACCESS = 'ppaas:access';
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'token'; readonly scope: Scope }
  | { readonly kind: 'principal'; readonly permission: Permission | 'signedIn' };
type Decorator = MethodDecorator & ClassDecorator;
type GuardedRequest = FastifyRequest & AuthenticatedRequest;

const access = (value: Access): Decorator => SetMetadata(ACCESS, value);

/** The route needs an access token of this scope: `retail` = a point of sale, `registry` = an operator. */
export const RequireScope = (scope: Scope): Decorator => access({ kind: 'token', scope });
/** The route needs a person who is signed in, or a program with a token of the scope `registry`, whose role allows this. */
export const RequirePermission = (permission: Permission): Decorator => access({ kind: 'principal', permission });
/** The route needs a person who is signed in, whatever the role: it is about that person's own account. */
export const RequireSignIn = (): Decorator => access({ kind: 'principal', permission: 'signedIn' });
/** The route needs no token, or checks its callers itself. */
export const Public = (): Decorator => access({ kind: 'public' });

/**
 * Lets in whom a route asks for, and narrows what the request can reach in the database to the caller's organisation. A route
 * that asks for nothing, and does not say so, stops the start.
 */
@Injectable()
export class ScopeGuard implements CanActivate, OnModuleInit {
  private signIns: SignIns | undefined;

  constructor(
    private readonly reflector: Reflector,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly modules: ModuleRef,
    @Optional() @Inject(TokenVerifier) private readonly verifier?: TokenVerifier,
  ) {}

  onModuleInit(): void {
    const routes = this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (typeof metatype !== 'function' || typeof instance !== 'object' || instance === null) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const method = prototype[name];
        if (typeof method !== 'function' || !Reflect.hasMetadata(PATH_METADATA, method)) return [];
        const asked = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
          method as () => unknown,
          metatype as () => unknown,
        ]);
        return [{ name: `${metatype.name}.${name}`, asked }];
      });
    });
    // A service of which no person asks anything provides none: then this throws and says so.
    if (routes.some(({ asked }) => asked?.kind === 'principal')) {
      this.signIns = this.modules.get<SignIns>(SIGN_INS, { strict: false });
    }
    const faults = routes.flatMap(({ name, asked }) => {
      if (asked === undefined) return [`${name} has neither @RequireScope(), @RequirePermission() nor @Public()`];
      if (asked.kind === 'public' || this.verifier !== undefined) return [];
      return [`${name} needs ServiceModule.forRoot({ tokens: true })`];
    });
    if (faults.length > 0) throw new Error(`routes without a decision on access: ${faults.join('; ')}`);
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const asked = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (asked?.kind === 'public') return true;
    if (asked === undefined || this.verifier === undefined) throw new Error('a route without a decision on access');
    return this.admit(context.switchToHttp().getRequest<GuardedRequest>(), asked, this.verifier);
  }

  private async admit(
    request: GuardedRequest,
    asked: Exclude<Access, { readonly kind: 'public' }>,
    verifier: TokenVerifier,
  ): Promise<boolean> {
    if (asked.kind === 'principal') {
      const admit = async (isPassiveCall: boolean): Promise<Principal> => {
        const principal = await this.principal(request, verifier, isPassiveCall);
        requirePermission(principal, asked.permission);
        return principal;
      };
      request.principal = await admit(isPassive(request.headers));
      request.readmit = () => admit(true);
      if (request.principal.organisationId !== null) narrowReach(request.principal.organisationId);
      return true;
    }
    const claims = await verifier.verify(bearerToken(request.headers.authorization), asked.scope);
    if (!isBoundTo(claims.cnf, request.headers[CLIENT_CERTIFICATE_HEADER])) throw new DomainError('token.invalid');
    if (asked.scope === 'retail') request.caller = callerOf(claims);
    if (claims.tid !== undefined) narrowReach(claims.tid);
    return true;
  }

  /** Who calls: a token when there is one, else the cookie of a sign-in. */
  private async principal(
    request: GuardedRequest,
    verifier: TokenVerifier,
    isPassiveCall: boolean,
  ): Promise<Principal> {
    const { headers, ip } = request;
    const id = signInIdOf(headers);
    if (headers.authorization !== undefined || id === undefined || this.signIns === undefined) {
      return principalOfOperator(operatorOf(await verifier.verify(bearerToken(headers.authorization), 'registry')), ip);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      requireOwnPage(headers, verifier.origin);
      requireCsrfToken(headers, id);
    }
    const found = await this.signIns.find(id, isPassiveCall);
    if (found === undefined) throw new DomainError('signIn.ended');
    return principalOfPerson(found, ip);
  }
}

function requirePermission(principal: Principal, permission: Permission | 'signedIn'): void {
  if (permission === 'signedIn') {
    if (principal.person === null) throw new DomainError('role.missing', 'Only a person has an account');
  } else if (!may(principal.role, permission)) throw new DomainError('role.missing');
}

/** RFC 6750 §2.1. @throws DomainError token.missing, token.invalid. */
export function bearerToken(header: string | undefined): string {
  if (header === undefined) throw new DomainError('token.missing');
  const match = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(header);
  if (match?.[1] === undefined) throw new DomainError('token.invalid');
  return match[1];
}
