import { randomInt, randomUUID } from 'node:crypto';
import { tokenAnswer } from '@ppaas/contracts';
import { z } from 'zod';
import { expectJson } from '../json-call.ts';
import { waitForDevices } from '../sandbox/devices-online.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { SandboxPos } from '../sandbox/sandbox-file.ts';
import { post } from './load.ts';
import type { Call } from './load.ts';
import { RawConnection, bytesOf } from './raw-load.ts';
import type { RawCall } from './raw-load.ts';
import { benchMessage } from './message.ts';

/** One of the systems that are compared. */
export interface BenchedSystem {
  readonly name: string;
  readonly sale: Call;
  stop(): Promise<void>;
}

/** A sale as the bench saw it from outside, for the table of stages. */
export interface SeenSale {
  readonly exchangeIdentification: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly answeredAt: number;
}

export interface BenchedPlatform extends BenchedSystem {
  readonly organisationId: string;
  readonly seen: SeenSale[];
  readonly simulatorUrls: readonly string[];
  /** A sale of whichever till is next, whatever the answer. @returns its HTTP status */
  attempt(): Promise<number>;
}

interface Till {
  readonly saleId: string;
  readonly deviceId: string;
  readonly token: string;
}

const terminal = z.object({ simulatorUrl: z.url() });
const TOKENS_PER_SECOND = 15;
const now = (): number => performance.timeOrigin + performance.now();

/** The running sandbox with `count` tills of its own, each with a terminal that answers at once. */
export async function benchedPlatform(sandbox: Sandbox, count: number, name = 'Bench'): Promise<BenchedPlatform> {
  const { retailUrl } = sandbox.file;
  const operator = await sandbox.operator();
  const { organisationId } = await operator.createOrganisation(name);
  const storeId = await operator.createStore(await operator.createMerchant(organisationId, name), name);
  const simulator = new URL('/terminals', sandbox.file.devices[0]?.simulatorUrl).href;
  const tills: Till[] = [];
  const pointsOfSale: SandboxPos[] = [];
  const devices: { readonly deviceId: string; readonly storeId: string }[] = [];
  const simulatorUrls: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const pos = await operator.createPos(storeId, `Bench ${n}`, `BENCH-${n}`);
    const device = await operator.createDevice(storeId, `Bench ${n}`);
    const body = { serialNumber: `BENCH-${randomInt(1e9, 1e10)}`, activationCode: device.activationCode };
    simulatorUrls.push((await expectJson(simulator, 201, terminal, { body })).simulatorUrl);
    const { access_token: token } = await expectJson(`${retailUrl}/retail/v1/getToken`, 200, tokenAnswer, {
      body: { applicationId: pos.applicationId, applicationKey: pos.applicationKey },
    });
    pointsOfSale.push(pos);
    devices.push({ deviceId: device.deviceId, storeId });
    tills.push({ saleId: pos.saleId, deviceId: device.deviceId, token });
    await new Promise((resolve) => setTimeout(resolve, 1000 / TOKENS_PER_SECOND));
  }
  await waitForDevices({ retailUrl, pointsOfSale: pointsOfSale.slice(0, 1), devices });
  const seen: SeenSale[] = [];
  // To the service itself: the sandbox's door stands in for an ingress, which the baselines have not either.
  const url = new URL(`http://127.0.0.1:${sandbox.ports.transaction}/retail/v1/financial`);
  // A till sells one thing at a time, and so does its terminal.
  const free = [...tills];
  const sale: Call = async () => {
    const till = free.shift();
    if (till === undefined) throw new Error('more sales at a time than tills');
    await sell(till);
    free.push(till);
  };
  const callOf = ({ saleId, deviceId, token }: Till): RawCall => ({
    url: url.href,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: benchMessage(saleId, deviceId, randomUUID().replaceAll('-', '')),
  });
  let turn = 0;
  let idle: RawConnection[] = [];
  const attempt = async (): Promise<number> => {
    const till = tills[turn++ % tills.length];
    if (till === undefined) throw new Error('no tills');
    idle = idle.filter(({ isBroken }) => !isBroken);
    const connection = idle.pop() ?? new RawConnection(url.href);
    const status = await connection.call(bytesOf(callOf(till)));
    idle.push(connection);
    return status;
  };
  const sell = async (till: Till): Promise<void> => {
    const sentAt = now();
    const { headers, body } = callOf(till);
    const answer = await post(url, headers, body);
    if (answer.status !== 200 || !answer.body.includes('"Response":"Approved"'))
      throw new Error(`the sale was not approved: ${answer.status} ${answer.body.slice(0, 400)}`);
    seen.push({
      exchangeIdentification: /"ExchangeIdentification":"([^"]+)"/.exec(answer.body)?.[1] ?? '',
      sentAt,
      answeredAt: now(),
    });
  };
  return { name: 'platform', organisationId, sale, attempt, seen, simulatorUrls, stop: () => Promise.resolve() };
}
