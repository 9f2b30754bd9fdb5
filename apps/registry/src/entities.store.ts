import { Injectable } from '@nestjs/common';
import { DomainError, isUuid } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { PageRequest } from '@ppaas/contracts';
import { And, Equal, In, MoreThan, Raw } from 'typeorm';
import type { EntityTarget, FindOperator, FindOptionsOrder, FindOptionsWhere, ObjectLiteral } from 'typeorm';

/** Reads the registry's entities: one, or a page in order of id. */
@Injectable()
export class EntitiesStore {
  constructor(private readonly database: Database) {}

  /** @throws DomainError entity.unknown */
  async one<Row extends ObjectLiteral>(entity: EntityTarget<Row>, where: FindOptionsWhere<Row>): Promise<Row> {
    const row = await this.database.entities((manager) => manager.findOneBy(entity, where));
    if (row === null) throw new DomainError('entity.unknown');
    return row;
  }

  /** `limit + 1` rows at most: the one too many says that there are more. @param where one of them holds of each row */
  async page<Row extends ObjectLiteral>(
    entity: EntityTarget<Row>,
    where: readonly Narrowed<Row>[],
    id: keyof Row & string,
    { after, limit }: PageRequest,
  ): Promise<Row[]> {
    const order = { [id]: 'ASC' } as FindOptionsOrder<Row>;
    const later = after === undefined ? undefined : MoreThan(after);
    const from = where.map((one) => asked<Row>({ ...one, [id]: both(one[id], later) }));
    return this.database.entities((manager) => manager.find(entity, { where: from, order, take: limit + 1 }));
  }

  async newest<Row extends ObjectLiteral>(
    entity: EntityTarget<Row>,
    where: FindOptionsWhere<Row>,
    by: keyof Row & string,
    limit: number,
  ): Promise<Row[]> {
    const order = { [by]: 'DESC' } as FindOptionsOrder<Row>;
    return this.database.entities((manager) => manager.find(entity, { where, order, take: limit }));
  }
}

/** What a column has to be. */
type Condition = string | FindOperator<string>;
/** Members without a condition narrow nothing. */
type Narrowed<Row> = { readonly [Member in keyof Row & string]?: Condition | undefined };

const asked = <Row>(where: Narrowed<Row>): FindOptionsWhere<Row> =>
  Object.fromEntries(Object.entries(where).filter(([, condition]) => condition !== undefined)) as FindOptionsWhere<Row>;

/** Two conditions on one column: what narrows a caller holds whatever is asked for, and on every page. */
export function both(one: Condition | undefined, other: Condition | undefined): Condition | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return And(...[one, other].map((each) => (typeof each === 'string' ? Equal(each) : each)));
}

/** Conditions on a column: `ids` among which its value is; none where nothing is asked. */
export const among = (ids: readonly string[] | undefined): FindOperator<string> | undefined =>
  ids === undefined ? undefined : In([...ids]);

/** That a column has a part, however it is written; none where nothing is asked. */
export const containing = (part: string | undefined): FindOperator<string> | undefined =>
  part === undefined || part === ''
    ? undefined
    : Raw((column) => `strpos(lower(${column}), lower(:part)) > 0`, { part });

/** A path parameter that must be the id of an entity. @throws DomainError entity.unknown when it cannot be one */
export function entityId(text: string): string {
  if (!isUuid(text)) throw new DomainError('entity.unknown');
  return text.toLowerCase();
}
