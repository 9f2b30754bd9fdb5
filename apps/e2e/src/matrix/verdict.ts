import { may } from '@ppaas/contracts';
import type { Actor, Reach, Reply } from './actors.ts';
import type { Place } from './places.ts';
import type { DeclaredRoute, DescribedOperation } from './routes.ts';

/** What is to become of a call. */
export type Verdict =
  /** It is served. */
  | 'in'
  /** Who calls is not known here: 401. */
  | 'unauthenticated'
  /** Whatever is named: 403. */
  | 'forbidden'
  /** As if it were not there: 404. */
  | 'unknown'
  /** As `unknown`, or as `forbidden`, where the body says whom it is about. */
  | 'unknown or forbidden';

type Asked = Pick<DescribedOperation, 'method' | 'path' | 'nexo' | 'isPersonal'>;

/** By the declaration of the route, the table of roles and the reach of the actor: what becomes of a call about a place. */
export function verdictOf({ access }: DeclaredRoute, asked: Asked, actor: Actor, place: Place, own: Place): Verdict {
  if (access.kind === 'public') return 'in';
  if (access.kind === 'token') {
    const opens = access.scope === 'retail' ? actor.shows === 'till' : actor.shows === 'role' && !actor.isPerson;
    if (!opens) return 'unauthenticated';
  } else {
    if (actor.shows !== 'role' || actor.role === null) return 'unauthenticated';
    if (access.permission === 'signedIn') return actor.isPerson ? 'in' : 'forbidden';
    if (!may(actor.role, access.permission)) return 'forbidden';
    if (asked.isPersonal && !actor.isPerson) return 'forbidden';
  }
  if (isReached(asked, actor, place, own)) return 'in';
  return namesInBody(asked) ? 'unknown or forbidden' : 'unknown';
}

const NAMING = ['POST /auth/v1/users', 'POST /auth/v1/api-clients'];

/** Whom the body is about, where the path does not say. */
export const namesInBody = ({ method, path }: Pick<Asked, 'method' | 'path'>): boolean =>
  NAMING.includes(`${method} ${path}`);

/** The parts of a path that are ids of something in a place. */
export const idsIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

/** Ids of what is in no place. */
const UNPLACED: readonly string[] = ['signInId', 'cell'];

/** Whether a call names anything that has a place. */
export const isPlaced = (asked: Asked): boolean =>
  idsIn(asked.path).some((name) => !UNPLACED.includes(name)) || asked.nexo !== undefined || namesInBody(asked);

function isReached(asked: Asked, { reach, shows }: Actor, place: Place, own: Place): boolean {
  if (!isPlaced(asked)) return true;
  const ids = idsIn(asked.path);
  const isThere = place.organisationId === own.organisationId || reach.organisationId === null;
  if (shows === 'till') {
    // An exchange is its own till's alone.
    if (ids.includes('exchangeId')) return place === own && reach.deviceId === null;
    return place.storeId === own.storeId && (reach.deviceId === null || reach.deviceId === place.deviceId);
  }
  if (!isThere || place.storeId === NOWHERE.storeId) return false;
  const last = ids.findLast((name) => LEVELS[name] !== undefined);
  return reaches(reach, place, LEVELS[last ?? 'merchantId'] ?? 'store');
}

/** The place that is none, for all who look. */
export const NOWHERE: { storeId: string } = { storeId: '' };

type Level = 'organisation' | 'merchant' | 'store';
export const LEVELS: Readonly<Record<string, Level | undefined>> = {
  organisationId: 'organisation',
  merchantId: 'merchant',
  storeId: 'store',
  posId: 'store',
  deviceId: 'store',
  userId: 'store',
  clientId: 'store',
  exchangeId: 'store',
};

export function reaches(reach: Reach, place: Place, level: Level): boolean {
  return (
    (reach.organisationId === null || reach.organisationId === place.organisationId) &&
    (level === 'organisation' || reach.merchantId === null || reach.merchantId === place.merchantId) &&
    (level !== 'store' || reach.storeId === null || reach.storeId === place.storeId)
  );
}

const DENIALS =
  /^(token\.(missing|invalid|revoked)|scope\.missing|role\.missing|request\.foreign|signIn\.(ended|notFresh)|entity\.unknown|device\.unknown|route\.unknown)$/;

/** What is wrong with a reply; undefined when it is as it has to be. */
export function faultOf(verdict: Verdict, { status, text }: Reply, isAccount: boolean): string | undefined {
  const code = codeOf(text);
  const isAsExpected = {
    // What an account is asked for depends on its state; that it is asked at all is what is looked at.
    in: isAccount
      ? status < 500 && !DENIALS.test(code)
      : status < 300 || status === 409 || (status === 404 && code === 'exchange.unknown'),
    unauthenticated: status === 401,
    forbidden: status === 403,
    unknown: status === 404,
    'unknown or forbidden': status === 404 || status === 403,
  }[verdict];
  return isAsExpected ? undefined : `is ${verdict}, but was answered ${status} ${code || text.slice(0, 200)}`;
}

function codeOf(text: string): string {
  if (!text.startsWith('{')) return '';
  return String((JSON.parse(text) as { code?: unknown }).code ?? '');
}
