import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../harness/child.ts';
import type { Place } from './places.ts';
import { newEmail } from './places.ts';
import type { DescribedOperation } from './routes.ts';
import { namesInBody } from './verdict.ts';

type Json = Record<string, unknown>;

/** What is asked for where that is no matter of places. */
const ASKED: Readonly<Record<string, string>> = { q: 'Store', timeZone: 'UTC' };

/** The address of an operation at a place, with a filter. @throws Error for a parameter that nothing in a place fills */
export function pathAt(
  { path, required }: Pick<DescribedOperation, 'path' | 'required'>,
  place: Place,
  filter: Readonly<Record<string, string>> = {},
): string {
  const needed = required.map((name) => [name, ASKED[name] ?? place[name as keyof Place]] as const);
  const query = new URLSearchParams({ ...Object.fromEntries(needed), ...filter });
  const bare = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    // A till names an exchange by its own id, an operator by the platform's.
    const key = name === 'exchangeId' && path.startsWith('/retail/') ? 'exchangeIdentification' : name;
    const id = place[key as keyof Place];
    if (id === undefined) throw new Error(`no place has a {${name}}: say in places.ts what it is`);
    return encodeURIComponent(id);
  });
  return query.size === 0 ? bare : `${bare}?${query.toString()}`;
}

const random = (): string => randomBytes(6).toString('hex');

/** What must be another each time. */
const FRESH: Readonly<Record<string, () => string>> = {
  reference: random,
  domain: () => `org-${random()}`,
  email: newEmail,
};

/** The body of an operation: its own example, about a place. @throws Error when the document has none */
export function bodyAt(operation: DescribedOperation, place: Place, saleId: string): string | undefined {
  const { mediaType, example, nexo, path } = operation;
  if (mediaType === undefined) return undefined;
  if (nexo !== undefined) return JSON.stringify(addressed(example ?? fixtureOf(nexo), place, saleId));
  if (example === undefined) throw new Error(`${operation.method} ${path} has no example to send`);
  if (typeof example === 'string') return example.replaceAll(/SN-\w+/g, () => `SN-${random()}`);
  const fresh = Object.entries(example as Json).map(([key, value]) => [key, FRESH[key]?.() ?? value]);
  const { organisationId, merchantId, cell } = place;
  const about = namesInBody(operation) ? { role: 'support', organisationId, merchantId } : {};
  const home = path.endsWith('/cell') ? { cell } : {};
  return JSON.stringify({ ...(Object.fromEntries(fresh) as Json), ...about, ...home });
}

/** A valid message of the protocol's own collection. */
function fixtureOf(root: string): unknown {
  const messages = globSync(join(ROOT, 'libs/nexo/fixtures/*.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Json);
  const found = messages.find((message) => message[root] !== undefined);
  if (found === undefined) throw new Error(`no example and no fixture of ${root}`);
  return found;
}

/** From a till to the device of a place, about its exchange, as a new exchange. */
function addressed(message: unknown, place: Place, saleId: string): Json {
  const text = JSON.stringify(message)
    .replaceAll('{saleId}', saleId)
    .replaceAll('{deviceId}', place.deviceId)
    .replaceAll('example-sale-1', place.exchangeIdentification);
  const [[root, content] = ['', {}]] = Object.entries(JSON.parse(text) as Record<string, Json>);
  const header = content['Header'] as Record<string, Json>;
  const Header = {
    ...header,
    ExchangeIdentification: `x-${random()}`,
    InitiatingParty: { ...header['InitiatingParty'], Identification: saleId },
    RecipientParty: { ...header['RecipientParty'], Identification: place.deviceId },
  };
  return { [root]: { ...content, Header } };
}
