import { Injectable } from '@nestjs/common';
import { createdDevice, device, deviceWithHardware, DomainError } from '@ppaas/contracts';
import type {
  Activation,
  changeDevice,
  createDevice,
  CreatedDevice,
  Device,
  DeviceWithHardware,
  Page,
  PageRequest,
} from '@ppaas/contracts';
import type { Principal } from '@ppaas/service';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { Changes } from '../changes.service.ts';
import type { RegistryEvent } from '../changes.service.ts';
import { isUniqueViolation } from '../database-conflict.ts';
import { EntitiesStore } from '../entities.store.ts';
import { newDeviceId } from '../ids.ts';
import { ObservationsStore } from '../observations.store.ts';
import { expectVersion, present, presentPage } from '../operator-api.ts';
import { requireReach } from '../scope.ts';
import { only } from '../organisation/organisation.service.ts';
import { CertificateRow, DeviceRow, StoreRow } from '../registry.entity.ts';
import { requireFreeSaleId } from '../store/sale-id.store.ts';
import { lockStore } from '../store/store.service.ts';
import { ActivationStore } from './activation.store.ts';
import type { Role } from './activation.store.ts';
import { certificateChanged, CertificateStore } from './certificate.store.ts';

const DEVICE = `device_id as "deviceId", store_id as "storeId", merchant_id as "merchantId",
  tenant_id as "organisationId", name, status, payment_methods as "paymentMethods", version, created_at as "createdAt"`;
/** Certificates shown with a device, newest first. */
const SHOWN_CERTIFICATES = 50;

@Injectable()
export class DeviceService {
  constructor(
    private readonly changes: Changes,
    private readonly entities: EntitiesStore,
    private readonly activations: ActivationStore,
    private readonly certificates: CertificateStore,
    private readonly observations: ObservationsStore,
  ) {}

  async list(principal: Principal, storeId: string, page: PageRequest): Promise<Page<Device>> {
    requireReach(principal, await this.entities.one(StoreRow, { storeId, status: 'ACTIVE' }));
    const rows = await this.entities.page(DeviceRow, [{ storeId, status: 'ACTIVE' }], 'deviceId', page);
    return presentPage(device, rows, page, (row) => row.deviceId);
  }

  async get(principal: Principal, deviceId: string): Promise<DeviceWithHardware> {
    const row = await this.entities.one(DeviceRow, { deviceId, status: 'ACTIVE' });
    requireReach(principal, row);
    const certificates = await this.entities.newest(CertificateRow, { deviceId }, 'createdAt', SHOWN_CERTIFICATES);
    const hardware = certificates.map((c) => ({ ...c, notAfter: c.notAfter.toISOString() }));
    const methods = await this.observations.methodsOf(deviceId);
    return present(deviceWithHardware, { ...row, hardware, ...methods });
  }

  /** @throws DomainError entity.unknown (store), entity.conflict when the id is taken, or is the reference of a POS of the store */
  async create(principal: Principal, storeId: string, given: z.infer<typeof createDevice>): Promise<CreatedDevice> {
    const create = this.changes.commit(principal, async ({ client, emit, note }) => {
      const locked = await lockStore(client, storeId, 'share');
      requireReach(principal, locked);
      const { merchantId, organisationId: tenantId } = locked;
      const owner = { storeId, merchantId, tenantId };
      const deviceId = given.deviceId ?? newDeviceId();
      await requireFreeSaleId(client, storeId, deviceId, '/deviceId');
      const row = await insertDevice(client, { ...given, deviceId, ...owner });
      const activation = await this.activations.issue(client, row.deviceId, 'ACTIVE', new Date());
      await emit(tenantId, deviceChanged(row));
      await note({ action: 'device.created', object: `device:${row.deviceId}`, tenantId, detail: given });
      return present(createdDevice, { ...row, ...activation });
    });
    return create.catch((error: unknown) => {
      if (!isUniqueViolation(error, 'device_pkey')) throw error;
      throw new DomainError('entity.conflict', 'The device id is taken');
    });
  }

  /** Members that are not given stay as they are. @throws DomainError entity.unknown, entity.changed */
  async change(
    principal: Principal,
    id: string,
    given: z.infer<typeof changeDevice>,
    ifMatch?: number,
  ): Promise<Device> {
    return this.changes.commit(principal, async ({ client, emit, note }) => {
      const { version } = await lockWithin(principal, client, id);
      expectVersion(version, ifMatch);
      const { rows } = await client.query<DeviceRow>(
        `update device set name = coalesce($2, name),
                payment_methods = case when $3 then $4::text[] else payment_methods end, version = version + 1
          where device_id = $1 returning ${DEVICE}`,
        [id, given.name, given.paymentMethods !== undefined, given.paymentMethods],
      );
      const row = only(rows);
      await emit(row.organisationId, deviceChanged(row));
      await note({ action: 'device.changed', object: `device:${id}`, tenantId: row.organisationId, detail: given });
      return present(device, row);
    });
  }

