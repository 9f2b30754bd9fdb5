import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { base32 } from '@ppaas/contracts';
import { z } from 'zod';
import { expectJson } from '../json-call.ts';
import type { Operator } from './operator.ts';

/** What the sandbox is born with. Real shops have other names; these are told apart easily in a listing. */
const ORGANISATIONS = [
  {
    name: 'Northwind Acquiring',
    merchant: 'Corner Shops',
    stores: [
      { name: 'Harbour Street', tills: ['Till 1', 'Till 2'], devices: ['Counter', 'Self-checkout'] },
      { name: 'Station Square', tills: ['Till 3'], devices: ['Kiosk'] },
    ],
  },
  {
    name: 'Southbank Payments',
    merchant: 'Garden Centres',
    stores: [{ name: 'Mill Lane', tills: ['Till 4'], devices: ['Desk'] }],
  },
] as const;

const seeded = z.object({
  organisationIds: z.array(z.uuid()),
  pointsOfSale: z.array(
    z.object({
      name: z.string(),
      reference: z.string(),
      storeId: z.string(),
      applicationId: z.string(),
      applicationKey: z.string(),
      saleId: z.string(),
    }),
  ),
  devices: z.array(z.object({ deviceId: z.string(), storeId: z.string(), serialNumber: z.string() })),
  /** The administrator of the first organisation. */
  portalUser: z.object({ organisation: z.string(), email: z.string(), password: z.string() }),
});
export type Seeded = z.infer<typeof seeded>;

const terminalList = z.object({ terminals: z.array(z.object({ serialNumber: z.string() })) });
const terminal = z.object({ simulatorUrl: z.url() });

const ADMINISTRATOR = 'admin@northwind.example';
const MODEL = 'SimTerminal S1';

/**
 * The sandbox's organisations, stores, points of sale and devices: those of the last start when the registry still knows
 * them, else new ones, made as an operator makes them.
 */
export async function ensureSeed(operator: Operator, file: string): Promise<Seeded> {
  const known = await lastSeed(operator, file);
  if (known !== undefined) return known;
  const fresh: Omit<Seeded, 'portalUser'> = { organisationIds: [], pointsOfSale: [], devices: [] };
  const domains: string[] = [];
  for (const organisation of ORGANISATIONS) {
    const { organisationId, domain } = await operator.createOrganisation(organisation.name);
    fresh.organisationIds.push(organisationId);
    domains.push(domain);
    const merchantId = await operator.createMerchant(organisationId, organisation.merchant);
    for (const store of organisation.stores) {
      const storeId = await operator.createStore(merchantId, store.name);
      for (const name of store.tills) fresh.pointsOfSale.push(await newPos(operator, storeId, name));
      for (const name of store.devices) {
        const { deviceId } = await operator.createDevice(storeId, name);
        fresh.devices.push({ deviceId, storeId, serialNumber: newSerialNumber() });
      }
    }
  }
  const [organisationId = ''] = fresh.organisationIds;
  const password = newPassword();
  await operator.createAdministrator({ organisationId, email: ADMINISTRATOR, password });
  const seed = { ...fresh, portalUser: { organisation: domains[0] ?? '', email: ADMINISTRATOR, password } };
  writeFileSync(`${file}.new`, `${JSON.stringify(seed, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return seed;
}

async function lastSeed(operator: Operator, file: string): Promise<Seeded | undefined> {
  if (!existsSync(file)) return undefined;
  const { data } = seeded.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (data === undefined) return undefined;
  const known = await Promise.all(data.organisationIds.map((id) => operator.hasOrganisation(id)));
  return known.every(Boolean) ? withoutEnded(operator, data) : undefined;
}

/** Who tried the sandbox out may have ended a till of it: it is not waited for. Without any, all is made anew. */
async function withoutEnded(operator: Operator, seed: Seeded): Promise<Seeded | undefined> {
  const stores = [...new Set(seed.pointsOfSale.map(({ storeId }) => storeId))];
  const left = new Set((await Promise.all(stores.map((storeId) => operator.applicationIdsOf(storeId)))).flat());
  const pointsOfSale = seed.pointsOfSale.filter(({ applicationId }) => left.has(applicationId));
  return pointsOfSale.length === 0 ? undefined : { ...seed, pointsOfSale };
}

async function newPos(operator: Operator, storeId: string, name: string): Promise<Seeded['pointsOfSale'][number]> {
  const reference = name.toUpperCase().replace(' ', '-');
  const { applicationId, applicationKey, saleId } = await operator.createPos(storeId, name, reference);
  return { name, reference, storeId, applicationId, applicationKey, saleId };
}

/** 80 bits in four groups that can be typed. */
const newPassword = (): string => (base32(randomBytes(10)).toLowerCase().match(/.{4}/g) ?? []).join('-');

const newSerialNumber = (): string => `SIM-${randomInt(10 ** 9, 10 ** 10 - 1)}`;

/**
 * A terminal for each device. One that enrolled at an earlier start has come back by itself; the others get an
 * activation code and enrol. Returns where each is driven, by serial number.
 */
export async function ensureTerminals(
  operator: Operator,
  simulatorUrl: string,
  devices: Seeded['devices'],
): Promise<Map<string, string>> {
  const url = `${simulatorUrl}/terminals`;
  const { terminals } = await expectJson(url, 200, terminalList);
  const enrolled = new Set(terminals.map(({ serialNumber }) => serialNumber));
  const places = await Promise.all(
    devices.map(async ({ deviceId, serialNumber }) => {
      const { activationCode } = enrolled.has(serialNumber)
        ? { activationCode: undefined }
        : await operator.createActivationCode(deviceId);
      const body = { serialNumber, model: MODEL, ...(activationCode === undefined ? {} : { activationCode }) };
      const { simulatorUrl: place } = await expectJson(url, 201, terminal, { body });
      return [serialNumber, place] as const;
    }),
  );
  return new Map(places);
}
