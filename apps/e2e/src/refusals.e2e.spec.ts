import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { deviceListing } from '@ppaas/contracts';
import { bodyOf, headerOf, writeMessage } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { aPayment, aSessionRequest, eventually } from '@ppaas/testing';
import { SignJWT, decodeJwt, importJWK } from 'jose';
import type { JWK } from 'jose';
import { audit } from './harness/audit.ts';
import { Platform } from './harness/platform.ts';
import { Pos, saidBy } from './harness/pos.ts';
import type { Answer } from './harness/pos.ts';
import { Sale } from './harness/sales.ts';
import { openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';
import { sinks } from './harness/sinks.ts';
import type { Terminal } from './harness/terminal.ts';

let platform: Platform;
let shop: Shop;
let till: Pos;
let other: Pos;
let terminal: Terminal;
/** Another store of the same organisation, and one of another organisation. */
let nextDoor: Shop;
let elsewhere: Shop;

beforeAll(async () => {
  platform = await Platform.start({ name: 'refusals' });
  shop = await openShop(platform, { tills: 2, terminals: 1 });
  // It takes less than its terminal does.
  nextDoor = await openShop(platform, {
    organisationId: shop.organisationId,
    settings: { paymentMethods: ['MASTERCARD'] },
  });
  elsewhere = await openShop(platform);
  till = shop.tills[0] ?? never();
  other = shop.tills[1] ?? never();
  terminal = shop.terminals[0] ?? never();
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

const never = (): never => {
  throw new Error('the shop is not whole');
};
const codeOf = (answer: Answer): string => (JSON.parse(answer.text) as { code: string }).code;
const rejectOf = (answer: Answer): { RejectReason: string; AdditionalInformation: string } => {
  const json = JSON.parse(answer.text) as { SaleToPOIMessageRejection: { Reject: never } };
  return json.SaleToPOIMessageRejection.Reject;
};
const infoOf = (answer: Answer): string =>
  (bodyOf(answer.message ?? never()) as { Response: { AdditionalResponseInformation: string } }).Response
    .AdditionalResponseInformation;
const post = async (text: string, headers: Record<string, string> = {}, token?: string): Promise<Answer> =>
  till.request('POST', '/retail/v1/financial', { text, headers, token: token ?? (await till.token()) });
/** A payment with a change deep inside. */
const changed = (change: (message: Record<string, never>) => void): string => {
  const message = structuredClone(till.payment(terminal.deviceId)) as unknown as Record<string, never>;
  change(message);
  return JSON.stringify(message);
};
interface Request {
  SaleToPOIServiceRequest: {
    Header: Record<string, unknown>;
    ServiceRequest: {
      Context: Record<string, unknown>;
      PaymentRequest: { PaymentTransaction: { TransactionDetails: Record<string, unknown> } };
    };
  };
}
const edit = (change: (request: Request['SaleToPOIServiceRequest']) => void): string =>
  changed((message) => change((message as unknown as Request).SaleToPOIServiceRequest));

describe('what is no message', () => {
  it.each<[string, string, Record<string, string>, number]>([
    ['no JSON', '{"SaleToPOIServiceRequest":', {}, 400],
    ['a key twice', '{"a":1,"a":2}', {}, 400],
    ['more than 64 KiB', JSON.stringify({ a: 'x'.repeat(66_000) }), {}, 413],
    ['another media type', '<xml/>', { 'content-type': 'application/xml' }, 415],
  ])('is a problem: %s', async (_name, text, headers, status) => {
    const answer = await post(text, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each<[string, () => string, string]>([
    ['no JSON object of ours', () => '{"Hello":{}}', ''],
    ['a member missing', () => edit(({ Header }) => delete Header['MessageFunction']), '/Header/MessageFunction'],
    [
      'too many decimals',
      () =>
        edit(({ ServiceRequest }) => {
          ServiceRequest.PaymentRequest.PaymentTransaction.TransactionDetails['TotalAmount'] = '1.234';
        }),
      '/TransactionDetails/TotalAmount',
    ],
    [
      'no currency',
      () =>
        edit(({ ServiceRequest }) => {
          delete ServiceRequest.PaymentRequest.PaymentTransaction.TransactionDetails['Currency'];
        }),
      '/TransactionDetails/Currency',
    ],
    [
      'another initiating party',
      () => edit(({ Header }) => (Header['InitiatingParty'] = { Identification: 'TILL-9', Type: 'Merchant' })),
      '/Header/InitiatingParty',
    ],
  ])('is rejected with its place: %s', async (_name, text, place) => {
    const answer = await post(text());
    expect(answer.status).toBe(400);
    expect(rejectOf(answer).AdditionalInformation).toContain(place);
  });
});

describe('tokens', () => {
  /** The present token of the till, with other claims. */
  async function forged(claims: object): Promise<string> {
    const keys = JSON.parse(readFileSync(platform.secrets.auth.SIGNING_KEYS_FILE ?? '', 'utf8')) as { current: JWK };
    return new SignJWT({ ...decodeJwt(await till.token()), ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: keys.current.kid ?? '' })
      .sign(await importJWK(keys.current, 'ES256'));
  }
  const list = (token?: string): Promise<Answer> =>
    till.request('GET', '/retail/v1/payment-devices', { ...(token !== undefined && { token }) });

  it('are needed, must be genuine and must not be over', async () => {
    const past = Math.floor(Date.now() / 1_000) - 60;
    const tokens = [
      undefined,
      'abc',
      `${await till.token()}x`,
      await forged({ exp: past }),
      await forged({ iss: 'https://example.org' }),
    ];
    for (const token of tokens) {
      const answers = [
        await list(token),
        await till.request('POST', '/retail/v1/financial', { text: '{}', ...(token !== undefined && { token }) }),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(401);
        expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      }
    }
  });

  it('open only what their audience and scope say', async () => {
    const list = (token: string): Promise<Answer> => till.request('GET', '/registry/v1/organisations', { token });
    expect((await list(await till.token())).status).toBe(401);
    const refused = await list(await forged({ aud: 'ppaas-registry' }));
    expect([refused.status, codeOf(refused)]).toEqual([403, 'scope.missing']);
  });

  it('are not given out for a wrong Key, and not too often', async () => {
    const { applicationId } = other.registration;
    const wrong = await other.request('POST', '/retail/v1/getToken', {
      body: { applicationId, applicationKey: 'x'.repeat(43) },
    });
    expect(wrong.status).toBe(401);
    expect(JSON.parse(wrong.text)).toMatchObject({ error: 'invalid_client' });
    const many = await Promise.all(
      Array.from({ length: 60 }, () =>
        other.request('POST', '/retail/v1/getToken', {
          body: { applicationId, applicationKey: other.registration.applicationKey },
        }),
      ),
    );
    const refused = many.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('are of no use without a subscription', async () => {
    const stranger = await openShop(platform, { terminals: 0 });
    const [pos] = stranger.tills;
    await platform.operator().subscribe(stranger.organisationId, false);
    await eventually('the subscription is over', async () => {
      const answer = await pos?.request('GET', '/retail/v1/payment-devices', { token: await pos.token() });
      return answer?.status === 403 ? true : undefined;
    });
    expect((await pos?.sale(terminal.deviceId))?.status).toBe(403);
  }, 30_000);
});

/** Says what a device may take, and waits until sales know. */
async function allow({ deviceId }: Terminal, paymentMethods: readonly string[] | null): Promise<void> {
  const operator = platform.operator();
  const { version } = await operator.device(deviceId);
  await operator.call('PATCH', `devices/${deviceId}`, { paymentMethods }, { 'if-match': `"${version}"` });
  await eventually('sales know what the device may take', async () => {
    const rows = await platform.rows(
      'transaction',
      'select 1 from device where device_id = $1 and payment_methods is not distinct from $2::text[]',
      [deviceId, paymentMethods],
    );
    return rows.length === 1 ? true : undefined;
  });
}

describe('a sale is refused', () => {
  it('under an id that belongs to another', async () => {
    const sale = new Sale(platform, till, terminal, { amount: '1.00' });
    expect(saidBy(await sale.send())).toBe('Success');
    const { ExchangeIdentification } = headerOf(sale.message);
    const answer = await till.send(
      'financial',
      till.payment(terminal.deviceId, { exchangeIdentification: ExchangeIdentification, amount: '2.00' }),
    );
    expect([answer.status, rejectOf(answer).RejectReason]).toEqual([409, 'DuplicateMessage']);
  });

  it('under an id that a status request has spent', async () => {
    const message = till.payment(terminal.deviceId);
    const status = await till.status(terminal.deviceId, headerOf(message).ExchangeIdentification);
    expect(saidBy(status)).toBe('Failure NotFound');
    expect((await till.send('financial', message)).status).toBe(409);
    expect(
      (await terminal.interactions()).some((one) =>
        one.exchangeIdentification?.includes(headerOf(message).ExchangeIdentification),
      ),
    ).toBe(false);
  });

  it('as a session call is, under an id that a status request has spent', async () => {
    const { deviceId } = terminal;
    const login = aSessionRequest({ saleId: till.saleId, deviceId, kind: 'Login' });
    const { ExchangeIdentification } = headerOf(login);
    expect(saidBy(await till.status(deviceId, ExchangeIdentification))).toBe('Failure NotFound');
    await eventually('session hears of it', async () => {
      const known = await platform.rows(
        'session',
        'select 1 from transaction_exchange where exchange_identification = $1',
        [ExchangeIdentification],
      );
      return known.length === 1 ? true : undefined;
    });
    expect((await till.send('session', login)).status).toBe(409);
    expect((await terminal.state()).login).toBeNull();
  });

  it('when it is an earlier one under a new id', async () => {
    const first = new Sale(platform, till, terminal);
    expect(saidBy(await first.send())).toBe('Success');
    const answer = await till.sale(terminal.deviceId, { reference: first.reference });
    expect(saidBy(answer)).toBe('Failure NotAllowed');
    expect(infoOf(answer)).toContain(first.exchangeIdentification);
  });

  it('when the device is busy, saying so', async () => {
    await terminal.script({ outcome: 'approve', delayMs: 1_000, times: 1 });
    const running = new Sale(platform, till, terminal);
    const answer = running.send();
    await running.reaches('IN_PROGRESS');
    const refused = await other.sale(terminal.deviceId);
    expect(saidBy(refused)).toBe('Failure Busy');
    expect(infoOf(refused)).toContain('another point of sale');
    expect(saidBy(await answer)).toBe('Success');
  });

  it('for a payment method that the device lacks', async () => {
    expect(saidBy(await till.sale(terminal.deviceId, { methods: ['CHEQUE'] }))).toBe('Failure PaymentRestriction');
  });

  it('for a payment method that the store does not allow, before anything starts', async () => {
    const [pos, device] = [nextDoor.tills[0] ?? never(), nextDoor.terminals[0] ?? never()];
    const refused = new Sale(platform, pos, device, { methods: ['VISA'] });
    expect(saidBy(await refused.send())).toBe('Failure PaymentRestriction');
    expect([await refused.state(), await refused.interactions()]).toEqual(['NOT_STARTED', 0]);
    expect(saidBy(await pos.sale(device.deviceId, { methods: ['MASTERCARD'] }))).toBe('Success');
  });

  it('for a payment method that the device is not to take, before anything starts', async () => {
    await allow(terminal, ['VISA']);
    const refused = new Sale(platform, till, terminal, { methods: ['MASTERCARD'] });
    expect(saidBy(await refused.send())).toBe('Failure PaymentRestriction');
    expect([await refused.state(), await refused.interactions()]).toEqual(['NOT_STARTED', 0]);
    expect(saidBy(await till.sale(terminal.deviceId, { methods: ['VISA'] }))).toBe('Success');
    await allow(terminal, null);
  });

  it('when the device is offline', async () => {
    await terminal.power(false);
    await eventually(
      'OFFLINE within a second',
      async () => {
        const { devices } = await till.list<z.infer<typeof deviceListing>>();
        return devices[0]?.presence === 'OFFLINE' ? true : undefined;
      },
      5_000,
    );
    await eventually('the route is gone', async () => {
      const rows = await platform.rows(
        'transaction',
        'select 1 from device_route where device_id = $1 and not connected',
        [terminal.deviceId],
      );
      return rows.length === 1 ? true : undefined;
    });
    const offline = new Sale(platform, till, terminal);
    const answer = await offline.send();
    expect(saidBy(answer)).toBe('Failure UnavailableDevice');
    await terminal.power(true);
    await terminal.connected();
    // Final: to try again, a new id is needed.
    expect((await offline.send()).text).toBe(answer.text);
    expect(await offline.interactions()).toBe(0);
  });
});

describe('another store', () => {
  it.each(['nextDoor', 'elsewhere'] as const)('does not exist (%s)', async (which) => {
    const foreign = (which === 'nextDoor' ? nextDoor : elsewhere).terminals[0] ?? never();
    const { deviceId } = foreign;
    const sale = new Sale(platform, till, foreign);
    const answers = [
      await till.request('GET', `/retail/v1/payment-devices/${deviceId}`, { token: await till.token() }),
      await till.send('financial', sale.message),
      await till.session(deviceId, 'Login'),
      await till.session(deviceId, 'Diagnosis'),
      await till.send('status', statusOf(deviceId)),
      await till.abort(deviceId, 'anything'),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    // Nothing tells a device of another store from one that never was.
    const unknown = await till.sale('dev-that-never-was');
    expect(answers[1]?.text).toBe(unknown.text);
    expect(await sale.interactions()).toBe(0);
    const { devices } = await till.list<z.infer<typeof deviceListing>>();
    expect(devices.map((device) => device.deviceId)).toEqual([terminal.deviceId]);
  });

  const statusOf = (deviceId: string): NexoMessage =>
    ({
      SaleToPOIMessageStatusRequest: {
        ...(aPayment({ saleId: till.saleId, deviceId }) as unknown as { SaleToPOIServiceRequest: { Header: object } })
          .SaleToPOIServiceRequest,
        Header: { ...headerOf(aPayment({ saleId: till.saleId, deviceId })), MessageFunction: 'MessageStatusRequest' },
        ServiceRequest: undefined,
        StatusRequest: {
          Environment: {},
          Context: {},
          MessageStatusRequestData: {
            ExchangeIdentification: 'x',
            InitiatingParty: { Identification: till.saleId, Type: 'Merchant' },
          },
        },
      },
    }) as unknown as NexoMessage;
});

/** Asks until it is refused. @returns when the call began that was: a refused token takes its time */
const refusedAt = (ask: () => Promise<Answer>): Promise<number> =>
  eventually('a door is shut', async () => {
    const begunAt = performance.now();
    return (await ask()).status === 401 ? begunAt : undefined;
  });

describe('a till that is deregistered', () => {
  it('is refused within 2 s, everywhere, and no other till notices', async () => {
    const leaving = await openShop(platform, { tills: 2, terminals: 1 });
    const [gone, stays] = leaving.tills;
    const [device] = leaving.terminals;
    if (gone === undefined || stays === undefined || device === undefined) throw new Error('the shop is not whole');
    const token = await gone.token();
    expect(saidBy(await gone.sale(device.deviceId))).toBe('Success');
    await platform.operator().deregister(gone.posId);
    const since = performance.now();
    const { applicationId, applicationKey } = gone.registration;
    const shutAt = await Promise.all([
      refusedAt(() => gone.request('GET', '/retail/v1/payment-devices', { token })),
      refusedAt(() =>
        gone.request('POST', '/retail/v1/financial', { token, text: writeMessage(gone.payment(device.deviceId)) }),
      ),
      refusedAt(() => gone.session(device.deviceId, 'Login', { token })),
      refusedAt(() => gone.request('GET', '/retail/v1/exchanges/x', { token })),
      refusedAt(() => gone.request('POST', '/retail/v1/getToken', { body: { applicationId, applicationKey } })),
    ]);
    expect(Math.max(...shutAt) - since).toBeLessThan(2_000);
    expect(saidBy(await stays.sale(device.deviceId))).toBe('Success');
  }, 30_000);
});

describe('a Key that is replaced at once', () => {
  it('takes its tokens with it within 2 s, and the new one opens', async () => {
    const { tills, terminals } = await openShop(platform, { tills: 1, terminals: 1 });
    const [till, device] = [tills[0], terminals[0]];
    if (till === undefined || device === undefined) throw new Error('the shop is not whole');
    const token = await till.token();
    const { applicationId, applicationKey: former } = till.registration;
    const { applicationKey } = await platform
      .operator()
      .call<{ applicationKey: string }>('POST', `points-of-sale/${till.posId}/keys`, { overlapSeconds: 0 });
    const since = performance.now();
    const shutAt = await Promise.all([
      refusedAt(() => till.request('GET', '/retail/v1/payment-devices', { token })),
      refusedAt(() => till.request('POST', '/retail/v1/getToken', { body: { applicationId, applicationKey: former } })),
    ]);
    expect(Math.max(...shutAt) - since).toBeLessThan(2_000);
    const anew = new Pos(platform.origin, { ...till.registration, applicationKey });
    expect(saidBy(await anew.sale(device.deviceId))).toBe('Success');
  }, 30_000);
});

describe('nothing that is written down', () => {
  /** A number that every scheme would take, and that nobody has. */
  const PAN = '4000056655665556';

  it('holds a Key or a card number, whatever tills say', async () => {
    const { deviceId } = terminal;
    const token = await till.token();
    const said = await Promise.all([
      till.send('financial', till.payment(deviceId, { reference: PAN })),
      till.send('financial', till.payment(deviceId, { exchangeIdentification: PAN })),
      till.send('financial', till.payment(deviceId, { methods: [PAN] })),
      till.send('financial', till.payment(PAN)),
      post(edit(({ Header }) => (Header[PAN] = 'x'))),
      post(edit(({ ServiceRequest }) => (ServiceRequest.Context = { SaleContext: { SaleIdentification: PAN } }))),
      post(`${PAN}{`),
      till.session(deviceId, 'Login', { attributes: { CashierLanguage: PAN } }),
      till.status(deviceId, PAN),
      till.abort(deviceId, PAN),
      till.request('GET', `/retail/v1/exchanges/${PAN}`, { token }),
      till.request('GET', `/retail/v1/payment-devices/${PAN}`, { token }),
      till.request('GET', `/retail/v1/payment-devices?card=${PAN}`, { token }),
      till.request('POST', `/retail/v1/getToken?key=${till.registration.applicationKey}`, {
        body: { applicationId: PAN, applicationKey: till.registration.applicationKey },
      }),
    ]);
    expect(said.map(({ status }) => status).filter((status) => status >= 500 || status === 0)).toEqual([]);
    const secrets = new Map([
      ['a card number', PAN],
      ['the operator’s key', platform.secrets.operatorKey],
      ...[...shop.tills, ...nextDoor.tills, ...elsewhere.tills].map(
        (pos) => [`the Key of ${pos.posId}`, pos.registration.applicationKey] as const,
      ),
    ]);
    const all = await sinks(platform);
    // What is looked through is what there is: all kinds of places, with something in them.
    for (const kind of ['topic', 'table', 'Redis', 'log'])
      expect(all.filter(({ name, text }) => name.startsWith(kind) && text !== '').length).toBeGreaterThan(3);
    const found = all.flatMap(({ name, text }) =>
      [...secrets].filter(([, secret]) => text.includes(secret)).map(([what]) => `${what} in ${name}`),
    );
    expect(found).toEqual([]);
  }, 60_000);
});

describe('after all of it', () => {
  it('every promise was kept', async () => {
    expect(await audit(platform, [...shop.tills])).toEqual([]);
  }, 60_000);
});
