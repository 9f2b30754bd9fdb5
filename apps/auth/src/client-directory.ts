import type { DataOf, TypeName } from '@ppaas/contracts';
import type { PosClient } from './access-token.ts';
import type { Verifier } from './verifier.ts';

type Data<T extends TypeName<'registryEvents'>> = DataOf<'registryEvents', T>;

/** What of each registry event decides about tokens. */
interface Facts {
  OrganisationChanged: Pick<Data<'OrganisationChanged'>, 'tenantId' | 'name' | 'domain' | 'status' | 'version'>;
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
  private readonly facts = new Map<string, ClientFact>();
  private readonly posOfApplication = new Map<string, string>();

  apply(fact: ClientFact): void {
    const subject = subjectOf(fact);
    const known = this.facts.get(subject);
    if (known !== undefined && known.data.version >= fact.data.version) return;
    this.facts.set(subject, fact);
    if (fact.type !== 'PosCredentialChanged') return;
    if (known?.type === 'PosCredentialChanged') this.posOfApplication.delete(known.data.applicationId);
    this.posOfApplication.set(fact.data.applicationId, fact.data.posId);
  }

  /** The POS behind an Application ID, if it, its store and its organisation are active. */
  find(applicationId: string): KnownPos | undefined {
    const posId = this.posOfApplication.get(applicationId);
    const credential = posId === undefined ? undefined : this.of('PosCredentialChanged', `credential:${posId}`);
    const pos = posId === undefined ? undefined : this.activePos(posId);
    if (pos === undefined || credential === undefined) return undefined;
    const { tenantId, merchantId, storeId, saleId, version } = pos;
    const owner = { posId: pos.posId, tenantId, merchantId, storeId };
    return {
      client: { kind: 'pos', clientId: applicationId, ...owner, saleId, version },
      verifiers: credential.verifiers,
    };
  }

  /**
   * The device whose POS software shows a certificate: of its active hardware, not of a standby, whose sales would run on
   * the other one. 'unknown' when the certificate or its device was never heard of.
   */
  deviceOf(thumbprint: string, now: Date): KnownDevice | 'refused' | 'unknown' {
    const certificate = this.of('CertificateChanged', `certificate:${thumbprint}`);
    const device = certificate && this.of('DeviceChanged', `device:${certificate.deviceId}`);
    if (certificate === undefined || device === undefined) return 'unknown';
    const { status, role, notAfter } = certificate;
    const isGood = status === 'VALID' && role === 'ACTIVE' && Date.parse(notAfter) > now.getTime();
    return isGood && device.status === 'ACTIVE' && this.isOwnerActive(device) ? device : 'refused';
  }

  /** Whether a POS is still registered under the version that its token carries. */
  isRegistered(posId: string, version: number): boolean {
    return this.activePos(posId)?.version === version;
  }

  private activePos(posId: string): Facts['PosChanged'] | undefined {
    const pos = this.of('PosChanged', `pos:${posId}`);
    return pos?.status === 'ACTIVE' && this.isOwnerActive(pos) ? pos : undefined;
  }

  private isOwnerActive({ storeId, tenantId }: { readonly storeId: string; readonly tenantId: string }): boolean {
    const store = this.of('StoreChanged', `store:${storeId}`);
    const organisation = this.of('OrganisationChanged', `organisation:${tenantId}`);
    return store?.status === 'ACTIVE' && organisation?.status === 'ACTIVE';
  }

  private of<T extends keyof Facts>(type: T, subject: string): Facts[T] | undefined {
    const fact = this.facts.get(subject);
    return fact?.type === type ? (fact.data as Facts[T]) : undefined;
  }
}
