import { Inject, Injectable } from '@nestjs/common';
import { Database, Logger } from '@ppaas/service';
import type { DeviceIdentity } from './certificate.ts';
import type { Who } from './connection-host.ts';
import { CONNECTOR_CONFIG, type ConnectorConfig } from './device-connector.config.ts';

interface Row {
  readonly [column: string]: unknown;
  readonly epoch: string;
  readonly device_id: string;
  readonly serial_number: string;
  readonly tenant_id: string;
}

/** The connections of this instance that somebody may believe to be open, kept across a crash. */
@Injectable()
export class OpenConnectionStore {
  private over: number[] = [];
  private deleting: Promise<void> | undefined;

  constructor(
    @Inject(CONNECTOR_CONFIG) private readonly config: ConnectorConfig,
    @Inject(Database) private readonly database: Database,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** Notes a new connection. @returns its number, which grows over all devices and processes, whatever Redis forgets */
  async open({ deviceId, serialNumber, tenantId }: DeviceIdentity): Promise<number> {
    const [row] = await this.database.query<{ epoch: string }>(
      `insert into open_connection (device_id, serial_number, tenant_id, instance, cell) values ($1, $2, $3, $4, $5)
        returning epoch`,
      [deviceId, serialNumber, tenantId, this.config.INSTANCE, this.config.CELL],
    );
    if (row === undefined) throw new Error('the sequence of epochs gave nothing');
    return Number(row.epoch);
  }

  /** Deletes the note in the background, many at a time. */
  close(epoch: number): void {
    this.over.push(epoch);
    this.deleting ??= this.deleteOver();
  }

  async flush(): Promise<void> {
    await this.deleting;
  }

  /** What earlier starts of this instance left open. To be called before the first `open`. */
  async leftOpen(): Promise<Who[]> {
    const { INSTANCE: instance, CELL: cell } = this.config;
    const rows = await this.database.query<Row>(
      `select epoch, device_id, serial_number, tenant_id from open_connection
        where instance = $1 and cell = $2 order by epoch`,
      [instance, cell],
    );
    return rows.map((row) => ({
      epoch: Number(row.epoch),
      deviceId: row.device_id,
      serialNumber: row.serial_number,
      tenantId: row.tenant_id,
      instance,
    }));
  }

  private async deleteOver(): Promise<void> {
    while (this.over.length > 0) {
      const epochs = this.over.splice(0);
      try {
        await this.database.query('delete from open_connection where epoch = any($1)', [epochs]);
      } catch (error) {
        // The next start says once more that they are over, which changes nothing.
        this.logger.warn({ err: error, epochs: epochs.length }, 'connections that are over could not be deleted');
      }
    }
    this.deleting = undefined;
  }
}
