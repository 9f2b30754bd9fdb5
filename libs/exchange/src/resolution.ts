import { DomainError, causeWith } from '@ppaas/contracts';
import { completeAll } from './exchange-context.ts';
import type { Effects, ExchangeContext, Word } from './exchange-context.ts';

/**
 * A person says what became of an exchange that needs attention. Kept with the exchange: who and why.
 * @param effects what commits together with it
 * @throws DomainError exchange.unknown, exchange.settled; what `effects` throws
 */
export async function resolveExchange(
  context: ExchangeContext,
  exchangeId: string,
  word: Word & { readonly actor: string; readonly reason: string },
  effects?: Effects,
): Promise<void> {
  const { store, database, policy } = context;
  const exchange = await store.findOne(database.caller, exchangeId);
  if (exchange === undefined || policy.resolution === undefined) throw new DomainError('exchange.unknown');
  if (exchange.state !== 'NEEDS_ATTENTION') throw new DomainError('exchange.settled');
  const answer = policy.resolution(exchange, word, `MANUAL-${exchangeId.slice(1, 13)}`);
  const end = {
    completed: { exchange, state: word.outcome, answer },
    cause: causeWith('resolved', `${word.actor}: ${word.reason}`),
    isConditional: true,
  };
  const told: Effects = (client, moved) =>
    moved.length === 0 || effects === undefined ? Promise.resolve([]) : effects.call(policy, client, moved);
  const moved = await completeAll(context, [end], told);
  if (moved.size === 0) throw new DomainError('exchange.settled');
}
