import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { Cell } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { Pool, PoolClient } from 'pg';
import type { RegistryConfig } from '../registry.config.ts';
import { REGISTRY_CONFIG } from '../registry.symbols.ts';

const CELL = 'select name, retail_url as "retailUrl", connect_url as "connectUrl" from cell';

/** The cells: the first one, which the configuration knows, and those that were added. */
@Injectable()
export class CellsStore {
  readonly first: Cell;

  constructor(
    private readonly database: Database,
    @Inject(REGISTRY_CONFIG) config: RegistryConfig,
  ) {
    this.first = { name: config.DEFAULT_CELL, retailUrl: null, connectUrl: config.DEVICE_URL };
  }

  /** The first one leads. */
  async all(): Promise<Cell[]> {
    const { rows } = await this.database.pool.query<Cell>(`${CELL} where name <> $1 order by name`, [this.first.name]);
    return [this.first, ...rows];
  }

  /** Where the doors of a cell are; those of the first one for a name that nobody has added. */
  async doorsOf(name: string, db: Pool | PoolClient = this.database.pool): Promise<Cell> {
    return (await this.find(name, db)) ?? { ...this.first, name };
  }

  /** Keeps a cell from being removed until the transaction is over. @throws DomainError entity.unknown */
  async hold(client: PoolClient, name: string): Promise<Cell> {
    const cell = await this.find(name, client, 'for share');
    if (cell === undefined) throw new DomainError('entity.unknown', 'No such cell');
    return cell;
  }

  /** @returns whether anything is different now */
  async put(client: PoolClient, { name, retailUrl, connectUrl }: Cell): Promise<boolean> {
    const { rowCount } = await client.query(
      `insert into cell as c (name, retail_url, connect_url) values ($1, $2, $3)
        on conflict (name) do update set retail_url = excluded.retail_url, connect_url = excluded.connect_url
        where (c.retail_url, c.connect_url) is distinct from (excluded.retail_url, excluded.connect_url)`,
      [name, retailUrl, connectUrl],
    );
    return rowCount === 1;
  }

  /** @throws DomainError entity.unknown, entity.inUse while it serves an organisation */
  async remove(client: PoolClient, name: string): Promise<void> {
    const { rowCount } = await client.query('delete from cell where name = $1', [name]);
    if (rowCount === 0) throw new DomainError('entity.unknown', 'No such cell');
    const served = await client.query(`select 1 from organisation where cell = $1 and status = 'ACTIVE' limit 1`, [
      name,
    ]);
    if (served.rowCount !== 0) throw new DomainError('entity.inUse', 'The cell still serves an organisation');
  }

  private async find(name: string, db: Pool | PoolClient, lock: 'for share' | '' = ''): Promise<Cell | undefined> {
    if (name === this.first.name) return this.first;
    return (await db.query<Cell>(`${CELL} where name = $1 ${lock}`, [name])).rows[0];
  }
}
