import { CAUSES, DomainError, causeWith } from '@ppaas/contracts';
import type { ResponseReason } from '@ppaas/nexo';
import type { AcceptFacts } from './accept.store.ts';

/** A "no" to a request that could be read: answered, final and stored. */
export interface Refusal {
  readonly reason: ResponseReason;
  readonly info: string;
}

/** What a refusal depends on, of the request. */
export interface Asked {
  readonly posId: string;
  readonly isExclusive: boolean;
  readonly requiredService: string | null;
  readonly needsMethod: boolean;
  readonly methods: readonly string[];
}

/**
 * The caller has no business here at all: not a nexo answer.
 * @throws DomainError token.revoked, organisation.notSubscribed, device.unknown
 */
export function admit(facts: AcceptFacts, deviceId: string): void {
  if (facts.pos_status !== 'ACTIVE') throw new DomainError('token.revoked');
  if (!facts.retail_api) throw new DomainError('organisation.notSubscribed');
  if (facts.device_id === null) throw new DomainError('device.unknown', undefined, { about: deviceId });
}

/** Why the accept statement took nothing, by the facts it read; undefined: they would have allowed it, so a race was lost. */
export function refusalOf(facts: AcceptFacts, asked: Asked): Refusal | undefined {
  if (!facts.connected && !facts.is_expected) return { reason: 'UnavailableDevice', info: CAUSES.offline };
  if (asked.isExclusive && facts.busy_pos_id !== null) return { reason: 'Busy', info: busyWith(facts, asked.posId) };
  if (asked.requiredService !== null && !facts.services.includes(asked.requiredService)) {
    return { reason: 'UnavailableService', info: causeWith('serviceLacking', asked.requiredService) };
  }
  const lacking = asked.methods.find((method) => !facts.allowed_methods.includes(method));
  if (lacking !== undefined) return restriction(causeWith('methodLacking', lacking));
  if (asked.needsMethod && facts.allowed_methods.length === 0) return restriction(CAUSES.noMethod);
  return undefined;
}

const restriction = (info: string): Refusal => ({ reason: 'PaymentRestriction', info });

/** Another POS's exchange id is not the caller's to know. */
const busyWith = (facts: AcceptFacts, posId: string): string =>
  facts.busy_pos_id === posId
    ? causeWith('busyWithYours', String(facts.busy_exchange_identification))
    : CAUSES.busyWithAnother;
