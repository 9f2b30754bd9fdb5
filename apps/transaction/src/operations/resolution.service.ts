import { Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { ResolutionRequest } from '@ppaas/contracts';
import { ExchangeEngine, resolveExchange } from '@ppaas/exchange';
import type { OutgoingMessage } from '@ppaas/messaging';
import { compareDecimal } from '@ppaas/nexo';
import type { Principal } from '@ppaas/service';
import { findExchange } from './detail.store.ts';
import type { ExchangeDetail } from './detail.store.ts';
import { findUnderKey, insertResolution } from './resolution.store.ts';
import type { KeyedWord } from './resolution.store.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** The keys of a person, or of a program in each organisation, are its own. */
const operatorOf = ({ actor, organisationId, person }: Principal): string =>
  person === null ? [...(organisationId === null ? [] : [organisationId]), actor].join('/') : `user:${person.userId}`;

/** A person's word about what nobody else can tell. */
@Injectable()
export class ResolutionService {
  constructor(private readonly engine: ExchangeEngine) {}

  /**
   * The end, the person's word and its place in the audit trail commit together.
   * @param key Idempotency-Key
   * @returns whether this very word was said before, under this key
   * @throws DomainError exchange.unknown, exchange.settled, request.keyReused, request.invalid
   */
  async resolve(
    principal: Principal,
    exchangeId: string,
    request: ResolutionRequest,
    key: string | undefined,
  ): Promise<boolean> {
    if (key !== undefined && !KEY.test(key))
      throw new DomainError('request.invalid', 'Idempotency-Key: 1 to 255 visible ASCII characters');
    const found = await findExchange(this.engine.context.database.caller, principal, exchangeId);
    if (found === undefined) throw new DomainError('exchange.unknown', 'No such transaction within reach');
    checkAmount(request, found);
    const { outcome, amount = null, reason } = request;
    const word: KeyedWord = {
      ...{ exchangeId, outcome, amount, reason },
      tenantId: found.tenant_id,
      actor: principal.actor,
      operator: operatorOf(principal),
      key: key ?? null,
    };
    if (await this.#isSaid(word)) return true;
    try {
      await resolveExchange(this.engine.context, exchangeId, word, async (client) => {
        await insertResolution(client, word);
        return [actOf(word, principal, found)];
      });
      return false;
    } catch (error) {
      // The same request at the same moment may have been the first.
      if (error instanceof DomainError && error.code === 'exchange.settled' && (await this.#isSaid(word))) return true;
      throw error;
    }
  }

  /** @throws DomainError request.keyReused */
  async #isSaid(word: KeyedWord): Promise<boolean> {
    if (word.key === null) return false;
    const said = await findUnderKey(this.engine.context.database.caller, word.operator, word.key);
    if (said === undefined) return false;
    const isSame =
      said.exchangeId === word.exchangeId &&
      said.outcome === word.outcome &&
      said.amount === word.amount &&
      said.reason === word.reason;
    if (!isSame) throw new DomainError('request.keyReused');
    return true;
  }
}

/** A part is more than nothing and less than the whole. */
function checkAmount({ amount }: ResolutionRequest, { amount: asked }: ExchangeDetail): void {
  if (amount === undefined) return;
  if (asked !== null && compareDecimal(amount, '0') > 0 && compareDecimal(amount, asked) < 0) return;
  const detail = asked === null ? 'there is no amount to be a part of' : `must be a part of ${asked}`;
  throw new DomainError('request.invalid', `/amount: ${detail}`, {
    faults: [{ pointer: '/amount', code: 'format', detail }],
  });
}

const actOf = (word: KeyedWord, { actor, address }: Principal, found: ExchangeDetail): OutgoingMessage => ({
  topic: 'accessEvents',
  type: 'ActNoted',
  key: word.tenantId,
  tenantId: word.tenantId,
  data: {
    tenantId: word.tenantId,
    actor,
    action: 'transaction.resolved',
    object: `transaction:${word.exchangeId}`,
    address,
    detail: {
      outcome: word.outcome,
      amount: word.amount,
      reason: word.reason,
      storeId: found.store_id,
      reference: found.reference,
    },
  },
});
