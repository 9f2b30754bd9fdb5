import { Injectable } from '@nestjs/common';
import { DomainError, isUuid } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { PageRequest } from '@ppaas/contracts';
import { MoreThan } from 'typeorm';
import type { EntityTarget, FindOptionsOrder, FindOptionsWhere, ObjectLiteral } from 'typeorm';

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

  /** `limit + 1` rows at most: the one too many says that there are more. */
  async page<Row extends ObjectLiteral>(
    entity: EntityTarget<Row>,
    where: FindOptionsWhere<Row>,
    id: keyof Row & string,
    { after, limit }: PageRequest,
  ): Promise<Row[]> {
    const order = { [id]: 'ASC' } as FindOptionsOrder<Row>;
    const from = after === undefined ? where : { ...where, [id]: MoreThan(after) };
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

/** A path parameter that must be the id of an entity. @throws DomainError entity.unknown when it cannot be one */
export function entityId(text: string): string {
  if (!isUuid(text)) throw new DomainError('entity.unknown');
  return text.toLowerCase();
}
