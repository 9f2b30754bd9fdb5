import type { OutgoingMessage } from '@ppaas/messaging';
import { toOutboxRow } from '@ppaas/messaging';
import type { KafkaBus, OutboxRelay } from '@ppaas/messaging';
import { isDatabaseAway } from '@ppaas/service';
import type { Database, Redis, Shedding } from '@ppaas/service';
import { CAUSES, answerChannel } from '@ppaas/contracts';
import type { ForeignResult, ServiceName } from '@ppaas/contracts';
import type { NexoMessage } from '@ppaas/nexo';
import type { Logger } from '@ppaas/service';
import type { PoolClient } from 'pg';
import type { Answers } from './answers.ts';
import type { EndState, Exchange, ExchangeOwner } from './exchange.ts';
import { ExchangeStore } from './exchange.store.ts';
import type { Completion, OutboxRow } from './exchange.store.ts';
import type { Refusal } from './refusal.ts';
import type { ExchangeMetrics } from './exchange-metrics.ts';
import { GATHERED, Gathering } from './gathering.ts';
import type { Hops } from './hops.ts';
import { failure, requestOf } from './pos-answer.ts';
import type { ExchangeTimes } from './times.ts';
import type { Quotas } from './quotas.ts';
import type { Releases } from './releases.ts';
import type { Waiters } from './waiters.ts';

/** An exchange at its end, as the owner's policy sees it. */
export interface Completed {
  readonly exchange: Exchange;
  readonly state: EndState;
  readonly answer: NexoMessage;
}

/** What a person says became of an exchange. `amount`: of a part approval. */
export interface Word {
  readonly outcome: EndState;
  readonly amount: string | null;
}

/** What the owner of exchanges (session, transaction) decides; everything else is the same for both. */
export interface ExchangePolicy {
  readonly owner: ExchangeOwner;
  readonly service: ServiceName;
  /** What a device's answer means; undefined when it is no end (an unrecognised word is never taken for success or failure). */
  outcomeOf(answer: NexoMessage): EndState | undefined;
  /** Does anybody wait for what is told of ends? If not, the relay finds it at its next look and carries many at once. */
  readonly areEndsUrgent: boolean;
  /** What is told when an exchange ends. */
  completed(completed: Completed): OutgoingMessage[];
  /** Changes of the owner's own tables that commit together with the ends; returns what is told because of them. */
  effects?(client: PoolClient, completed: readonly Completed[]): Promise<OutgoingMessage[]>;
  /** The device's answer as the POS is to get it; default: as it is. */
  translate?(exchange: Exchange, answer: NexoMessage): NexoMessage;
  /** What is told when an exchange is refused as it comes; commits together with the refusal. */
  refused?(completed: Completed): OutgoingMessage[];
  /** Is this refusal about something that has just changed, and whose event is still on its way? Then it is looked at again. */
  isPassing?(
    context: ExchangeContext,
    request: { readonly posId: string; readonly deviceId: string },
    refusal: Refusal,
  ): Promise<boolean>;
  /** After the commit of ends: best effort, must not throw. */
  settled?(context: ExchangeContext, completed: readonly Completed[]): void;
  /** What is told when an exchange waits for a person. */
  needsAttention?(exchange: Exchange, reason: string): OutgoingMessage[];
  /** What is told when a device contradicts the answer already given. */
  contradicted?(exchange: Exchange, reported: EndState): OutgoingMessage[];
  /** What is told when a device answers an exchange that was not sent to it. */
  foreign(result: ForeignResult): OutgoingMessage[];
  /** The answer that a person's word stands for. */
  resolution?(exchange: Exchange, word: Word, reference: string): NexoMessage;
  /** An exchange that may not stay open: the answer it ends with after `afterMs`, instead of UNKNOWN. */
  readonly overdue?: { readonly afterMs: number; readonly answer: (exchange: Exchange) => NexoMessage };
  /** May an ACCEPTED exchange be dispatched now? */
  isReady?(client: PoolClient, exchange: Exchange): Promise<boolean>;
}

/** What the parts of the engine share. */
export interface ExchangeContext {
  readonly policy: ExchangePolicy;
  readonly database: Database;
  readonly bus: KafkaBus;
  readonly relay: OutboxRelay;
  readonly redis: Redis;
  readonly waiters: Waiters;
  readonly answers: Answers;
  readonly store: ExchangeStore;
  /** Ends on their way into the database; says of each whether it moved. */
  readonly completing: Gathering<Completion, boolean>;
  readonly releases: Releases;
  /** Of an owner whose exchanges people look at. */
  readonly hops?: Hops;
  readonly times: ExchangeTimes;
  readonly quotas: Quotas;
  readonly shedding: Shedding;
  readonly cell: string;
  readonly logger: Logger;
  readonly metrics: ExchangeMetrics;
}

/** An outbox row of a message of this service. @param cell whose relay carries it; default: this one */
export function outboxRow(context: ExchangeContext, message: OutgoingMessage, cell = context.cell): OutboxRow {
  return toOutboxRow(message, { cell, service: context.policy.service });
}

