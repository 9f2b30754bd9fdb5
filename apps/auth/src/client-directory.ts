import type { DataOf, TypeName } from '@ppaas/contracts';
import type { PosClient } from './access-token.ts';
import { readVerifier } from './verifier.ts';
import type { Verifier } from './verifier.ts';

type Data<T extends TypeName<'registryEvents'>> = DataOf<'registryEvents', T>;

/** What of each registry event decides about tokens. */
interface Facts {
  OrganisationChanged: Pick<
    Data<'OrganisationChanged'>,
    'tenantId' | 'name' | 'domain' | 'retailUrl' | 'status' | 'version'
  >;
  StoreChanged: Pick<Data<'StoreChanged'>, 'storeId' | 'status' | 'version'>;
  PosChanged: Omit<Data<'PosChanged'>, 'name'>;
  PosCredentialChanged: Data<'PosCredentialChanged'>;
  DeviceChanged: Omit<Data<'DeviceChanged'>, 'name' | 'paymentMethods'>;
  CertificateChanged: Pick<
    Data<'CertificateChanged'>,
    'thumbprint' | 'deviceId' | 'role' | 'status' | 'notAfter' | 'version'
  >;
}
export type ClientFact = { [T in keyof Facts]: { readonly type: T; readonly data: Facts[T] } }[keyof Facts];

interface Credential {
  readonly applicationId: string;
  readonly verifiers: readonly Verifier[];
  readonly version: number;
}

export interface KnownPos {
  readonly client: PosClient;
  readonly verifiers: readonly Verifier[];
}

export type KnownDevice = Facts['DeviceChanged'];

/** Which entity a fact is about. */
export function subjectOf({ type, data }: ClientFact): string {
  switch (type) {
    case 'OrganisationChanged':
      return `organisation:${data.tenantId}`;
    case 'StoreChanged':
      return `store:${data.storeId}`;
    case 'PosChanged':
      return `pos:${data.posId}`;
    case 'PosCredentialChanged':
      return `credential:${data.posId}`;
    case 'DeviceChanged':
      return `device:${data.deviceId}`;
    case 'CertificateChanged':
      return `certificate:${data.thumbprint}`;
  }
}

/**
 * All clients in memory (about 1 KB each), so that a token costs no query. Facts may come in any order and more than
 * once: only a higher version of its entity changes anything.
 */
export class ClientDirectory {
  private readonly organisations = new Map<string, Facts['OrganisationChanged']>();
  private readonly stores = new Map<string, Facts['StoreChanged']>();
  private readonly pointsOfSale = new Map<string, Facts['PosChanged']>();
  private readonly credentials = new Map<string, Credential>();
  private readonly devices = new Map<string, Facts['DeviceChanged']>();
  private readonly certificates = new Map<string, Facts['CertificateChanged']>();
  private readonly posOfApplication = new Map<string, string>();

  apply({ type, data }: ClientFact): void {
    switch (type) {
      case 'OrganisationChanged':
        keepNewest(this.organisations, data.tenantId, data);
        break;
      case 'StoreChanged':
        keepNewest(this.stores, data.storeId, data);
        break;
      case 'PosChanged':
        keepNewest(this.pointsOfSale, data.posId, data);
        break;
      case 'PosCredentialChanged':
        this.applyCredential(data);
        break;
      case 'DeviceChanged':
        keepNewest(this.devices, data.deviceId, data);
        break;
      case 'CertificateChanged':
        keepNewest(this.certificates, data.thumbprint, data);
    }
  }

  /** The POS behind an Application ID, if it, its store and its organisation are active. */
  find(applicationId: string): KnownPos | undefined {
    const id = this.posOfApplication.get(applicationId);
    const credential = id === undefined ? undefined : this.credentials.get(id);
    const pos = id === undefined ? undefined : this.activePos(id);
    if (pos === undefined || credential === undefined) return undefined;
    const { posId, tenantId, merchantId, storeId, saleId, version } = pos;
    return {
      client: { kind: 'pos', clientId: applicationId, posId, tenantId, merchantId, storeId, saleId, version },
      verifiers: credential.verifiers,
    };
  }

  /**
   * The device whose POS software shows a certificate: of its active hardware, not of a standby, whose sales would run on
   * the other one. Undefined when the certificate, its device or the owner of that was never heard of.
   */
  deviceOf(thumbprint: string, now: Date): KnownDevice | 'refused' | undefined {
    const certificate = this.certificates.get(thumbprint);
    const device = certificate && this.devices.get(certificate.deviceId);
    if (certificate === undefined || device === undefined || !this.isOwnerKnown(device)) return undefined;
    const { status, role, notAfter } = certificate;
    const isGood = status === 'VALID' && role === 'ACTIVE' && Date.parse(notAfter) > now.getTime();
    return isGood && device.status === 'ACTIVE' && this.isOwnerActive(device) ? device : 'refused';
  }

  /** The origin of the organisation's cell; undefined: the platform's. */
  retailUrlOf(tenantId: string): string | undefined {
    return this.organisations.get(tenantId)?.retailUrl ?? undefined;
  }

  /** Whether a POS is still registered under the version that its token carries. */
  isRegistered(posId: string, version: number): boolean {
    return this.activePos(posId)?.version === version;
  }

  private applyCredential({ posId, applicationId, version, verifiers }: Facts['PosCredentialChanged']): void {
    const before = this.credentials.get(posId);
    const credential = { applicationId, version, verifiers: verifiers.map(readVerifier) };
    if (!keepNewest(this.credentials, posId, credential)) return;
    if (before !== undefined) this.posOfApplication.delete(before.applicationId);
    this.posOfApplication.set(applicationId, posId);
  }

  private activePos(posId: string): Facts['PosChanged'] | undefined {
    const pos = this.pointsOfSale.get(posId);
    return pos?.status === 'ACTIVE' && this.isOwnerActive(pos) ? pos : undefined;
  }

  private isOwnerKnown({ storeId, tenantId }: { readonly storeId: string; readonly tenantId: string }): boolean {
    return this.stores.has(storeId) && this.organisations.has(tenantId);
  }

  private isOwnerActive({ storeId, tenantId }: { readonly storeId: string; readonly tenantId: string }): boolean {
    return this.stores.get(storeId)?.status === 'ACTIVE' && this.organisations.get(tenantId)?.status === 'ACTIVE';
  }
}

/** @returns whether the fact is newer than what was known */
function keepNewest<F extends { readonly version: number }>(facts: Map<string, F>, id: string, fact: F): boolean {
  const known = facts.get(id);
  if (known !== undefined && known.version >= fact.version) return false;
  facts.set(id, fact);
  return true;
}
