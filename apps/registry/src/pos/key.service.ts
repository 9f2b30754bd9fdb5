import { Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { ShownKey } from '@ppaas/contracts';
import { RateLimiter } from '@ppaas/service';
import type { Principal } from '@ppaas/service';
import type { PoolClient } from 'pg';
import { Changes } from '../changes.service.ts';
import type { Change } from '../changes.service.ts';
import { only } from '../organisation/organisation.service.ts';
import type { PosRow } from '../registry.entity.ts';
import { KeyStore, verifiersOf } from './key.store.ts';
import { credentialChanged, keyShown, posChanged } from './pos.events.ts';
import { POS, lockPos } from './pos.service.ts';

/** Keys that one person sees, and new ones that programs make for one POS. */
const TEN_AN_HOUR = { points: 10, durationSeconds: 3_600 };

/** Keys of a POS that is registered: shown again, replaced, ended. */
@Injectable()
export class KeyService {
  constructor(
    private readonly changes: Changes,
    private readonly keys: KeyStore,
    private readonly limiter: RateLimiter,
  ) {}

  /**
   * Shows the newest Key to a person; it stands in the audit trail before it is shown, and whoever answers for the POS is
   * mailed.
   * @throws DomainError entity.unknown, key.notKept, request.tooMany (10 an hour)
   */
  async reveal(principal: Principal, posId: string): Promise<ShownKey> {
    await this.limit(principal, posId);
    return this.changes.commit(principal, async (change) => {
      const { client, note } = change;
      const row = await lockPos(principal, client, posId);
      const [newest] = await this.keys.live(posId, client);
      const applicationKey = newest && (await this.keys.reveal(client, row, newest));
      if (newest === undefined || applicationKey === undefined) throw new DomainError('key.notKept');
      const { keyVersion } = newest;
      await note({ ...about(row), action: 'pos.keyShown', detail: { keyVersion } });
      await this.mail(change, row, principal);
      return { applicationId: row.applicationId, applicationKey, keyVersion };
    });
  }

  /**
   * Makes a new Key; the one before goes on for the overlap, one before that ends now. Without an overlap the tokens that
   * were had with the former Key end too. Whoever answers for the POS is mailed.
   * @throws DomainError entity.unknown, request.tooMany (10 an hour)
   */
  async rotate(principal: Principal, posId: string, overlapSeconds: number): Promise<ShownKey> {
    await this.limit(principal, posId);
    return this.changes.commit(principal, async (change) => {
      const { client, note } = change;
      const row = await lockPos(principal, client, posId);
      const [former, ...older] = await this.keys.live(posId, client);
      const keyVersion = (former?.keyVersion ?? 0) + 1;
      const applicationKey = await this.keys.insert(client, row, keyVersion);
      const isAtOnce = overlapSeconds === 0;
      const ended = isAtOnce && former !== undefined ? [former, ...older] : older;
      await this.keys.delete(client, posId, ended.map(({ keyVersion }) => keyVersion)); // prettier-ignore
      if (former !== undefined && !isAtOnce) {
        const until = Date.now() + overlapSeconds * 1000;
        const at = new Date(Math.min(until, former.expiresAt?.getTime() ?? until));
        await this.keys.end(client, posId, former.keyVersion, at);
      }
      await this.tell(change, posId, isAtOnce);
      await note({ ...about(row), action: 'pos.keyRotated', detail: { keyVersion, overlapSeconds } });
      await this.mail(change, row, principal, { isNew: true });
      return { applicationId: row.applicationId, applicationKey, keyVersion };
    });
  }

  /**
   * Ends a former Key before its time; the newest one only ends by a rotation. Again changes nothing.
   * @throws DomainError entity.unknown, entity.inUse for the newest
   */
  async end(principal: Principal, posId: string, keyVersion: number): Promise<void> {
    await this.changes.commit(principal, async (change) => {
      const { client, note } = change;
      const row = await lockPos(principal, client, posId);
      const [newest, ...former] = await this.keys.live(posId, client);
      if (newest?.keyVersion === keyVersion) throw new DomainError('entity.inUse', 'It is the newest Key: rotate it');
      if (!former.some((key) => key.keyVersion === keyVersion)) return;
      await this.keys.delete(client, posId, [keyVersion]);
      await this.tell(change, posId, true);
      await note({ ...about(row), action: 'pos.keyEnded', detail: { keyVersion } });
    });
  }

  /** Keys shown and Keys made count together: either way somebody sees one. */
  private limit({ actor, organisationId, person }: Principal, posId: string): Promise<void> {
    const who = person === null ? `pos:${posId}` : `${actor}:${organisationId ?? ''}`;
    return this.limiter.take(`reveal:${who}`, TEN_AN_HOUR);
  }

  private async mail(
    { client, emit }: Change,
    row: PosRow,
    principal: Principal,
    how = { isNew: false },
  ): Promise<void> {
    const storeName = await storeNameOf(client, row.storeId);
    await emit(row.organisationId, keyShown(row, storeName, principal, { ...how, at: new Date() }));
  }

  /** @param endsTokens a token does not say by which Key it was had: all of the POS end */
  private async tell({ client, emit }: Change, posId: string, endsTokens: boolean): Promise<void> {
    const { rows } = await client.query<PosRow>(
      `update point_of_sale set credential_version = credential_version + 1, version = version + $2
        where pos_id = $1 returning ${POS}`,
      [posId, endsTokens ? 1 : 0],
    );
    const row = only(rows);
    const verifiers = verifiersOf(await this.keys.live(posId, client));
    await emit(row.organisationId, ...(endsTokens ? [posChanged(row)] : []), credentialChanged(row, verifiers));
  }
}

async function storeNameOf(client: PoolClient, storeId: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select name from store where store_id = $1', [storeId]);
  return only(rows).name;
}

const about = ({ posId, organisationId }: PosRow) => ({ object: `pos:${posId}`, tenantId: organisationId });
