import { eventually } from '@ppaas/testing';
import type { Child } from './child.ts';
import type { Platform } from './platform.ts';
import type { Pos } from './pos.ts';
import { Sale } from './sales.ts';
import type { Shop } from './shop.ts';
import { online } from './shop.ts';
import type { Terminal } from './terminal.ts';

/** The states of a sale in which a process is killed. */
export const NAMED_STATES = ['ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'answered'] as const;
export type NamedState = (typeof NAMED_STATES)[number];

/** The simulator whose terminal acknowledges nothing while it is paused. */
export const PAUSED_SIMULATOR = 1;
/** Of the terminals of a shop, the one that lives there. */
export const simulatorOf = (index: number): number => (NAMED_STATES[index] === 'DISPATCHING' ? PAUSED_SIMULATOR : 0);

/** Long enough for all five to be there at once, short enough to be over soon after. */
const SHOPPER_MS = 2_500;

type Pausable = Pick<Child, 'pause' | 'resume'>;

/** Five sales at five terminals, each held in another state. */
export interface Held {
  readonly sales: ReadonlyMap<NamedState, Sale>;
  /** What the calls of the tills ended with; they are answered or broken, never awaited before the kill. */
  readonly calls: readonly Promise<unknown>[];
  /** Lets go of everything that holds them. */
  release(): Promise<void>;
}

/**
 * Brings one sale into each named state and holds it there:
 * - ACCEPTED: its terminal has rebooted under an open session, and the session service, which must log in again, is paused;
 * - DISPATCHING: its terminal is paused, so it acknowledges nothing;
 * - DISPATCHED and IN_PROGRESS: the shopper takes his time, once without and once with progress;
 * - answered: the journal has the result, and the row is locked so that it cannot be committed.
 * @returns undefined when one of them slipped through before all were there: nothing is to be learned from this try
 */
export async function holdAll(platform: Platform, shop: Shop): Promise<Held | undefined> {
  const sale = (state: NamedState): Sale => newSale(platform, shop, state);
  const releases: (() => Promise<void>)[] = [];
  const calls: Promise<unknown>[] = [];
  const sales = new Map(NAMED_STATES.map((state) => [state, sale(state)]));
  const send = (state: NamedState): Sale => {
    const one = sales.get(state) ?? sale(state);
    calls.push(one.send());
    return one;
  };
  const release = async (): Promise<void> => {
    for (const undo of releases.reverse()) await undo();
  };
  const pause = (child: Pausable): void => {
    child.pause();
    releases.push(async () => child.resume());
  };

  await forgetLogin(platform, shop, pause);
  await terminalOf(shop, 'DISPATCHED').script({ outcome: 'approve', delayMs: SHOPPER_MS, progress: false, times: 1 });
  await terminalOf(shop, 'IN_PROGRESS').script({ outcome: 'approve', delayMs: SHOPPER_MS, times: 1 });
  await terminalOf(shop, 'answered').script({ outcome: 'approve', delayMs: 600, times: 1 });
  const answered = send('answered');
  await answered.reaches('IN_PROGRESS');
  releases.push(await answered.lock());
  await Promise.all([
    send('DISPATCHED').reaches('DISPATCHED'),
    send('IN_PROGRESS').reaches('IN_PROGRESS'),
    answered.cardIsDone(),
  ]);
  pause(platform.simulators[PAUSED_SIMULATOR] ?? missing());
  send('DISPATCHING');
  send('ACCEPTED');
  if (await areAllThere(platform, sales)) return { sales, calls, release };
  await release();
  await Promise.all(calls);
  return undefined;
}

/** One query for all five rows, until they are where they belong or one has gone past it. */
async function areAllThere(platform: Platform, sales: ReadonlyMap<NamedState, Sale>): Promise<boolean> {
  return eventually('all five sales are in their states', async () => {
    const rows = await platform.rows<{ exchange_id: string; state: string }>(
      'transaction',
      'select exchange_id, state from exchange where exchange_id = any($1)',
      [[...sales.values()].map(({ exchangeId }) => exchangeId)],
    );
    const states = new Map(rows.map((row) => [row.exchange_id, row.state]));
    const wanted = (state: NamedState): string => (state === 'answered' ? 'IN_PROGRESS' : state);
    const seen = [...sales].map(([state, { exchangeId }]) => ({ wanted: wanted(state), is: states.get(exchangeId) }));
    if (seen.every(({ wanted: state, is }) => is === state)) return true;
    // A row that is there and elsewhere does not come back.
    return seen.every(({ wanted: state, is }) => is === undefined || is === state) ? undefined : false;
  });
}

/** The till logs in, then its terminal reboots while the session service is not looking. */
async function forgetLogin(platform: Platform, shop: Shop, pause: (child: Pausable) => void): Promise<void> {
  const till = tillOf(shop, 'ACCEPTED');
  const terminal = terminalOf(shop, 'ACCEPTED');
  await online(platform, terminal);
  const login = await eventually(
    'a login',
    async () => {
      const answer = await till.session(terminal.deviceId, 'Login');
      return answer.outcome === 'APPROVED' ? answer : undefined;
    },
    30_000,
  );
  if (login.status !== 200) throw new Error(`no login: ${login.text}`);
  await knowsSession(platform, till, terminal);
  pause(platform.service('session'));
  const { bootId } = await terminal.state();
  await terminal.script({ outcome: 'reboot', times: 1 });
  await new Sale(platform, till, terminal).persist();
  await eventually(
    'transaction knows of the reboot',
    async () => {
      const rows = await platform.rows(
        'transaction',
        'select 1 from device_route where device_id = $1 and connected and boot_id <> $2',
        [terminal.deviceId, bootId],
      );
      return rows.length === 1 ? true : undefined;
    },
    20_000,
  );
}

async function knowsSession(platform: Platform, till: Pos, terminal: Terminal): Promise<void> {
  await eventually('transaction knows the session', async () => {
    const rows = await platform.rows(
      'transaction',
      `select 1 from device_session s join device_route r using (device_id)
        where device_id = $1 and pos_id = $2 and s.ended_at is null and s.boot_id = r.boot_id`,
      [terminal.deviceId, till.posId],
    );
    return rows.length === 1 ? true : undefined;
  });
}

const missing = (): never => {
  throw new Error('the shop has no terminal or till for each state');
};
const terminalOf = (shop: Shop, state: NamedState): Terminal =>
  shop.terminals[NAMED_STATES.indexOf(state)] ?? missing();
const tillOf = (shop: Shop, state: NamedState): Pos => shop.tills[NAMED_STATES.indexOf(state)] ?? missing();
const newSale = (platform: Platform, shop: Shop, state: NamedState): Sale =>
  new Sale(platform, tillOf(shop, state), terminalOf(shop, state));