  /** Removes the device and revokes its certificates. @throws DomainError entity.unknown */
  async remove(principal: Principal, deviceId: string): Promise<void> {
    await this.changes.commit(principal, async ({ client, emit, note }) => {
      const { tenantId } = await lockWithin(principal, client, deviceId);
      const { rows } = await client.query<DeviceRow>(
        `update device set status = 'REMOVED', version = version + 1 where device_id = $1 returning ${DEVICE}`,
        [deviceId],
      );
      await this.activations.voidAll(client, deviceId);
      const revoked = await this.certificates.revoke(client, deviceId);
      await emit(tenantId, deviceChanged(only(rows)), ...revoked.map(certificateChanged));
      await note({ action: 'device.removed', object: `device:${deviceId}`, tenantId });
    });
  }

  /** @throws DomainError entity.unknown */
  async newActivationCode(principal: Principal, deviceId: string, role: Role): Promise<Activation> {
    return this.changes.commit(principal, async ({ client, note }) => {
      const { tenantId } = await lockWithin(principal, client, deviceId);
      const activation = await this.activations.issue(client, deviceId, role, new Date());
      await note({ action: 'device.activationCode', object: `device:${deviceId}`, tenantId, detail: { role } });
      return activation;
    });
  }

  /** Revokes the certificates of one piece of hardware; again changes nothing. @throws DomainError entity.unknown */
  async revokeHardware(principal: Principal, deviceId: string, serialNumber: string): Promise<void> {
    requireReach(principal, await this.entities.one(DeviceRow, { deviceId }));
    await this.entities.one(CertificateRow, { deviceId, serialNumber });
    await this.changes.commit(principal, async ({ client, emit, note }) => {
      const revoked = await this.certificates.revoke(client, deviceId, serialNumber);
      const tenantId = revoked[0]?.organisationId;
      if (tenantId === undefined) return;
      await emit(tenantId, ...revoked.map(certificateChanged));
      await note({ action: 'hardware.revoked', object: `device:${deviceId}`, tenantId, detail: { serialNumber } });
    });
  }
}

interface LockedDevice {
  readonly tenantId: string;
  readonly merchantId: string;
  readonly storeId: string;
  readonly version: number;
}

async function lockWithin(principal: Principal, client: PoolClient, deviceId: string): Promise<LockedDevice> {
  const locked = await lockDevice(client, deviceId);
  requireReach(principal, { ...locked, organisationId: locked.tenantId });
  return locked;
}

/** Nothing else happens to a device while this transaction runs. @throws DomainError entity.unknown */
export async function lockDevice(client: PoolClient, deviceId: string): Promise<LockedDevice> {
  const { rows } = await client.query<LockedDevice>(
    `select tenant_id as "tenantId", merchant_id as "merchantId", store_id as "storeId", version from device where device_id = $1 and status = 'ACTIVE' for no key update`,
    [deviceId],
  );
  if (rows[0] === undefined) throw new DomainError('entity.unknown');
  return rows[0];
}

export async function insertDevice(
  client: PoolClient,
  device: {
    readonly deviceId: string;
    readonly storeId: string;
    readonly merchantId: string;
    readonly tenantId: string;
    readonly name: string;
    readonly paymentMethods: readonly string[] | null;
  },
): Promise<DeviceRow> {
  const { deviceId, storeId, merchantId, tenantId, name, paymentMethods } = device;
  const { rows } = await client.query<DeviceRow>(
    `insert into device (device_id, store_id, merchant_id, tenant_id, name, payment_methods)
     values ($1, $2, $3, $4, $5, $6) returning ${DEVICE}`,
    [deviceId, storeId, merchantId, tenantId, name, paymentMethods],
  );
  return only(rows);
}

export const deviceChanged = (row: DeviceRow): RegistryEvent => ({
  type: 'DeviceChanged',
  key: row.deviceId,
  data: {
    deviceId: row.deviceId,
    storeId: row.storeId,
    merchantId: row.merchantId,
    tenantId: row.organisationId,
    name: row.name,
    status: row.status,
    paymentMethods: row.paymentMethods,
    version: row.version,
  },
});
