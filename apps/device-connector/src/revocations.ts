import type { DataOf, TypeName } from '@ppaas/contracts';
import type { DeviceIdentity } from './certificate.ts';

/** Any event of the registry. */
export type RegistryEvent = {
  [T in TypeName<'registryEvents'>]: { readonly type: T; readonly data: DataOf<'registryEvents', T> };
}[TypeName<'registryEvents'>];

/** More than are revoked while a projection lags; an older one has long been in the table. */
const MAX_REMEMBERED = 10_000;

/**
 * What this process was told of revocations and removals. The table of certificates is written by one process for all
 * of them and may lag; a device that comes just then is admitted by an old row, and this says that it must go.
 */
export class Revocations {
  readonly #keys = new Set<string>();

  hear({ type, data }: RegistryEvent): void {
    if (type === 'CertificateChanged') this.#note(`certificate ${data.thumbprint}`, data.status === 'REVOKED');
    if (type === 'DeviceChanged') this.#note(`device ${data.deviceId}`, data.status === 'REMOVED');
    if (type === 'OrganisationChanged') this.#note(`organisation ${data.tenantId}`, data.status === 'REMOVED');
  }

  concern({ thumbprint, deviceId, tenantId }: DeviceIdentity): boolean {
    return [`certificate ${thumbprint}`, `device ${deviceId}`, `organisation ${tenantId}`].some((key) =>
      this.#keys.has(key),
    );
  }

  #note(key: string, isRevoked: boolean): void {
    this.#keys.delete(key);
    if (!isRevoked) return;
    const [oldest] = this.#keys.size >= MAX_REMEMBERED ? this.#keys : [];
    if (oldest !== undefined) this.#keys.delete(oldest);
    this.#keys.add(key);
  }
}
