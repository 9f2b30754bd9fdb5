import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DIAGNOSIS, LOGIN, LOGOUT, againAfterMs, endReason, follow, objection, objectionOf } from './session.ts';
import type { Ending, Holder, Step } from './session.ts';

const free = { session_pos_id: null, session_pos_name: null, is_transaction_exchange: false };
const heldByA = { ...free, session_pos_id: 'A', session_pos_name: 'Till 1' };

describe('who may call', () => {
  it.each([
    ['a Login on a free device', free, LOGIN, 'A', false, undefined],
    ["the owner's second Login", heldByA, LOGIN, 'A', false, undefined],
    ["another POS's Login", heldByA, LOGIN, 'B', false, { reason: 'Busy', info: 'session held by Till 1' }],
    ['a takeover', heldByA, LOGIN, 'B', true, undefined],
    ['a takeover of nothing', free, LOGIN, 'B', true, undefined],
    ["the holder's Logout", heldByA, LOGOUT, 'A', false, undefined],
    [
      "another POS's Logout",
      heldByA,
      LOGOUT,
      'B',
      true,
      { reason: 'LoggedOut', info: 'not logged in: another point of sale holds the session' },
    ],
    [
      'a Logout without a session',
      free,
      LOGOUT,
      'A',
      false,
      { reason: 'LoggedOut', info: 'not logged in: no session is open' },
    ],
    ['a Diagnosis by anybody', heldByA, DIAGNOSIS, 'B', false, undefined],
    ['an id that transaction has', { ...heldByA, is_transaction_exchange: true }, LOGIN, 'A', false, 'duplicate'],
  ] as const)('%s', (_name, facts, kind, posId, isTakeover, expected) => {
    expect(objection(facts, { kind, posId, isTakeover })).toEqual(expected);
    expect(objectionOf(undefined, { ...facts, more: 1 }, { kind, posId, isForced: isTakeover })).toEqual(expected);
  });
});

const open: Holder = { sessionId: 's1', posId: 'A' };
const ending = (change: Partial<Ending>): Ending => ({
  kind: LOGIN,
  posId: 'A',
  sessionId: 's1',
  isOwn: false,
  verdict: 'done',
  reason: undefined,
  ...change,
});

describe('what follows from an answer', () => {
  it.each<readonly [string, Holder | null, Partial<Ending>, readonly string[]]>([
    ['Login on a free device', null, { sessionId: null }, ['open', 'clearedAll']],
    ['Login of the owner', open, {}, ['renew', 'clearedAll']],
    ['Login of another: the device has the last word', open, { posId: 'B' }, ['end takenOver', 'open', 'clearedAll']],
    ['Login refused', open, { verdict: 'refused', reason: 'Busy' }, []],
    ['Login without an answer, nobody holds', null, { verdict: 'unknown' }, ['leave']],
    ['Login without an answer, somebody holds', open, { posId: 'B', verdict: 'unknown' }, ['leave', 'doubt']],
    ['Login of the owner without an answer', open, { verdict: 'unknown' }, ['doubt']],
    ['Logout', open, { kind: LOGOUT }, ['end logout', 'cleared']],
    ['Logout of a session that is over', null, { kind: LOGOUT }, []],
    [
      'Logout that the device knows nothing of',
      open,
      { kind: LOGOUT, verdict: 'refused', reason: 'LoggedOut' },
      ['end logout', 'cleared'],
    ],
    ['Logout during a sale', open, { kind: LOGOUT, verdict: 'refused', reason: 'NotAllowed' }, []],
    ['Logout without an answer', open, { kind: LOGOUT, verdict: 'unknown' }, ['doubt']],
    ['Diagnosis by the holder', open, { kind: DIAGNOSIS }, ['extend']],
    ['Diagnosis by another', open, { kind: DIAGNOSIS, posId: 'B' }, []],
    ['Diagnosis without an answer', open, { kind: DIAGNOSIS, verdict: 'unknown' }, []],
    ['Login by the platform', open, { isOwn: true }, ['restored', 'clearedAll']],
    ['Login by the platform refused', open, { isOwn: true, verdict: 'refused' }, ['restoreLater']],
    ['Login by the platform without an answer', open, { isOwn: true, verdict: 'unknown' }, ['restoreLater']],
    ['Login by the platform for a session that is over', null, { isOwn: true }, ['leave']],
    ['the same refused', null, { isOwn: true, verdict: 'refused' }, []],
    ['the same while another holds', { sessionId: 's2', posId: 'B' }, { isOwn: true }, ['leave', 'doubt']],
    ['Logout by the platform', null, { isOwn: true, kind: LOGOUT }, ['cleared']],
    ['Logout by the platform while somebody holds', open, { isOwn: true, kind: LOGOUT }, ['cleared', 'doubt']],
    [
      'Logout by the platform during a sale',
      null,
      { isOwn: true, kind: LOGOUT, verdict: 'refused', reason: 'Busy' },
      ['clearLater'],
    ],
    [
      'Logout by the platform, nothing to log out',
      null,
      { isOwn: true, kind: LOGOUT, verdict: 'refused', reason: 'LoggedOut' },
      ['cleared'],
    ],
    [
      'Logout by the platform without an answer',
      null,
      { isOwn: true, kind: LOGOUT, verdict: 'unknown' },
      ['clearLater'],
    ],
  ])('%s', (_name, holder, change, expected) => {
    const steps = follow(holder, ending(change));
    expect(steps.map((step) => ('reason' in step ? `${step.kind} ${step.reason}` : step.kind))).toEqual(expected);
  });
});

