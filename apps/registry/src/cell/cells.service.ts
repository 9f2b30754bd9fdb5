import { Injectable } from '@nestjs/common';
import { DomainError, organisation } from '@ppaas/contracts';
import type { Cell, Organisation } from '@ppaas/contracts';
import type { Principal } from '@ppaas/service';
import { Changes } from '../changes.service.ts';
import { ORGANISATION, organisationChanged } from '../organisation/organisation.events.ts';
import { lockOrganisation, only } from '../organisation/organisation.service.ts';
import { present } from '../operator-api.ts';
import type { OrganisationRow } from '../registry.entity.ts';
import { CellsStore } from './cells.store.ts';

/** Cells, and which of them serves whom. */
@Injectable()
export class CellsService {
  constructor(
    private readonly changes: Changes,
    private readonly cells: CellsStore,
  ) {}

  list(): Promise<Cell[]> {
    return this.cells.all();
  }

  /** Adds a cell, or says where its doors are now; whoever it serves is told again. @throws DomainError entity.conflict: the first cell */
  async put(principal: Principal, cell: Cell): Promise<Cell> {
    if (cell.name === this.cells.first.name)
      throw new DomainError('entity.conflict', 'The doors of the first cell are configuration');
    return this.changes.commit(principal, async ({ client, emit, note }) => {
      if (!(await this.cells.put(client, cell))) return cell;
      const { rows } = await client.query<OrganisationRow>(
        `update organisation set version = version + 1 where cell = $1 and status = 'ACTIVE' returning ${ORGANISATION}`,
        [cell.name],
      );
      for (const row of rows) await emit(row.organisationId, organisationChanged(row, cell));
      const { name, ...detail } = cell;
      await note({ action: 'cell.put', object: `cell:${name}`, tenantId: null, detail });
      return cell;
    });
  }

  /** @throws DomainError entity.unknown, entity.inUse while it serves an organisation */
  async remove(principal: Principal, name: string): Promise<void> {
    await this.changes.commit(principal, async ({ client, note }) => {
      await this.cells.remove(client, name);
      await note({ action: 'cell.removed', object: `cell:${name}`, tenantId: null });
    });
  }

  /**
   * From now on this cell serves the organisation: what begins, begins there, and its devices and tills are sent there. What
   * runs ends where it began. The same again changes nothing.
   * @throws DomainError entity.unknown: no such organisation, no such cell
   */
  async move(principal: Principal, id: string, name: string): Promise<Organisation> {
    return this.changes.commit(principal, async ({ client, emit, note }) => {
      await lockOrganisation(client, id, 'no key update');
      const cell = await this.cells.hold(client, name);
      const moved = await client.query<OrganisationRow>(
        `update organisation set cell = $2, version = version + 1 where tenant_id = $1 and cell <> $2 returning ${ORGANISATION}`,
        [id, name],
      );
      const [row] = moved.rows;
      if (row !== undefined) {
        await emit(id, organisationChanged(row, cell));
        await note({
          action: 'organisation.moved',
          object: `organisation:${id}`,
          tenantId: id,
          detail: { cell: name },
        });
        return present(organisation, row);
      }
      const { rows } = await client.query<OrganisationRow>(
        `select ${ORGANISATION} from organisation where tenant_id = $1`,
        [id],
      );
      return present(organisation, only(rows));
    });
  }
}
