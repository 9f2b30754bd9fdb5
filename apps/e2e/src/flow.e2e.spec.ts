import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { deviceListing } from '@ppaas/contracts';
import { bodyOf, headerOf } from '@ppaas/nexo';
import type { Vocabulary } from '@ppaas/nexo';
import { eventually } from '@ppaas/testing';
import { audit } from './harness/audit.ts';
import { Platform } from './harness/platform.ts';
import { LONG, saidBy } from './harness/pos.ts';
import type { Answer, Pos } from './harness/pos.ts';
import { Sale } from './harness/sales.ts';
import { openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';
import type { Terminal } from './harness/terminal.ts';

let platform: Platform;
const tills: Pos[] = [];

beforeAll(async () => {
  platform = await Platform.start({ name: 'flow' });
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

/** A shop of its own, so that the tests disturb each other in nothing. */
async function aShop(settings: object = {}): Promise<{ till: Pos; other: Pos; terminal: Terminal; shop: Shop }> {
  const shop = await openShop(platform, { tills: 2, terminals: 1, settings });
  const [till, other] = shop.tills;
  const [terminal] = shop.terminals;
  if (till === undefined || other === undefined || terminal === undefined) throw new Error('the shop is not whole');
  tills.push(...shop.tills);
  return { till, other, terminal, shop };
}

const infoOf = (answer: Answer): string =>
  String(
    (bodyOf(answer.message ?? never()) as { Response?: { AdditionalResponseInformation?: string } }).Response
      ?.AdditionalResponseInformation,
  );
const never = (): never => {
  throw new Error('the answer is not a nexo message');
};
type Listing = z.infer<typeof deviceListing>;

describe('the whole flow', () => {
  it('goes from the token to the logout', async () => {
    const { till, terminal } = await aShop();
    const { deviceId } = terminal;
    const token = await till.request('POST', '/retail/v1/getToken', {
      body: {
        applicationId: till.registration.applicationId,
        applicationKey: till.registration.applicationKey,
      },
    });
    expect(JSON.parse(token.text)).toMatchObject({ token_type: 'Bearer', sale_id: till.saleId, scope: 'retail' });

    const listing = await eventually('the device is listed as online', async () => {
      const found = await till.list<Listing>();
      return found.devices[0]?.presence === 'ONLINE' ? found : undefined;
    });
    const [device] = listing.devices;
    expect(listing.devices).toHaveLength(1);
    expect(device).toMatchObject({ deviceId, state: 'IDLE', session: { held: false } });
    expect(device?.paymentMethods.length).toBeGreaterThan(0);

    expect(saidBy(await till.session(deviceId, 'Login'))).toBe('Success');
    const sale = new Sale(platform, till, terminal, {
      amount: '42.10',
      methods: [device?.paymentMethods[0]?.code ?? ''],
    });
    const answer = await sale.send();
    expect(saidBy(answer)).toBe('Success');
    expect(answer.headers.get('idempotent-replayed')).toBeNull();
    expect(headerOf(answer.message ?? never()).ExchangeIdentification).toBe(sale.exchangeIdentification);

    const repeat = await sale.send();
    expect(repeat.text).toBe(answer.text);
    expect(repeat.headers.get('idempotent-replayed')).toBe('true');
    expect((await till.resource(sale.exchangeIdentification)).text).toBe(answer.text);

    const status = await till.status(deviceId, sale.exchangeIdentification);
    expect(saidBy(status)).toBe('Success');
    expect(status.outcome).toBe('APPROVED');
    expect((await till.abort(deviceId, sale.exchangeIdentification)).status).toBe(202);
    expect(saidBy(await till.session(deviceId, 'Diagnosis'))).toBe('Success');
    expect(saidBy(await till.session(deviceId, 'Logout'))).toBe('Success');
    expect(await sale.interactions()).toBe(1);
  }, 60_000);

  it.each<[string, string, string, string]>([
    ['9001.00', 'declined', 'Failure Refusal', 'DECLINED'],
    ['9003.00', 'declined after wrong PINs', 'Failure WrongPIN', 'DECLINED'],
    ['9004.00', 'approved in part', 'Success', 'PARTIAL'],
    ['9005.00', 'cancelled by the shopper', 'Failure Cancel', 'CANCELLED'],
    ['9006.00', 'refused by a busy terminal', 'Failure Busy', 'NOT_STARTED'],
    ['9019.00', 'ended by a broken reader', 'Failure DeviceOut', ''],
  ])(
    'ends a sale of %s as %s',
    async (amount, _what, said, outcome) => {
      const { till, terminal } = await aShop();
      const answer = await till.sale(terminal.deviceId, { amount });
      expect(saidBy(answer)).toBe(said);
      if (outcome !== '') expect(answer.outcome).toBe(outcome);
    },
    60_000,
  );

  it.each<[string, Vocabulary]>([
    ['codes', { names: 'code', amounts: 'string', document: false }],
    ['numbers', { names: 'long', amounts: 'number', document: false }],
    ['codes, numbers and Document', { names: 'code', amounts: 'number', document: true }],
  ])(
    'answers in the vocabulary of the question: %s',
    async (_name, vocabulary) => {
      const { till, terminal } = await aShop();
      const sale = new Sale(platform, till, terminal, { amount: '7.35' });
      const answer = await sale.send({ vocabulary });
      expect(saidBy(answer)).toBe('Success');
      const json = JSON.parse(answer.text) as Record<string, unknown>;
      expect(Object.keys(json)).toEqual([vocabulary.document ? 'Document' : 'SaleToPOIServiceResponse']);
      expect(answer.text.includes('"SaleFinancialServiceResponse"')).toBe(vocabulary.names === 'long');
      expect(/"TotalAmount":"?7\.35/.exec(answer.text)?.[0]).toBe(
        vocabulary.amounts === 'number' ? '"TotalAmount":7.35' : '"TotalAmount":"7.35',
      );
      // The same sale in other words is the same sale.
      const long = await sale.send({ vocabulary: LONG });
      expect(long.headers.get('idempotent-replayed')).toBe('true');
      expect(long.outcome).toBe('APPROVED');
    },
    60_000,
  );

  it('answers later when asked to, and keeps the answer at its address', async () => {
    const { till, terminal } = await aShop();
    await terminal.script({ outcome: 'approve', delayMs: 1_500 });
    const sale = new Sale(platform, till, terminal);
    const accepted = await sale.send({ prefer: 'respond-async' });
    expect(accepted.status).toBe(202);
    const location = `/retail/v1/exchanges/${sale.exchangeIdentification}`;
    expect(accepted.headers.get('location')).toBe(location);
    expect(JSON.parse(accepted.text)).toMatchObject({ exchangeId: sale.exchangeIdentification });
    expect((await till.resource(sale.exchangeIdentification)).status).toBe(202);
    const short = await sale.send({ prefer: 'wait=0' });
    expect(short.status).toBe(202);
    const status = await till.status(terminal.deviceId, sale.exchangeIdentification);
    expect(saidBy(status)).toBe('Failure InProgress');
    const joined = await sale.send();
    expect(saidBy(joined)).toBe('Success');
    expect((await till.resource(sale.exchangeIdentification)).text).toBe(joined.text);
    expect(await sale.interactions()).toBe(1);
  }, 60_000);

  it('stops a sale while the shopper is choosing', async () => {
    const { till, terminal } = await aShop();
    await terminal.script({ outcome: 'approve', delayMs: 8_000 });
    const sale = new Sale(platform, till, terminal);
    const running = sale.send();
    await sale.reaches('IN_PROGRESS');
    expect((await till.abort(terminal.deviceId, sale.exchangeIdentification)).status).toBe(202);
    expect(saidBy(await running)).toBe('Failure Aborted');
    expect((await till.abort(terminal.deviceId, 'never-seen')).status).toBe(404);
  }, 60_000);

  it('gives another till of the store its word, and a till of another store none', async () => {
    const { till, other, terminal } = await aShop();
    const sale = new Sale(platform, till, terminal);
    await sale.send();
    const answer = await other.status(terminal.deviceId, sale.exchangeIdentification, till.saleId);
    expect(answer.outcome).toBe('APPROVED');
    expect((await other.resource(sale.exchangeIdentification)).status).toBe(404);
  }, 60_000);
});

describe('sessions', () => {
  it('keep other tills away, and are taken over when nothing runs', async () => {
    const { till, other, terminal } = await aShop();
    const { deviceId } = terminal;
    expect(saidBy(await till.session(deviceId, 'Login'))).toBe('Success');
    expect(saidBy(await till.session(deviceId, 'Login'))).toBe('Success');
    const refused = await other.session(deviceId, 'Login');
    expect(saidBy(refused)).toBe('Failure Busy');
    expect(infoOf(refused)).toContain(till.registration.name);
    await eventually('transaction hears of the session', async () => {
      const answer = await other.sale(deviceId);
      return saidBy(answer) === 'Failure Busy' ? answer : undefined;
    });
    expect(saidBy(await other.session(deviceId, 'Logout'))).toBe('Failure LoggedOut');
    expect(saidBy(await other.session(deviceId, 'Login', { takeover: true }))).toBe('Success');
    expect((await terminal.state()).login).toBe(other.saleId);
    expect(saidBy(await other.sale(deviceId))).toBe('Success');
    expect(saidBy(await till.sale(deviceId))).toBe('Failure Busy');
    expect(saidBy(await other.session(deviceId, 'Logout'))).toBe('Success');
  }, 60_000);

  it('do not end under the holder’s own sale', async () => {
    const { till, terminal } = await aShop();
    const { deviceId } = terminal;
    expect(saidBy(await till.session(deviceId, 'Login'))).toBe('Success');
    await terminal.script({ outcome: 'approve', delayMs: 2_000, times: 1 });
    const sale = new Sale(platform, till, terminal);
    const running = sale.send();
    await sale.reaches('IN_PROGRESS');
    expect(saidBy(await till.session(deviceId, 'Logout'))).toBe('Failure NotAllowed');
    expect(saidBy(await running)).toBe('Success');
    expect(saidBy(await till.session(deviceId, 'Logout'))).toBe('Success');
  }, 60_000);

  it('are demanded where the store says so', async () => {
    const { till, terminal } = await aShop({ sessionPolicy: 'LOGIN_REQUIRED' });
    expect(saidBy(await till.sale(terminal.deviceId))).toBe('Failure LoggedOut');
    expect(saidBy(await till.session(terminal.deviceId, 'Login'))).toBe('Success');
    await eventually('a sale within the session', async () => {
      const answer = await till.sale(terminal.deviceId);
      return saidBy(answer) === 'Success' ? answer : undefined;
    });
  }, 60_000);
});

describe('after all of it', () => {
  it('every promise was kept', async () => {
    expect(await audit(platform, tills)).toEqual([]);
  }, 60_000);
});
