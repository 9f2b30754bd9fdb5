import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditVerification } from '@ppaas/contracts';
import { KafkaBus } from '@ppaas/messaging';
import { Database, Metrics } from '@ppaas/service';
import { asSuperuser, eventually } from '@ppaas/testing';
import { AuditCheckpoints } from './audit/audit-checkpoints.service.ts';
import { app, call, closeRegistry, newDevice, newStore, openRegistry, testDatabase } from './registry.harness.ts';

beforeAll(openRegistry, 60_000);
afterAll(closeRegistry);

describe('the audit', () => {
  it('keeps in the audit, once, that a device answered what was not sent to it', async () => {
    const store = await newStore();
    const device = await newDevice(store);
    const tenantId = store.organisationId;
    const { deviceId } = device;
    const result = { deviceId, tenantId, instance: 'c-0', epoch: 7, serialNumber: 'SN1', exchangeId: 'TOF-ANOTHER' };
    const about = { type: 'ForeignResultRefused', key: deviceId } as const;
    await app.get(KafkaBus).publish([
      { topic: 'transactionEvents', ...about, data: result },
      { topic: 'transactionEvents', ...about, data: { ...result, epoch: 8 } },
      { topic: 'deviceEvents', ...about, data: { ...result, exchangeId: 'NO-ID-OF-OURS' } },
      { topic: 'sessionEvents', ...about, data: { ...result, exchangeId: 'SOF-ANOTHER' } },
    ]);
    const audited = (): Promise<unknown[]> =>
      app
        .get(Database)
        .query(
          "select actor, object, tenant_id, detail from audit where action = 'foreignResult.refused' and object = $1 order by detail ->> 'exchangeId'",
          [`device:${deviceId}`],
        );
    await eventually('all are in the audit', async () => ((await audited()).length === 3 ? true : undefined));
    const row = { actor: `device:${deviceId}`, object: `device:${deviceId}`, tenant_id: tenantId };
    expect(await audited()).toEqual([
      { ...row, detail: { exchangeId: 'NO-ID-OF-OURS', serialNumber: 'SN1' } },
      { ...row, detail: { exchangeId: 'SOF-ANOTHER', serialNumber: 'SN1' } },
      { ...row, detail: { exchangeId: 'TOF-ANOTHER', serialNumber: 'SN1' } },
    ]);
  });
});

describe('a checkpoint of the audit trails', () => {
  /** What only who owns the database can do. */
  const tamper = (statement: string): Promise<unknown> =>
    asSuperuser(
      testDatabase.url,
      `do $$ begin
         alter table audit disable trigger all; ${statement}; alter table audit enable trigger all;
       end $$`,
    );
  const faultOf = async (organisationId: string): Promise<string | null> => {
    const url = `/registry/v1/audit/verification?organisationId=${organisationId}`;
    return (await call<AuditVerification>('GET', url)).body.fault;
  };
  const broken = async (): Promise<number | undefined> =>
    (await app.get(Metrics).registry.getSingleMetric('ppaas_audit_chains_broken')?.get())?.values[0]?.value;

  it('finds a chain that was cut off or made anew, which holds by itself', async () => {
    const [cut, forged, whole] = [await newStore(), await newStore(), await newStore()];
    const checkpoints = app.get(AuditCheckpoints);
    await checkpoints.make(false);
    expect(await broken()).toBe(0);
    const isOfCut = `chain = '${cut.organisationId}'`;
    await tamper(`delete from audit where ${isOfCut} and seq = (select max(seq) from audit where ${isOfCut})`);
    // Made anew by the database's own rule, with somebody else as the actor.
    await tamper(`
      create temporary table kept on commit drop as select * from audit where chain = '${forged.organisationId}';
      delete from audit where chain = '${forged.organisationId}';
      alter table audit enable trigger audit_is_chained;
      insert into audit (at, actor, address, action, object, tenant_id, detail)
        select at, 'somebody', address, action, object, tenant_id, detail from kept order by seq`);
    for (const isThorough of [false, true]) {
      await checkpoints.make(isThorough);
      expect(await broken()).toBe(2);
      expect(await faultOf(cut.organisationId)).toMatch(/^ends before entry \d, which was there before$/);
      expect(await faultOf(forged.organisationId)).toMatch(/^entry \d is not the one that was there before$/);
      expect(await faultOf(whole.organisationId)).toBeNull();
    }
  });

  it('goes on with what is new, and at night finds what was changed before it', async () => {
    const { organisationId, merchantId } = await newStore();
    const checkpoints = app.get(AuditCheckpoints);
    await checkpoints.make(false);
    const before = (await broken()) ?? 0;
    await call('POST', `/registry/v1/merchants/${merchantId}/stores`, { name: 'Second' });
    await checkpoints.make(false);
    expect(await broken()).toBe(before);
    await tamper(`update audit set actor = 'somebody' where chain = '${organisationId}' and seq = 1`);
    await checkpoints.make(true);
    expect(await broken()).toBe(before + 1);
    expect(await faultOf(organisationId)).toBe('entry 1 was changed');
    // It stays so by day, and what is added to it moves no checkpoint on.
    await call('POST', `/registry/v1/merchants/${merchantId}/stores`, { name: 'Third' });
    await checkpoints.make(false);
    expect(await broken()).toBe(before + 1);
  });
});
