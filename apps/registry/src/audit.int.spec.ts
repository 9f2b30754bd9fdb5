import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KafkaBus } from '@ppaas/messaging';
import { Database } from '@ppaas/service';
import { eventually } from '@ppaas/testing';
import { app, closeRegistry, newDevice, newStore, openRegistry } from './registry.harness.ts';

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
