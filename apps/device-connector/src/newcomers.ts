import type { CertificateRow } from './certificate.ts';
import type { RegistryEvent } from './revocations.ts';

/** More than are issued while a projection lags. */
const MAX_REMEMBERED = 10_000;

/**
 * The certificates that this process was told of last. The table is written by one process for all of them and stands still
 * for seconds while they share out their work anew; a device that was enrolled just then is known here.
 */
export class Newcomers {
  readonly #certificates = new Map<string, CertificateRow & { readonly version: number }>();

  hear({ type, data }: RegistryEvent): void {
    if (type !== 'CertificateChanged') return;
    const { thumbprint, version } = data;
    if ((this.#certificates.get(thumbprint)?.version ?? -1) >= version) return;
    this.#certificates.delete(thumbprint);
    const [oldest] = this.#certificates.size >= MAX_REMEMBERED ? this.#certificates.keys() : [];
    if (oldest !== undefined) this.#certificates.delete(oldest);
    // Whether its owner was removed, the revocations say.
    this.#certificates.set(thumbprint, { ...data, notAfter: new Date(data.notAfter), isOwnerActive: true });
  }

  find(thumbprint: string): CertificateRow | undefined {
    return this.#certificates.get(thumbprint);
  }
}
