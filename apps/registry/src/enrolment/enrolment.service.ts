import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { enrolAnswer } from '@ppaas/contracts';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { CellsStore } from '../cell/cells.store.ts';
import { Changes } from '../changes.service.ts';
import { ActivationStore } from '../device/activation.store.ts';
import type { OpenCode } from '../device/activation.store.ts';
import { certificateChanged, CertificateStore } from '../device/certificate.store.ts';
import { lockDevice } from '../device/device.service.ts';
import { placeHardware } from '../device/hardware.ts';
import type { RegistrySecrets } from '../registry.config.ts';
import { only } from '../organisation/organisation.service.ts';
import type { CertificateRow } from '../registry.entity.ts';
import { REGISTRY_SECRETS } from '../registry.symbols.ts';
import { normaliseActivationCode } from './activation-code.ts';
import { checkCertificateRequest } from './certificate-request.ts';
import type { CheckedRequest } from './certificate-request.ts';
import { OVERLAP_MS } from './issuing-ca.ts';

export type EnrolAnswer = z.infer<typeof enrolAnswer>;

/** How a device comes by its certificate, the first one and the next ones. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly changes: Changes,
    private readonly activations: ActivationStore,
    private readonly certificates: CertificateStore,
    private readonly cells: CellsStore,
    @Inject(REGISTRY_SECRETS) private readonly secrets: RegistrySecrets,
  ) {}

  /**
   * An activation code and a certificate request → a certificate. The code is used up with it.
   * @throws DomainError activation.invalid, csr.invalid (counts against the code), entity.conflict for a third piece
   */
  async enrol(typedCode: string, csr: string): Promise<EnrolAnswer> {
    const code = normaliseActivationCode(typedCode);
    const open = code === undefined ? undefined : await this.activations.find(code);
    if (open === undefined) throw new DomainError('activation.invalid');
    const request = await requestFor(open, csr).catch(async (error: unknown) => {
      await this.activations.countFailure(open.codeHmac);
      throw error;
    });
    const { deviceId, role, codeHmac } = open;
    return this.changes.commit(`device:${deviceId}`, async ({ client, emit, note }) => {
      if (!(await this.activations.use(client, codeHmac))) throw new DomainError('activation.invalid');
      const { tenantId } = await lockDevice(client, deviceId);
      const { serialNumber } = request;
      const placement = placeHardware(await this.certificates.live(client, deviceId), serialNumber, role);
      if (!placement.isPossible) {
        throw new DomainError('entity.conflict', 'The device has two pieces of hardware; revoke one first');
      }
      // What this piece had before is of a key that it may have lost.
      const changed = await this.certificates.revoke(client, deviceId, serialNumber);
      for (const other of placement.demoted) changed.push(...(await this.certificates.demote(client, deviceId, other)));
      const row = await this.certify(client, { deviceId, tenantId, serialNumber, role }, request);
      await emit(tenantId, ...[...changed, row].map(certificateChanged));
      const detail = { serialNumber, role, thumbprint: row.thumbprint, demoted: placement.demoted };
      await note({ action: 'hardware.enrolled', object: `device:${deviceId}`, tenantId, detail });
      return this.answer(client, row);
    });
  }

  /**
   * A new certificate for a device that shows its old one, which stays good for 24 h. Asking again with the same request
   * gives the same certificate: the first answer may have been lost.
   * @param thumbprint of the certificate that the mutual-TLS door has checked
   * @throws DomainError certificate.required, renewal.tooEarly, csr.invalid
   */
  async renew(thumbprint: string, csr: string, now: Date = new Date()): Promise<EnrolAnswer> {
    const request = await checkCertificateRequest(csr);
    return this.changes.commit('device', async ({ client, emit, note }) => {
      const known = await this.certificates.byThumbprint(client, thumbprint);
      if (known === undefined) throw new DomainError('certificate.required');
      const { deviceId, serialNumber, organisationId: tenantId } = known;
      await lockDevice(client, deviceId).catch(() => {
        throw new DomainError('certificate.required');
      });
      const live = await this.certificates.live(client, deviceId);
      const current = live.find((row) => row.thumbprint === thumbprint);
      if (current === undefined) throw new DomainError('certificate.required');
      const earlier = live.find(
        (row) => row.keyThumbprint === request.keyThumbprint && row.createdAt > current.createdAt,
      );
      if (earlier !== undefined) return this.answer(client, earlier);
      if (current.renewableFrom > now) throw tooEarly(current.renewableFrom, now);
      if (live.some((row) => row.keyThumbprint === request.keyThumbprint)) {
        throw new DomainError('csr.invalid', 'A renewal needs a new key');
      }
      const row = await this.certify(client, { deviceId, tenantId, serialNumber, role: current.role }, request);
      const end = new Date(now.getTime() + OVERLAP_MS);
      const shortened = await this.certificates.shorten(client, thumbprint, end);
      await emit(tenantId, ...[...shortened, row].map(certificateChanged));
      const detail = { serialNumber, former: thumbprint, thumbprint: row.thumbprint };
      await note({ action: 'certificate.renewed', object: `device:${deviceId}`, tenantId, detail });
      return this.answer(client, row);
    });
  }

  private async certify(
    client: PoolClient,
    owner: Pick<Parameters<CertificateStore['insert']>[1], 'deviceId' | 'tenantId' | 'serialNumber' | 'role'>,
    { publicKey, keyThumbprint }: CheckedRequest,
  ): Promise<CertificateRow> {
    const { deviceId } = owner;
    const issued = await this.secrets.ca.issue({ deviceId, publicKey, now: new Date(), random: randomBytes(16) });
    return this.certificates.insert(client, { ...owner, keyThumbprint, issued });
  }

  private async answer(client: PoolClient, row: CertificateRow): Promise<EnrolAnswer> {
    const { rows } = await client.query<{ deviceName: string; storeName: string; cell: string }>(
      `select d.name as "deviceName", s.name as "storeName", o.cell
        from device d join store s using (store_id) join organisation o on o.tenant_id = d.tenant_id where d.device_id = $1`,
      [row.deviceId],
    );
    const { cell, ...names } = only(rows);
    return {
      certificate: row.pem,
      chain: this.secrets.ca.chain,
      deviceId: row.deviceId,
      ...names,
      connectUrl: (await this.cells.doorsOf(cell, client)).connectUrl,
    };
  }
}

/** @throws DomainError csr.invalid, also when the code is for other hardware */
async function requestFor(open: OpenCode, csr: string): Promise<CheckedRequest> {
  const request = await checkCertificateRequest(csr);
  if (open.serialNumber === null || open.serialNumber === request.serialNumber) return request;
  throw new DomainError('csr.invalid', 'The code is for hardware with another serial number');
}

function tooEarly(renewableFrom: Date, now: Date): DomainError {
  const retryAfterSeconds = Math.ceil((renewableFrom.getTime() - now.getTime()) / 1000);
  return new DomainError('renewal.tooEarly', `Renewable from ${renewableFrom.toISOString()}`, { retryAfterSeconds });
}
