import { Injectable } from '@nestjs/common';
import type { auditQuery, ChainedEntry, ChainHead, PageRequest } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import { Between, ILike, LessThan, MoreThan } from 'typeorm';
import type { FindOptionsWhere } from 'typeorm';
import type { z } from 'zod';
import { AuditRow } from '../registry.entity.ts';

type Filter = Omit<z.infer<typeof auditQuery>, 'cursor' | 'limit'>;

const BATCH = 1_000;
const CHAIN = `
  select seq::int, chain, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, action, object,
         address, detail::text, previous_hash as "previousHash", hash
    from audit where chain = $1 and seq > $2 order by seq limit ${BATCH}`;

/** The end of each is looked up: nothing reads the whole trail for it. */
const HEADS = `
  select c.chain, h.seq::int as seq, h.hash
    from (select tenant_id::text as chain from organisation union all select 'platform') c
    cross join lateral (select seq, hash from audit where chain = c.chain order by seq desc limit 1) h`;

/** What was done, read back. */
@Injectable()
export class AuditTrailStore {
  constructor(private readonly database: Database) {}

  /** `limit + 1` rows at most. */
  page({ sort, ...filter }: Filter, { after, limit }: PageRequest): Promise<AuditRow[]> {
    const isNewestFirst = sort === '-at';
    const from = after === undefined ? {} : { id: isNewestFirst ? LessThan(after) : MoreThan(after) };
    const where = { ...whereOf(filter), ...from };
    const order = { id: isNewestFirst ? 'DESC' : 'ASC' } as const;
    return this.database.entities((manager) => manager.find(AuditRow, { where, order, take: limit + 1 }));
  }

  /** The entries of a chain after one, in their order; not all at once. */
  entriesAfter(chain: string, seq: number): Promise<ChainedEntry[]> {
    return this.database.query<ChainedEntry & Record<string, unknown>>(CHAIN, [chain, seq]);
  }

  /** Where every chain ends, those of organisations that did nothing yet left out. */
  heads(): Promise<(ChainHead & { readonly chain: string })[]> {
    return this.database.query<ChainHead & { chain: string }>(HEADS);
  }
}

/** The wildcards of LIKE are letters like others. */
const part = (text: string) => ILike(`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`);

function whereOf({
  organisationId,
  actor,
  action,
  object,
  from,
  to,
}: Omit<Filter, 'sort'>): FindOptionsWhere<AuditRow> {
  return {
    ...(organisationId === undefined ? {} : { organisationId }),
    ...(actor === undefined ? {} : { actor: part(actor) }),
    ...(action === undefined ? {} : { action: part(action) }),
    ...(object === undefined ? {} : { object: part(object) }),
    ...(from === undefined && to === undefined
      ? {}
      : { at: Between(new Date(from ?? 0), to === undefined ? new Date() : new Date(to)) }),
  };
}
