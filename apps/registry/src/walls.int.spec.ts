import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreatedDevice, CreatedPos, Store } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import { createCsr, withoutOrganisation } from '@ppaas/testing';
import { OPERATIONS } from './openapi/document.ts';
import type { Operation } from './openapi/operation.ts';
import {
  app,
  asPerson,
  call,
  closeRegistry,
  enrol,
  issuer,
  list,
  newDevice,
  newPos,
  newStore,
  openRegistry,
} from './registry.harness.ts';
import type { Answer } from './registry.harness.ts';

let store: Store;
let pos: CreatedPos;
let device: CreatedDevice;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  await openRegistry();
  store = await newStore({ name: 'Corner of High Street' });
  [pos, device] = [await newPos(store), await newDevice(store)];
  await enrol(device.activationCode, (await createCsr('2.5.4.5=SN1')).csr);
  const { organisationId, merchantId, storeId } = store;
  ids = { organisationId, merchantId, storeId, posId: pos.posId, deviceId: device.deviceId, serialNumber: 'SN1', keyVersion: '1' }; // prettier-ignore
}, 60_000);
afterAll(closeRegistry);

/** What an administrator of the organisation may ask for or change; a stream has no end to wait for. */
const ASKED = OPERATIONS.filter(
  ({ path, tag, access }) => path.startsWith('/registry/v1/') && tag !== 'Live' && access !== 'none',
);

/** By the organisation's administrator, about what stands in the organisation. */
function ask({ method, path, request, id }: Operation): Promise<Answer<unknown>> {
  const admin = issuer.signIn({ organisationId: store.organisationId });
  const url = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? 'shared');
  return call<unknown>(method, id === 'search' ? `${url}?q=corner` : url, request?.example, asPerson(admin));
}

/** Ids and names of the organisation in an answer. */
const shown = ({ body }: Answer<unknown>): string[] =>
  [...Object.values(ids), store.name, pos.name].filter(
    (text) => text.length > 3 && JSON.stringify(body).includes(text),
  );

/** How much there is, and in which versions. */
const everything = (): Promise<object[]> =>
  app.get(Database).query(
    `select (select count(*) || '/' || sum(version) from organisation) as organisations,
            (select count(*) from merchant) as merchants, (select count(*) || '/' || sum(version) from store) as stores,
            (select count(*) || '/' || sum(version) from point_of_sale) as tills, (select count(*) from pos_key) as keys,
            (select count(*) || '/' || sum(version) from device) as devices, (select count(*) from activation_code) as codes,
            (select count(*) || '/' || sum(version) from certificate) as certificates,
            (select count(*) from idempotent_request) as requests, (select count(*) from audit where source_id is null) as acts`,
  );

describe.each([
  ['for none', undefined],
  ['for another organisation', randomUUID()],
])('a service that does not tell the database for whom it works, but works %s', (_name, instead) => {
  it('shows nothing and changes nothing, whatever is asked', async () => {
    const before = await everything();
    await withoutOrganisation(instead, async () => {
      for (const operation of ASKED) {
        const { id } = operation;
        const answer = await ask(operation);
        // How many entries of the own trail hold; there is none.
        if (id === 'verifyAudit') expect(answer.body).toMatchObject({ entries: 0 });
        else expect({ id, shown: shown(answer) }).toEqual({ id, shown: [] });
        // What is open to the platform alone is refused before; the rest is not there.
        const isNothing = operation.method === 'GET' && answer.status === 200;
        const { status } = answer;
        expect({ id, status, isRefused: isNothing || status === 403 || status === 404 }).toMatchObject({
          id,
          isRefused: true,
        });
      }
      expect(await list(pos)).toMatchObject({ status: 401 });
    });
    expect(await everything()).toEqual(before);
  });
});

it('shows what there is when it is told', async () => {
  const reading = ASKED.filter(({ method, path }) => method === 'GET' && !path.includes('/cells') && !path.includes('verification')); // prettier-ignore
  for (const operation of reading) {
    const answer = await ask(operation);
    expect({ id: operation.id, status: answer.status }).toEqual({ id: operation.id, status: 200 });
    if (operation.id !== 'getDevicePresence') expect({ id: operation.id, isShown: shown(answer).length > 0 }).toEqual({ id: operation.id, isShown: true }); // prettier-ignore
  }
  expect((await list(pos)).status).toBe(200);
});
