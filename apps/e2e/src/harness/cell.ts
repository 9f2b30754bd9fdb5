import type { ServiceName } from '@ppaas/contracts';
import { uniqueCell } from '@ppaas/testing';
import { DeviceDoor } from './device-door.ts';
import { Router } from './router.ts';

/** What each cell has of its own; auth and registry stand above the cells. */
export const CELL_SERVICES: readonly ServiceName[] = ['session', 'transaction', 'device-connector'];

/** A cell's doors: an origin for tills and an address for devices. */
export class Cell {
  readonly name = uniqueCell();
  readonly door = new DeviceDoor();
  readonly router: Router;

  /** @param portsOf the instances of a service, in a cell, that are up */
  constructor(portsOf: (service: ServiceName, cell: Cell) => readonly number[]) {
    this.router = new Router((service) => portsOf(service, this));
  }

  get connectUrl(): string {
    return `wss://localhost:${this.door.port}/device/v1/connect`;
  }

  async open(): Promise<void> {
    await Promise.all([this.router.open(), this.door.open()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.router.close(), this.door.close()]);
  }
}
