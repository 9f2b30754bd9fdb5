import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCsr, eventually } from '@ppaas/testing';
import { certificateOf, DeviceTill } from './harness/device-till.ts';
import { Platform } from './harness/platform.ts';
import { Sale } from './harness/sales.ts';
import { newSerialNumber, online, openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';
import { addTerminal, control } from './harness/terminal.ts';
import type { Terminal } from './harness/terminal.ts';

let platform: Platform;
let shop: Shop;
let terminal: Terminal;

const never = (): never => {
  throw new Error('the shop is not whole');
};

beforeAll(async () => {
  platform = await Platform.start({ name: 'enrolment' });
  shop = await openShop(platform);
  terminal = shop.terminals[0] ?? never();
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

interface Told {
  readonly status: number;
  readonly text: string;
  readonly code: string | undefined;
  readonly headers: Headers;
}

async function told(answer: Response): Promise<Told> {
  const text = await answer.text();
  const code = text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined;
  return { status: answer.status, text, code, headers: answer.headers };
}

/** @param from the address that it seems to come from */
const enrol = async (activationCode: string, csr: string, from = '203.0.113.1'): Promise<Told> =>
  told(
    await fetch(`${platform.origin}/device/v1/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify({ activationCode, csr }),
    }),
  );

async function bulk(csv: string, mediaType = 'text/csv'): Promise<Told> {
  const authorization = `Bearer ${await platform.operator().token()}`;
  const url = `${platform.origin}/registry/v1/stores/${shop.storeId}/devices/bulk`;
  return told(await fetch(url, { method: 'POST', headers: { authorization, 'content-type': mediaType }, body: csv }));
}

const devicesOfStore = async (): Promise<number> =>
  (await platform.rows('registry', 'select 1 from device where store_id = $1', [shop.storeId])).length;

describe('devices in bulk', () => {
  it('come from serial numbers to codes to terminals that sell', async () => {
    const serials = [newSerialNumber(), newSerialNumber()];
    const answer = await bulk(`serialNumber,name\r\n${serials[0]},"Counter, left"\r\n${serials[1]},\r\n`);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
    const [header, ...lines] = answer.text.trimEnd().split('\r\n');
    expect(header).toBe('serialNumber,deviceId,name,activationCode,activationExpiresAt');
    expect(lines[0]).toMatch(new RegExp(`^${serials[0]},dev_[a-z2-7]{20},"Counter, left",[0-9A-HJKMNP-TV-Z]{10},`));
    const codes = lines.map((line) => /,([0-9A-Z]{10}),/.exec(line)?.[1] ?? '');

    // A code is for the hardware with its serial number, and a try with another counts against it.
    const other = await enrol(codes[1] ?? '', (await createCsr(`2.5.4.5=${serials[0]}`)).csr);
    expect([other.status, other.code]).toEqual([400, 'csr.invalid']);
    for (const [index, serialNumber] of serials.entries()) {
      const added = await addTerminal(platform.simulatorUrl(), { serialNumber, activationCode: codes[index] ?? '' });
      await online(platform, added);
      expect((await new Sale(platform, shop.tills[0] ?? never(), added).persist()).outcome).toBe('APPROVED');
    }
    const again = await enrol(codes[0] ?? '', (await createCsr(`2.5.4.5=${serials[0]}`)).csr);
    expect([again.status, again.code]).toEqual([403, 'activation.invalid']);

    const count = await devicesOfStore();
    const copy = await bulk(`serialNumber\nSN-NEW\n${serials[1]}\n`);
    expect([copy.status, copy.code]).toEqual([409, 'entity.conflict']);
    expect(copy.text).toMatch(new RegExp(`line 3: ${serials[1]} belongs to dev_`));
    expect(await devicesOfStore()).toBe(count);
  }, 60_000);

  it.each<[string, string, string, number, RegExp]>([
    [
      'bad lines',
      'serialNumber\nSN-A\nSN B\nSN-A\n',
      'text/csv',
      400,
      /line 3: .*line 4: the same serial number as line 2/,
    ],
    ['no CSV', '{"serialNumber":"SN-A"}', 'application/json', 415, /text\/csv/],
    ['too much', `serialNumber\n${'x'.repeat(70_000)}`, 'text/csv', 413, /64 KiB/],
  ])('are refused as a whole: %s', async (_name, csv, mediaType, status, detail) => {
    const count = await devicesOfStore();
    const answer = await bulk(csv, mediaType);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(detail);
    expect(await devicesOfStore()).toBe(count);
  });

  it('are made once when the same file comes twice at the same time', async () => {
    const csv = `serialNumber\n${newSerialNumber()}\n`;
    const answers = await Promise.all([bulk(csv), bulk(csv), bulk(csv)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});

describe('a certificate', () => {
  it('is not had by guessing codes', async () => {
    const { csr } = await createCsr();
    const { activationCode } = await platform.operator().createDevice(shop.storeId, 'Guessed at');
    const guess = (n: number): string => `00000000${String(n).padStart(2, '0')}`;
    const answers: Told[] = [];
    for (let n = 0; n < 25; n += 1) answers.push(await enrol(guess(n), csr, '203.0.113.99'));
    expect(answers.filter(({ code }) => code === 'activation.invalid')).toHaveLength(20);
    const last = answers.at(-1);
    expect([last?.status, Number(last?.headers.get('retry-after')) > 60]).toEqual([429, true]);
    // The right one from the same address is refused as well, from another it is good.
    expect((await enrol(activationCode, csr, '203.0.113.99')).status).toBe(429);
    expect((await enrol(activationCode, csr, '203.0.113.98')).status).toBe(200);
  });

  it('is renewed with itself from its 60th day, and stays good for 24 h more', async () => {
    const former = new DeviceTill(platform, certificateOf(platform, terminal));
    const { csr, key } = await createCsr();
    const renew = () => former.call('POST', '/device/v1/renew', JSON.stringify({ csr }));
    const early = await renew();
    expect([early.status, (JSON.parse(early.text) as { code: string }).code]).toEqual([409, 'renewal.tooEarly']);
    expect(early.text).toContain('Renewable from ');
    const DAY_SECONDS = 86_400;
    expect(Number(early.headers['retry-after']) / DAY_SECONDS).toBeCloseTo(60, 1);
    await platform.rows('registry', 'update certificate set renewable_from = now() where device_id = $1', [
      terminal.deviceId,
    ]);
    const renewed = await renew();
    expect(renewed.status).toBe(200);
    const { certificate, chain } = JSON.parse(renewed.text) as { certificate: string; chain: string };
    const next = new DeviceTill(platform, { cert: `${certificate}\n${chain}`, key });
    for (const till of [next, former]) {
      expect(await till.call('GET', '/retail/v1/payment-devices')).toMatchObject({ status: 200 });
    }
    const ends = (await platform.operator().device(terminal.deviceId)).hardware.map(({ notAfter }) =>
      Math.round((Date.parse(notAfter) - Date.now()) / 1000 / DAY_SECONDS),
    );
    expect(ends.sort((a, b) => a - b)).toEqual([1, 90]);
  });

  it('is renewed by a terminal on its own when it comes of age, which goes on with the new one', async () => {
    const before = certificateOf(platform, terminal);
    const { epoch } = await terminal.state();
    await platform.rows('registry', 'update certificate set renewable_from = now() where device_id = $1', [
      terminal.deviceId,
    ]);
    const at = (days: number): object => ({ at: new Date(Date.now() + days * 86_400_000).toISOString() });
    await control('POST', `${terminal.url}/renewal`, at(59));
    expect(certificateOf(platform, terminal)).toEqual(before);
    const { certificate } = await control<{ certificate: string }>('POST', `${terminal.url}/renewal`, at(61));
    const after = certificateOf(platform, terminal);
    expect([after.cert.startsWith(certificate), after.key === before.key]).toEqual([true, false]);
    await eventually('a new connection', async () => ((await terminal.connected()).epoch === epoch ? undefined : true));
    await online(platform, terminal);
    expect((await new Sale(platform, shop.tills[0] ?? never(), terminal).persist()).outcome).toBe('APPROVED');
  }, 60_000);

  it('is of no use at any door 2 s after it is revoked', async () => {
    const till = new DeviceTill(platform, certificateOf(platform, terminal));
    expect((await terminal.state()).connected).toBe(true);
    await platform.operator().call('DELETE', `devices/${terminal.deviceId}/hardware/${terminal.serialNumber}`);
    const revokedAt = performance.now();
    const isOut = async (): Promise<true | undefined> => {
      const { connected } = await terminal.state();
      const { status } = await till.call('GET', '/retail/v1/payment-devices');
      return !connected && status === 401 ? true : undefined;
    };
    await eventually('the device is out', isOut, 10_000);
    expect(performance.now() - revokedAt).toBeLessThan(2_000);
    expect(await till.call('POST', '/device/v1/renew', JSON.stringify(await createCsr()))).toMatchObject({
      status: 400,
    });
    const { csr } = await createCsr();
    expect(await till.call('POST', '/device/v1/renew', JSON.stringify({ csr }))).toMatchObject({ status: 401 });
  });
});
