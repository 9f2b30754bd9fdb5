import type { Operator } from '../harness/operator.ts';
import type { Platform } from '../harness/platform.ts';
import { actorsOf, person } from './actors.ts';
import type { Actor, Reply } from './actors.ts';
import { nowhere, openStore, spare } from './places.ts';
import type { Place, Store } from './places.ts';
import { bodyAt, pathAt } from './requests.ts';
import type { DeclaredRoute, DescribedOperation } from './routes.ts';
import { LEVELS, NOWHERE, faultOf, isPlaced, reaches, verdictOf } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** Places as seen from a store: itself, one of the same merchant, one of another merchant, one of another organisation. */
export interface World {
  readonly own: Store;
  readonly places: Readonly<Record<string, Place>>;
  readonly actors: readonly Actor[];
  /** Operations that somebody was served. */
  readonly served: Set<DescribedOperation>;
}

export async function makeWorld(platform: Platform): Promise<World> {
  const operator = platform.operator();
  const newMerchant = async (organisationId: string): Promise<string> =>
    (await operator.call<{ merchantId: string }>('POST', `organisations/${organisationId}/merchants`, { name: 'M' }))
      .merchantId;
  const [here, there] = [await operator.createOrganisation('Here'), await operator.createOrganisation('There')];
  const merchantId = await newMerchant(here.organisationId);
  const own = await openStore(platform, operator, merchantId);
  const random = nowhere();
  NOWHERE.storeId = random.storeId;
  const places = {
    own,
    'same merchant': await openStore(platform, operator, merchantId),
    'other merchant': await openStore(platform, operator, await newMerchant(here.organisationId)),
    'other organisation': await openStore(platform, operator, await newMerchant(there.organisationId)),
    random,
  };
  return { own, places, actors: await actorsOf(platform, operator, own), served: new Set() };
}

/** What is wrong with the answers that an actor gets of an operation, at every place. */
export async function faultsFor(
  { own, places, served }: World,
  operator: Operator,
  platform: Platform,
  actor: Actor,
  route: DeclaredRoute,
  operation: DescribedOperation,
): Promise<string[]> {
  const isAccount = route.access.kind === 'principal' && route.access.permission === 'signedIn';
  const isReading = operation.method === 'GET';
  const faults: string[] = [];
  const refusals = new Map<Verdict, string>();
  const asked = isPlaced(operation) ? Object.entries(places).reverse() : [['own', own] as const];
  for (const [name, seen] of asked) {
    // POS software on a device: its own place is where its device is.
    const place = name === 'own' && actor.reach.deviceId !== null ? { ...own, deviceId: actor.reach.deviceId } : seen;
    const verdict = verdictOf(route, operation, actor, place, own);
    // What it may change it changes at home, and there what was made for it.
    if (verdict === 'in' && !isReading && name !== 'own') continue;
    // An account that is changed is nobody else's, and it is the same for all roles.
    if (verdict === 'in' && isAccount && !isReading && actor.role !== 'store-admin') continue;
    const isChange = verdict === 'in' && !isReading;
    const target = isChange && !isAccount ? await spare(operator, place, operation.path, operation.method === 'DELETE') : place; // prettier-ignore
    const caller = isChange && isAccount ? await person(platform, operator, 'store-admin', actor.reach) : actor;
    const body = bodyAt(operation, target, caller.saleId);
    const reply = await caller.call(operation.method, pathAt(operation, target), body, operation.mediaType);
    const about = `${actor.name} · ${operation.method} ${operation.path} · ${name}`;
    const fault = faultOf(isOutside(actor, operation) ? 'unknown' : verdict, reply, isAccount);
    if (fault !== undefined) faults.push(`${about}: ${fault}`);
    faults.push(...leaks(actor, Object.values(places), reply, `${pathAt(operation, target)} ${body}`).map((id) => `${about}: shows ${id}`)); // prettier-ignore
    if (verdict === 'in') {
      served.add(operation);
      continue;
    }
    // The random place is asked first: what is out of reach must be answered to the byte like what does not exist.
    const said = `${reply.status} ${reply.text}`;
    const before = refusals.get(verdict) ?? said;
    refusals.set(verdict, before);
    if (said !== before) faults.push(`${about}: another answer (${said}) than for what is not there (${before})`);
  }
  return faults;
}

/** The door of devices leads to what tills call, and nowhere else. */
const isOutside = ({ reach }: Actor, { path }: DescribedOperation): boolean =>
  reach.deviceId !== null && !path.startsWith('/retail/v1/');

/** Ids of what the actor does not reach, in an answer to a request that did not name them. */
function leaks(actor: Actor, places: readonly Place[], { text }: Reply, request: string): string[] {
  return places.flatMap((place) => {
    const ids = [
      ...(reaches(actor.reach, place, 'organisation') ? [] : [place.organisationId]),
      ...(reaches(actor.reach, place, 'merchant') ? [] : [place.merchantId]),
      ...(reaches(actor.reach, place, 'store')
        ? []
        : [place.storeId, place.posId, place.deviceId, place.serialNumber, place.userId]),
      ...(reaches(actor.reach, place, 'store') ? [] : [place.exchangeId, place.exchangeIdentification]),
    ];
    return ids.filter((id) => text.includes(id) && !request.includes(id));
  });
}

/** Filters that name a place: they find nothing of a place out of reach, and do not say whether it is there. */
export async function filterFaults(
  { own, places }: World,
  actor: Actor,
  route: DeclaredRoute,
  operation: DescribedOperation,
): Promise<string[]> {
  if (operation.method !== 'GET' || verdictOf(route, operation, actor, own, own) !== 'in') return [];
  const faults: string[] = [];
  for (const name of operation.query.filter((each) => each in own)) {
    const statuses = new Map<string, number>();
    for (const [where, place] of Object.entries(places)) {
      if (reaches(actor.reach, place, 'store')) continue;
      const path = pathAt(operation, own, { [name]: place[name as keyof Place] });
      const reply = await actor.call('GET', path);
      // Of a wider place that is reached as such, less is shown.
      if (!reaches(actor.reach, place, LEVELS[name] ?? 'store')) statuses.set(where, reply.status);
      const shown = leaks(actor, Object.values(places), reply, path);
      faults.push(...shown.map((id) => `${actor.name} · GET ${operation.path}?${name} · ${where}: shows ${id}`));
    }
    if (new Set(statuses.values()).size > 1) {
      faults.push(`${actor.name} · GET ${operation.path}?${name}: ${JSON.stringify([...statuses])}`);
    }
  }
  return faults;
}
