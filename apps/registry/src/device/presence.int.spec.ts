import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { PresenceHistory, Store } from '@ppaas/contracts';
import { KafkaBus } from '@ppaas/messaging';
import type { OutgoingMessage } from '@ppaas/messaging';
import { Database } from '@ppaas/service';
import { aHello, eventually } from '@ppaas/testing';
import { app, asPerson, call, closeRegistry, issuer, newDevice, newStore, openRegistry } from '../registry.harness.ts';

beforeAll(openRegistry, 60_000);
afterAll(closeRegistry);

const HOUR_MS = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();
type Event = OutgoingMessage<'deviceEvents'>;

const about = (deviceId: string, { organisationId: tenantId }: Store) => {
  const who = (epoch: number) => ({ deviceId, tenantId, instance: 'c-0', epoch, serialNumber: 'SN1' });
  const topic = 'deviceEvents';
  return {
    up: (epoch: number, connectedAt: string, role: 'ACTIVE' | 'STANDBY' = 'ACTIVE'): Event => {
      const data = { ...who(epoch), role, connectedAt, hello: aHello() };
      return { topic, type: 'DeviceConnected', key: deviceId, data };
    },
    down: (epoch: number, disconnectedAt: string): Event => {
      const data = { ...who(epoch), disconnectedAt, reason: 'closed' };
      return { topic, type: 'DeviceDisconnected', key: deviceId, data };
    },
  };
};
const history = async (deviceId: string): Promise<PresenceHistory> =>
  (await call<PresenceHistory>('GET', `/registry/v1/devices/${deviceId}/presence`)).body;

it('the last day of a device is told by its connections, however often they are told', async () => {
  const store = await newStore();
  const { deviceId } = await newDevice(store);
  const { up, down } = about(deviceId, store);
  const at = { old: ago(30), yesterday: ago(25.5), first: ago(20), gone: ago(10), back: ago(5), over: ago(4) };
  const told = [
    ...[up(1, at.old), down(1, at.yesterday), up(2, at.first), down(2, at.gone)],
    ...[up(3, at.gone, 'STANDBY'), up(4, at.back), down(4, at.over)],
  ];
  await app.get(KafkaBus).publish([...told, ...told]);
  const whole = await eventually('both spans', async () => {
    const found = await history(deviceId);
    return found.online.length === 2 && found.online[1]?.to === at.over ? found : undefined;
  });
  expect(whole.online).toEqual([
    { from: at.first, to: at.gone },
    { from: at.back, to: at.over },
  ]);
  expect(Date.parse(whole.to) - Date.parse(whole.from)).toBe(24 * HOUR_MS);
  // it was made a moment ago: what was before nobody recorded
  expect(Date.parse(whole.recordedSince)).toBeGreaterThan(Date.now() - HOUR_MS);
  await eventually('nothing is kept of before', async () => {
    const query = 'select 1 from device_presence where device_id = $1 and epoch = 1';
    return (await app.get(Database).query(query, [deviceId])).length === 0 ? true : undefined;
  });

  const { cookie } = issuer.signIn({ organisationId: (await newStore()).organisationId });
  const foreign = await call('GET', `/registry/v1/devices/${deviceId}/presence`, undefined, { cookie });
  expect(foreign).toMatchObject({ status: 404, body: { code: 'entity.unknown' } });
  const own = asPerson(issuer.signIn({ organisationId: store.organisationId, role: 'support' }));
  expect(await call('GET', `/registry/v1/devices/${deviceId}/presence`, undefined, own)).toMatchObject({ status: 200 });
});

it('a device that comes and goes all day keeps the newest of its connections, and says since when', async () => {
  const store = await newStore();
  const { deviceId } = await newDevice(store);
  const { up, down } = about(deviceId, store);
  const ms = (n: number): string => new Date(Date.now() - HOUR_MS + n * 1_000).toISOString();
  await app.get(Database).query(`update device set presence_recorded_since = now() - interval '2 days' where device_id = $1`, [deviceId]); // prettier-ignore
  await app.get(KafkaBus).publish(Array.from({ length: 600 }, (_, n) => [up(n + 1, ms(2 * n)), down(n + 1, ms(2 * n + 1))]).flat()); // prettier-ignore
  const found = await eventually('all are told', async () => {
    const now = await history(deviceId);
    return now.online.at(-1)?.to === ms(1_199) || now.online.length === 500 ? now : undefined;
  }, 20_000); // prettier-ignore
  expect(found.online).toHaveLength(500);
  expect(found.recordedSince).toBe(found.online[0]?.from);
}, 30_000);

it('the methods that a device reports are told beside those that are allowed', async () => {
  const store = await newStore({ paymentMethods: ['VISA'] });
  const { deviceId } = await newDevice(store, { paymentMethods: ['VISA', 'QR'] });
  const get = () => call('GET', `/registry/v1/devices/${deviceId}`);
  const allowed = { paymentMethods: ['VISA', 'QR'], storeMethods: ['VISA'] };
  expect((await get()).body).toMatchObject({ ...allowed, reportedMethods: null });
  await app.get(KafkaBus).publish([about(deviceId, store).up(1, ago(0))]);
  const { paymentMethods: reportedMethods } = aHello();
  await eventually('the Hello', async () => ((await get()).body['reportedMethods'] === null ? undefined : true));
  expect((await get()).body).toMatchObject({ ...allowed, reportedMethods });
});
