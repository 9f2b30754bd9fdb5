import { Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import { formatCsv } from '@ppaas/service';
import type { Principal } from '@ppaas/service';
import type { PoolClient } from 'pg';
import { Changes } from '../changes.service.ts';
import { newDeviceId } from '../ids.ts';
import { requireReach } from '../scope.ts';
import { lockStore } from '../store/store.service.ts';
import { ActivationStore } from './activation.store.ts';
import { describeFaults, readBulk } from './bulk.ts';
import type { LineFault, WantedDevice } from './bulk.ts';
import { deviceChanged, insertDevice } from './device.service.ts';

const HEADER = ['serialNumber', 'deviceId', 'name', 'activationCode', 'activationExpiresAt'];

/** Many devices at once: serial numbers in, activation codes out, each good for the hardware with its serial number only. */
@Injectable()
export class BulkService {
  constructor(
    private readonly changes: Changes,
    private readonly activations: ActivationStore,
  ) {}

  /**
   * All of them or none.
   * @param text CSV with a header: `serialNumber` and, if wanted, `name`
   * @returns CSV in the order that was given
   * @throws DomainError request.invalid or entity.conflict, each naming the lines; entity.unknown (store)
   */
  async create(principal: Principal, storeId: string, text: string): Promise<string> {
    const read = readBulk(text);
    if ('faults' in read) throw new DomainError('request.invalid', describeFaults(read.faults));
    const { devices } = read;
    return this.changes.commit(principal, async ({ client, emit, note }) => {
      // A copy of the same file at the same time waits here, and finds the serial numbers taken.
      const locked = await lockStore(client, storeId);
      requireReach(principal, locked);
      const { merchantId, organisationId: tenantId } = locked;
      const taken = await takenSerialNumbers(client, tenantId, devices);
      if (taken.length > 0) throw new DomainError('entity.conflict', describeFaults(taken));
      const lines = [HEADER];
      for (const { serialNumber, name } of devices) {
        const owner = { storeId, merchantId, tenantId };
        const row = await insertDevice(client, { deviceId: newDeviceId(), name, paymentMethods: null, ...owner });
        const code = await this.activations.issue(client, row.deviceId, 'ACTIVE', new Date(), serialNumber);
        await emit(tenantId, deviceChanged(row));
        const detail = { name, serialNumber };
        await note({ action: 'device.created', object: `device:${row.deviceId}`, tenantId, detail });
        lines.push([serialNumber, row.deviceId, name, code.activationCode, code.activationExpiresAt]);
      }
      return formatCsv(lines);
    });
  }
}

/** Lines whose hardware belongs to a device of this organisation already, or has a code for one. */
async function takenSerialNumbers(
  client: PoolClient,
  tenantId: string,
  devices: readonly WantedDevice[],
): Promise<LineFault[]> {
  const { rows } = await client.query<{ serialNumber: string; deviceId: string }>(
    `select d.device_id as "deviceId", s.serial_number as "serialNumber"
       from (select device_id, serial_number from certificate where status = 'VALID' and not_after > now()
             union select device_id, serial_number from activation_code where serial_number is not null) s
       join device d using (device_id)
      where d.tenant_id = $1 and d.status = 'ACTIVE' and s.serial_number = any($2)`,
    [tenantId, devices.map(({ serialNumber }) => serialNumber)],
  );
  const owners = new Map(rows.map(({ serialNumber, deviceId }) => [serialNumber, deviceId]));
  return devices.flatMap(({ line, serialNumber }) => {
    const owner = owners.get(serialNumber);
    return owner === undefined ? [] : [{ line, detail: `${serialNumber} belongs to ${owner}` }];
  });
}
