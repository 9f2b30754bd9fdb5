import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { PoolClient } from 'pg';
import type { RegistrySecrets } from '../registry.config.ts';
import { REGISTRY_SECRETS } from '../registry.symbols.ts';
import { open, seal } from '../secrets/sealed.ts';
import type { Sealed } from '../secrets/sealed.ts';
import type { KeyedRequest } from './idempotency.interceptor.ts';

const contextOf = ({ operator, key }: KeyedRequest): string => `idempotent|${operator}|${key}`;

/** Keys of POSTs with their answers, for 24 h. Answers may hold a Key or an activation code, so all of them are sealed. */
@Injectable()
export class IdempotencyStore {
  constructor(@Inject(REGISTRY_SECRETS) private readonly secrets: RegistrySecrets) {}

  /**
   * Takes the key for this transaction; whoever has it already is waited for.
   * @returns the answer of the same request when it was made before; undefined when it is to be made now
   * @throws DomainError request.keyReused
   */
  async claim(client: PoolClient, request: KeyedRequest): Promise<{ readonly answer: unknown } | undefined> {
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
    const { rows } = await client.query<{ fingerprint: string; answer: Sealed }>(
      'select fingerprint, answer from idempotent_request where operator = $1 and key = $2',
      [operator, key],
    );
    const [made] = rows;
    if (made?.fingerprint !== fingerprint) throw new DomainError('request.keyReused');
    return { answer: JSON.parse(open(made.answer, contextOf(request), this.secrets.kek)) };
  }

  async keep(client: PoolClient, request: KeyedRequest, answer: unknown): Promise<void> {
    const sealed = seal(JSON.stringify(answer), contextOf(request), this.secrets.kek);
    await client.query('update idempotent_request set answer = $3 where operator = $1 and key = $2', [
      request.operator,
      request.key,
      sealed,
    ]);
  }
}
