import { findCardData, validateCanonical } from '@ppaas/nexo';
import { textAt, type JsonObject } from '../json.ts';
import { readMessage } from '../message.ts';
import type { Bench } from './bench.ts';
import type { DeviceControl } from './device-control.ts';
import type { DeviceLine } from './device-line.ts';
import { enquiry, newId, payment, session } from './requests.ts';
import { expectThat } from './rule.ts';

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const bodyOf = (frame: JsonObject): JsonObject => readMessage(frame)?.body ?? {};
export const response = (frame: JsonObject): string =>
  [textAt(bodyOf(frame), 'Response', 'Response'), textAt(bodyOf(frame), 'Response', 'ResponseReason')]
    .filter(Boolean)
    .join('/');

export function expectResponse(frame: JsonObject, wanted: string): void {
  expectThat(response(frame) === wanted, `the answer is ${response(frame)}, not ${wanted}`);
}

export function controlOf(bench: Bench): DeviceControl {
  if (bench.control === undefined) throw new Error('the rule needs control of the device');
  return bench.control;
}

/** Pays and waits for the answer. */
export async function pay(bench: Bench, line: DeviceLine, change: { saleId?: string; exchangeId?: string } = {}) {
  const exchangeId = change.exchangeId ?? newId('T');
  const request = payment({ deviceId: bench.deviceId, ...change, exchangeId });
  line.send(request);
  return { exchangeId, request, answer: await line.answer(exchangeId) };
}

export const store = (line: DeviceLine, exchangeId: string): void =>
  line.send({ Stored: { ExchangeIdentification: exchangeId } });

export async function ask(bench: Bench, line: DeviceLine, about: string): Promise<JsonObject> {
  const exchangeId = newId('Q');
  line.send(enquiry({ deviceId: bench.deviceId, exchangeId, about }));
  return line.answer(exchangeId);
}

export async function login(
  bench: Bench,
  line: DeviceLine,
  what: 'Login' | 'Logout' | 'Diagnosis',
  saleId = 'TILL-1',
): Promise<JsonObject> {
  const exchangeId = newId('S');
  line.send(session({ deviceId: bench.deviceId, exchangeId, what, saleId }));
  const answer = await line.answer(exchangeId);
  store(line, exchangeId);
  return answer;
}

export function expectStrict(answer: JsonObject): void {
  const valid = validateCanonical(answer, 'strict');
  expectThat(valid.ok, `the answer is not valid: ${valid.ok ? '' : `${valid.pointer} ${valid.detail}`}`);
  expectThat(findCardData(answer).length === 0, 'the answer holds card data in clear');
}
