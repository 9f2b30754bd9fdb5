import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMessage, type NexoMessage, type ReadResult, type Rejection } from '../src/index.ts';

const folder = join(import.meta.dirname, '../fixtures');

/** The example messages, by file name without `.json`. */
export const FIXTURES: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .sort()
    .map((file) => [file.replace('.json', ''), readFileSync(join(folder, file), 'utf8')]),
);

export function textOf(name: string): string {
  const text = FIXTURES.get(name);
  if (text === undefined) throw new Error(`no fixture ${name}`);
  return text;
}

export type Json = Record<string, unknown>;

/** A fixture as plain JSON, to change at will. */
export const jsonOf = (name: string): Json => JSON.parse(textOf(name)) as Json;

/** A fixture with one member set (or removed, when the value is undefined) at a JSON pointer. */
export function changed(name: string, pointer: string, value: unknown): string {
  const json = jsonOf(name);
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  const owner = keys.reduce<Json>((at, key) => (at[key] ??= {}) as Json, json);
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return JSON.stringify(json);
}

export function accepted(result: ReadResult): Extract<ReadResult, { kind: 'message' }> {
  if (result.kind !== 'message') throw new Error(`not accepted: ${JSON.stringify(result)}`);
  return result;
}

export function rejected(result: ReadResult): Rejection {
  if (result.kind !== 'rejected') throw new Error(`not rejected: ${JSON.stringify(result).slice(0, 300)}`);
  return result.rejection;
}

export const messageOf = (name: string): NexoMessage => accepted(readMessage(textOf(name), 'strict')).message;

export const PAYMENT = '10-payment-request';
export const BODY = '/SaleToPOIServiceRequest/ServiceRequest';
export const HEADER = '/SaleToPOIServiceRequest/Header';
export const DETAILS = `${BODY}/PaymentRequest/PaymentTransaction/TransactionDetails`;