/** An end that was decided. */
export interface CompletionInput {
  readonly completed: Completed;
  readonly cause: string;
  /** Only for the version of the row it was decided on: every decision of ours. A device's result always counts. */
  readonly isConditional?: boolean;
}

/** The end of one that its point of sale aborts before any device has it. */
export const cancelled = (exchange: Exchange): CompletionInput => ({
  completed: {
    exchange,
    state: 'CANCELLED',
    answer: failure(requestOf(exchange), 'Aborted', 'aborted before it was sent to the device'),
  },
  cause: CAUSES.abortedByPos,
  isConditional: true,
});

/** The end of an exchange with everything that must commit with it. */
export function completion(context: ExchangeContext, { completed, cause, isConditional }: CompletionInput): Completion {
  return {
    exchangeId: completed.exchange.exchangeId,
    state: completed.state,
    answer: JSON.stringify(completed.answer),
    cause,
    version: isConditional === true ? completed.exchange.version : null,
    messages: context.policy.completed(completed).map((message) => outboxRow(context, message)),
  };
}

/** Changes that commit together with ends that moved; returns what is told because of them. */
export type Effects = NonNullable<ExchangePolicy['effects']>;

/**
 * Commits ends, then wakes the waiters.
 * @param effects default: those of the owner
 * @returns the ids that moved; the others were at an end before
 */
export async function completeAll(
  context: ExchangeContext,
  ends: readonly CompletionInput[],
  effects: Effects | undefined = context.policy.effects,
): Promise<Set<string>> {
  if (ends.length === 0) return new Set();
  const completions = ends.map((end) => completion(context, end));
  const shards = new Set(completions.flatMap((one) => one.messages.map((row) => row.shard)));
  const { moved, fault } =
    effects === undefined
      ? await completeGathered(context, completions)
      : await context.database.transaction(async (client): ReturnType<typeof completeGathered> => {
          const ids = await context.store.complete(client, completions);
          const told = await effects.call(
            context.policy,
            client,
            ends.map((end) => end.completed).filter((completed) => ids.has(completed.exchange.exchangeId)),
          );
          const rows = told.map((message) => outboxRow(context, message));
          await context.store.insertOutbox(client, rows);
          for (const row of rows) shards.add(row.shard);
          return { moved: ids };
        }, 'platform');
  context.policy.settled?.(
    context,
    ends.map((end) => end.completed).filter((completed) => moved.has(completed.exchange.exchangeId)),
  );
  for (const { completed } of ends) {
    if (!moved.has(completed.exchange.exchangeId)) continue;
    const ended: Exchange = { ...completed.exchange, state: completed.state, answer: JSON.stringify(completed.answer) };
    if (!context.waiters.wake(ended))
      context.redis.publish(answerChannel(ended.cell, context.policy.service), ended.exchangeId);
    context.metrics.ended(completed.exchange, completed.state);
  }
  if (context.policy.areEndsUrgent) context.relay.nudge([...shards]);
  if (fault !== undefined) throw fault.reason;
  return moved;
}

/** Those that moved are committed, whatever became of the others. */
async function completeGathered(
  context: ExchangeContext,
  completions: readonly Completion[],
): Promise<{ readonly moved: Set<string>; readonly fault?: PromiseRejectedResult | undefined }> {
  const said = await Promise.allSettled(completions.map((one) => context.completing.add(one)));
  const moved = new Set<string>();
  for (const [index, { exchangeId }] of completions.entries()) {
    const one = said[index];
    if (one?.status === 'fulfilled' && one.value) moved.add(exchangeId);
  }
  return { moved, fault: said.find((one) => one.status === 'rejected') };
}

/** Ends that partitions, calls and the sweeper decide on at the same time commit together. */
export function gatherCompletions(database: Database, store: ExchangeStore): Gathering<Completion, boolean> {
  const run = async (ends: readonly Completion[]): Promise<boolean[]> => {
    // In one order in every instance, so that two of them cannot wait for each other.
    const inOrder = ends.toSorted((a, b) => (a.exchangeId < b.exchangeId ? -1 : 1));
    const moved = await store.complete(database.pool, inOrder);
    return ends.map((end) => moved.has(end.exchangeId));
  };
  return new Gathering(run, { ...GATHERED, key: (end) => end.exchangeId, isCommon: isDatabaseAway });
}

/** A change and what is told because of it, committed together. @returns false when `change` gave undefined: nothing happened */
export async function commitTold(
  context: ExchangeContext,
  change: (client: PoolClient) => Promise<readonly OutgoingMessage[] | undefined>,
): Promise<boolean> {
  const rows = await context.database.transaction(async (client) => {
    const told = await change(client);
    const outbox = told?.map((message) => outboxRow(context, message));
    await context.store.insertOutbox(client, outbox ?? []);
    return outbox;
  }, 'platform');
  context.relay.nudge([...new Set(rows?.map((row) => row.shard))]);
  return rows !== undefined;
}