describe('what ends a session', () => {
  it.each([
    [{ isDeviceRemoved: false, isPosDeregistered: false, isExpired: false }, undefined],
    [{ isDeviceRemoved: false, isPosDeregistered: false, isExpired: true }, 'expired'],
    [{ isDeviceRemoved: false, isPosDeregistered: true, isExpired: true }, 'posDeregistered'],
    [{ isDeviceRemoved: true, isPosDeregistered: true, isExpired: true }, 'deviceRemoved'],
  ] as const)('%j → %s', (session, reason) => expect(endReason(session)).toBe(reason));
});

it('tries again after 1 s, doubling up to a minute', () => {
  expect([0, 1, 2, 5, 6, 50].map((attempts) => againAfterMs(attempts, 1))).toEqual([1e3, 2e3, 4e3, 32e3, 6e4, 6e4]);
  expect(againAfterMs(0, 0.1)).toBe(100);
});

/** A device as its Login goes, and the platform's picture of it, moved by `follow` alone. */
interface World {
  readonly holders: readonly Holder[];
  readonly device: string | null;
  readonly isDoubtful: boolean;
  readonly leftovers: ReadonlySet<string>;
  readonly fence: number;
}

const play = (world: World, steps: readonly Step[], by: Ending): World =>
  steps.reduce<World>((now, step) => {
    switch (step.kind) {
      case 'open':
        return {
          ...now,
          fence: now.fence + 1,
          holders: [...now.holders, { sessionId: `s${now.fence + 1}`, posId: by.posId }],
        };
      case 'end':
        return { ...now, holders: now.holders.slice(1) };
      case 'renew':
      case 'restored':
        return { ...now, isDoubtful: false };
      case 'doubt':
        return { ...now, isDoubtful: true };
      case 'leave':
        return { ...now, leftovers: new Set([...now.leftovers, by.posId]) };
      case 'cleared':
        return { ...now, leftovers: new Set([...now.leftovers].filter((posId) => posId !== by.posId)) };
      case 'clearedAll':
        return { ...now, leftovers: new Set() };
      default:
        return now;
    }
  }, world);

