import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { DataOf, TypeName } from '@ppaas/contracts';
import { OutboxRelay, toOutboxRow } from '@ppaas/messaging';
import type { OutgoingMessage } from '@ppaas/messaging';
import { Database, Idempotency } from '@ppaas/service';
import type { Principal } from '@ppaas/service';
import type { PoolClient } from 'pg';
import type { RegistryConfig } from './registry.config.ts';
import { REGISTRY_CONFIG } from './registry.symbols.ts';

export type RegistryEvent = {
  [T in TypeName<'registryEvents'>]: {
    readonly type: T;
    readonly key: string;
    readonly data: DataOf<'registryEvents', T>;
  };
}[TypeName<'registryEvents'>];

/** One act for the audit trail. `object` is `<kind>:<id>`; `detail` never holds a secret. */
export interface AuditNote {
  readonly action: string;
  readonly object: string;
  readonly tenantId: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Who makes a change: a person or a program from an address, or a device. */
export type Who = Pick<Principal, 'actor' | 'address'> | 'device' | `device:${string}`;

/** A change under way: what is done with it commits together or not at all. */
export interface Change {
  readonly client: PoolClient;
  /** Call it after the row itself is written: the row's lock keeps the events of one entity in order. */
  emit(tenantId: string, ...events: readonly RegistryEvent[]): Promise<void>;
  note(note: AuditNote): Promise<void>;
}

/** A caller may use what it just made at once, when the events are out: so the answer waits for them, but not for ever. */
const PUBLISH_WAIT_MS = 1_000;
const PUBLISH_LOOK_MS = 5;

/** The one way the registry changes anything: rows, events and audit in one transaction. */
@Injectable()
export class Changes {
  constructor(
    private readonly database: Database,
    private readonly relay: OutboxRelay,
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * Runs `work` in a transaction. Returns once the events are on Kafka, or 1 s after the commit when Kafka is slow:
   * the change stands either way and its events follow. A request with an Idempotency-Key makes one change and answers
   * what it returns: made before, the change is left out and its result is the one of then.
   * @throws DomainError request.keyReused
   */
  async commit<Result>(who: Who, work: (change: Change) => Promise<Result>): Promise<Result> {
    const { actor, address } = typeof who === 'string' ? { actor: who, address: null } : who;
    const ids: string[] = [];
    const shards = new Set<number>();
    const result = await this.database.transaction(async (client) => {
      ids.length = 0;
      return this.idempotency.once(client, () =>
        work({
          client,
          emit: async (tenantId, ...events) => {
            for (const event of events) {
              const row = toOutboxRow(this.outgoing(event, tenantId), { cell: this.config.CELL, service: 'registry' });
              shards.add(row.shard);
              const inserted = await client.query<{ id: string }>(
                'insert into outbox (shard, key, topic, headers, value, cell) values ($1, $2, $3, $4, $5, $6) returning id',
                [row.shard, row.key, row.topic, row.headers, row.value, row.cell],
              );
              for (const { id } of inserted.rows) ids.push(id);
            }
          },
          note: async ({ action, object, tenantId, detail = {} }) => {
            await client.query(
              'insert into audit (actor, address, action, object, tenant_id, detail) values ($1, $2, $3, $4, $5, $6)',
              [actor, address, action, object, tenantId, detail],
            );
          },
        }),
      );
    });
    this.relay.nudge([...shards]);
    await this.published(ids);
    return result;
  }

  private outgoing(event: RegistryEvent, tenantId: string): OutgoingMessage<'registryEvents'> {
    return { topic: 'registryEvents', tenantId, ...event };
  }

  private async published(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const until = performance.now() + PUBLISH_WAIT_MS;
    while (performance.now() < until) {
      const waiting = await this.database.query(
        'select 1 from outbox where id = any($1::bigint[]) limit 1',
        [ids],
        'platform',
      );
      if (waiting.length === 0) return;
      await pause(PUBLISH_LOOK_MS);
    }
  }
}
