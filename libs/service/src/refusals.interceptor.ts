import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { ErrorCode } from '@ppaas/contracts';
import type { Observable } from 'rxjs';
import { tap } from 'rxjs';
import type { Caller } from './caller.ts';
import type { AuthenticatedRequest } from './current.decorator.ts';
import type { HttpRequest } from './http-request.ts';
import { Logger } from './logger.ts';
import type { Principal } from './principal.ts';
import { RateLimiter } from './rate-limiter.ts';

/** Somebody asked for something by its id and was told that it is not there. */
export interface Refused {
  /** As the audit trail names it: a person, a program, or `pos:<id>`. */
  readonly actor: string;
  readonly address: string;
  /** How far the actor reaches; null = not narrowed. */
  readonly scope: Pick<Principal, 'organisationId' | 'merchantId' | 'storeIds'>;
  /** The only device of POS software on one. */
  readonly deviceId: string | undefined;
  /** What the request named, without what it is of. */
  readonly ids: readonly string[];
}

/** Injection token of the `Refusals` of a service. */
export const REFUSALS = Symbol('REFUSALS');

/** Writes down what was refused although it is there: it is out of the actor's reach. */
export interface Refusals {
  note(refused: Refused): Promise<void>;
}

const UNKNOWN: readonly ErrorCode[] = ['entity.unknown', 'device.unknown', 'exchange.unknown'];
/** Of one actor: whoever tries every id fills no trail. */
const NOTED = { points: 1_000, durationSeconds: 3_600 };

type Request = HttpRequest & AuthenticatedRequest & { readonly params: Readonly<Record<string, string>> };

/** After the answer, which must not say by its time whether there is something. */
@Injectable()
export class RefusalsInterceptor implements NestInterceptor {
  constructor(
    @Inject(REFUSALS) private readonly refusals: Refusals,
    private readonly limiter: RateLimiter,
    @Inject(Logger) private readonly log: Logger,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const error = (thrown: unknown): void => {
      if (!(thrown instanceof DomainError) || !UNKNOWN.includes(thrown.code)) return;
      const refused = refusedOf(request, thrown.extra.about);
      if (refused === undefined) return;
      this.note(refused).catch((failure: unknown) => this.log.error({ err: failure }, 'a refusal was not noted'));
    };
    return next.handle().pipe(tap({ error }));
  }

  private async note(refused: Refused): Promise<void> {
    try {
      await this.limiter.take(`refused:${refused.actor}:${refused.scope.organisationId ?? ''}`, NOTED);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'request.tooMany') return;
      throw error;
    }
    await this.refusals.note(refused);
  }
}

function refusedOf({ principal, caller, params, ip }: Request, about: string | undefined): Refused | undefined {
  const ids = [...Object.values(params), ...(about === undefined ? [] : [about])];
  if (ids.length === 0) return undefined;
  const call = { address: ip, ids };
  if (principal !== undefined) return { ...call, actor: principal.actor, scope: principal, deviceId: undefined };
  return caller === undefined ? undefined : { ...call, ...refusedTill(caller) };
}

const refusedTill = ({ posId, tenantId, merchantId, storeId, deviceId }: Caller) => ({
  actor: `pos:${posId}`,
  scope: { organisationId: tenantId, merchantId, storeIds: [storeId] },
  deviceId,
});

/** Something that is there. What is above a merchant or a store has none. */
export interface RefusedPlace {
  /** `<kind>:<id>` */
  readonly object: string;
  readonly organisationId: string | null;
  readonly merchantId?: string | null | undefined;
  readonly storeId?: string | null | undefined;
}

/**
 * The act for the audit trail; undefined when the place is within reach, and was refused for something else. An organisation
 * reads of its own people; of whoever tries the ids of another one, the platform: neither learns who is in the other.
 */
export function actOfRefusal({ actor, address, scope, deviceId, ids }: Refused, place: RefusedPlace) {
  const { organisationId, merchantId, storeId, object } = place;
  const isOwn = scope.organisationId === null || scope.organisationId === organisationId;
  const isReached =
    isOwn &&
    (scope.merchantId === null || merchantId == null || scope.merchantId === merchantId) &&
    (scope.storeIds === null || storeId == null || scope.storeIds.includes(storeId)) &&
    (deviceId === undefined || ids.includes(deviceId));
  if (isReached) return undefined;
  const tenantId = isOwn ? organisationId : null;
  return {
    tenantId,
    actor,
    address,
    action: 'access.refused',
    object,
    detail: { organisationId: scope.organisationId },
  };
}