type Move =
  | {
      readonly do: 'login' | 'logout' | 'diagnosis';
      readonly posId: string;
      readonly isTakeover: boolean;
      readonly heard: Heard;
    }
  | { readonly do: 'expire' | 'reboot' };
/** answered; busy: refused; lost: done but never heard of; dropped: never arrived. */
type Heard = 'answered' | 'busy' | 'lost' | 'dropped';

const KINDS = { login: LOGIN, logout: LOGOUT, diagnosis: DIAGNOSIS };

function call(world: World, move: Extract<Move, { posId: string }>): World {
  const [holder = null] = world.holders;
  const kind = KINDS[move.do];
  const facts = { ...free, session_pos_id: holder?.posId ?? null };
  if (objection(facts, { kind, posId: move.posId, isTakeover: move.isTakeover }) !== undefined) return world;
  return exchange(
    world,
    { kind, posId: move.posId, isOwn: false, sessionId: holder?.posId === move.posId ? holder.sessionId : null },
    move.heard,
  );
}

/** One exchange with the device: what it does, and what the platform makes of what it hears. */
function exchange(world: World, made: Pick<Ending, 'kind' | 'posId' | 'isOwn' | 'sessionId'>, heard: Heard): World {
  const isReached = heard === 'answered' || heard === 'lost';
  const isForeign = world.device !== null && world.device !== made.posId;
  const isRefused = made.kind === LOGOUT && isForeign;
  const device =
    !isReached || isRefused
      ? world.device
      : made.kind === LOGIN
        ? made.posId
        : made.kind === LOGOUT
          ? null
          : world.device;
  const verdict = heard === 'busy' ? 'refused' : heard !== 'answered' ? 'unknown' : isRefused ? 'refused' : 'done';
  const reason =
    verdict === 'unknown' ? 'UnreachableHost' : heard === 'busy' ? 'Busy' : isRefused ? 'LoggedOut' : undefined;
  const by: Ending = { ...made, verdict, reason };
  return play({ ...world, device }, follow(world.holders[0] ?? null, by), by);
}

/** What the sweeper does when nothing else happens and the device answers. */
function settle(world: World): World {
  let now = world;
  const [holder] = now.holders;
  if (holder !== undefined && now.isDoubtful) now = exchange(now, { kind: LOGIN, ...holder, isOwn: true }, 'answered');
  for (const posId of now.holders.length === 0 ? now.leftovers : []) {
    now = exchange(now, { kind: LOGOUT, posId, sessionId: null, isOwn: true }, 'answered');
  }
  return now;
}

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    do: fc.constantFrom('login' as const, 'logout' as const, 'diagnosis' as const),
    posId: fc.constantFrom('A', 'B', 'C'),
    isTakeover: fc.boolean(),
    heard: fc.constantFrom<Heard>('answered', 'answered', 'busy', 'lost', 'dropped'),
  }),
  fc.record({ do: fc.constantFrom('expire' as const, 'reboot' as const) }),
);

const start: World = { holders: [], device: null, isDoubtful: false, leftovers: new Set(), fence: 0 };

function step(world: World, one: Move): World {
  if ('posId' in one) return call(world, one);
  const [holder] = world.holders;
  if (one.do === 'reboot') return { ...world, device: null, isDoubtful: holder !== undefined, leftovers: new Set() };
  return holder === undefined
    ? world
    : { ...world, holders: [], isDoubtful: false, leftovers: new Set([...world.leftovers, holder.posId]) };
}

describe('whatever happens in whatever order', () => {
  it('never has two holders, and fences only grow', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        let world = start;
        for (const one of moves) {
          const next = step(world, one);
          expect(next.holders.length).toBeLessThanOrEqual(1);
          expect(next.fence).toBeGreaterThanOrEqual(world.fence);
          world = next;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('brings the device in line with the platform once it answers again', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const world = settle(moves.reduce(step, start));
        expect(world.device).toBe(world.holders[0]?.posId ?? null);
      }),
      { numRuns: 2_000 },
    );
  });
});
