import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { PoolClient } from 'pg';
import { keyedRequest } from './idempotency.interceptor.ts';
import type { KeyedRequest } from './idempotency.interceptor.ts';

/** Injection token of the `AnswerSeal` of a service that keeps answers. */
export const ANSWER_SEAL = Symbol('ANSWER_SEAL');

/** Makes what stands in the database readable for this service alone: an answer may hold a secret. */
export interface AnswerSeal {
  /** @param context what the sealed text is bound to @returns a JSON object */
  seal(text: string, context: string): object;
  open(sealed: unknown, context: string): string;
}

const contextOf = ({ operator, key }: KeyedRequest): string => `idempotent|${operator}|${key}`;

/** Keys of POSTs with their answers, for 24 h, in the table `idempotent_request` of the service. */
@Injectable()
export class Idempotency {
  constructor(@Inject(ANSWER_SEAL) private readonly answers: AnswerSeal) {}

  /**
   * Does the one change of the request that is being served, in its transaction. Made before under the same key, it is left
   * out and its result is the one of then; what is not JSON in a result is lost by that.
   * @throws DomainError request.keyReused
   */
  async once<Result>(client: PoolClient, work: () => Promise<Result>): Promise<Result> {
    const request = keyedRequest();
    if (request === undefined) return work();
    const made = await this.claim(client, request);
    request.isReplayed = made !== undefined;
    if (made !== undefined) return made.answer as Result;
    const result = await work();
    await this.keep(client, request, result);
    return result;
  }

  /** Takes the key for this transaction; whoever has it already is waited for. */
  private async claim(client: PoolClient, request: KeyedRequest): Promise<{ readonly answer: unknown } | undefined> {
    const { operator, organisationId, key, fingerprint } = request;
    await client.query(
      `delete from idempotent_request where (operator, key) in
        (select operator, key from idempotent_request where expires_at <= now() limit 100 for update skip locked)`,
    );
    const claimed = await client.query(
      `insert into idempotent_request (operator, key, fingerprint, tenant_id) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [operator, key, fingerprint, organisationId],
    );
    if (claimed.rowCount === 1) return undefined;
    const { rows } = await client.query<{ fingerprint: string; answer: unknown }>(
      'select fingerprint, answer from idempotent_request where operator = $1 and key = $2',
      [operator, key],
    );
    const [made] = rows;
    if (made?.fingerprint !== fingerprint) throw new DomainError('request.keyReused');
    return { answer: JSON.parse(this.answers.open(made.answer, contextOf(request))) };
  }

  private async keep(client: PoolClient, request: KeyedRequest, answer: unknown): Promise<void> {
    const sealed = this.answers.seal(JSON.stringify(answer ?? null), contextOf(request));
    await client.query('update idempotent_request set answer = $3 where operator = $1 and key = $2', [
      request.operator,
      request.key,
      sealed,
    ]);
  }
}
