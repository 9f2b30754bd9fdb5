import type { DataOf, TypeName } from '@ppaas/contracts';
import type { PosClient } from './access-token.ts';
import { readVerifier } from './verifier.ts';
import type { Verifier } from './verifier.ts';

type Data<T extends TypeName<'registryEvents'>> = DataOf<'registryEvents', T>;

/** What of each registry event decides about tokens. */
interface Facts {
  OrganisationChanged: Pick<Data<'OrganisationChanged'>, 'tenantId' | 'status' | 'version'>;
  StoreChanged: Pick<Data<'StoreChanged'>, 'storeId' | 'status' | 'version'>;
  PosChanged: Omit<Data<'PosChanged'>, 'name'>;
  PosCredentialChanged: Data<'PosCredentialChanged'>;
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
    if (pos?.status !== 'ACTIVE') return undefined;
    const isActive =
      this.stores.get(pos.storeId)?.status === 'ACTIVE' && this.organisations.get(pos.tenantId)?.status === 'ACTIVE';
    return isActive ? pos : undefined;
  }
}

/** @returns whether the fact is newer than what was known */
function keepNewest<F extends { readonly version: number }>(facts: Map<string, F>, id: string, fact: F): boolean {
  const known = facts.get(id);
  if (known !== undefined && known.version >= fact.version) return false;
  facts.set(id, fact);
  return true;
}
