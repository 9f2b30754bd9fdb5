import type { Overview, SaleOutcomes, ServicePulse } from '@ppaas/contracts';

/** How far somebody sees: null = not narrowed. */
export interface Reach {
  readonly organisationId: string | null;
  readonly merchantId: string | null;
  readonly storeIds: readonly string[] | null;
}

/** Sales that ended in one step with one outcome. */
export interface OutcomeCount {
  /** Seconds since the epoch, where the step begins. */
  readonly at: number;
  readonly state: string;
  readonly sales: number;
}

const NONE: SaleOutcomes = { approved: 0, partial: 0, declined: 0, cancelled: 0, notStarted: 0 };
const OUTCOME_OF: Readonly<Record<string, keyof SaleOutcomes>> = {
  APPROVED: 'approved',
  PARTIAL: 'partial',
  DECLINED: 'declined',
  CANCELLED: 'cancelled',
  NOT_STARTED: 'notStarted',
};
/** At most so many points: a curve of more shows no more. */
const POINTS = 60;

/** The width of a step and the whole steps before `nowSeconds`. */
export function stepsOf(minutes: number, nowSeconds: number): { stepSeconds: number; from: number; to: number } {
  const stepSeconds = Math.max(5, (minutes * 60) / POINTS);
  const to = Math.floor(nowSeconds / stepSeconds) * stepSeconds;
  return { stepSeconds, from: to - minutes * 60, to };
}

/** The curve without gaps, and its sums. */
export function seriesOf(
  counts: readonly OutcomeCount[],
  { stepSeconds, from, to }: ReturnType<typeof stepsOf>,
): Overview['sales'] {
  const totals = { ...NONE };
  const steps = new Map<number, SaleOutcomes>();
  for (let at = from; at < to; at += stepSeconds) steps.set(at, { ...NONE });
  for (const { at, state, sales } of counts) {
    const outcome = OUTCOME_OF[state];
    const step = steps.get(at);
    if (outcome === undefined || step === undefined) continue;
    step[outcome] += sales;
    totals[outcome] += sales;
  }
  const points = [...steps].map(([at, step]) => ({ at: new Date(at * 1000).toISOString(), ...step }));
  return { stepSeconds, totals, points };
}

interface StoreDoubts {
  readonly storeId: string;
  readonly organisationId: string;
  readonly unknown: number;
  readonly workList: number;
  readonly contradictions: number;
}
type StoreDevices = Overview['devices']['stores'][number];

const WORST = 10;

/** A sale that nobody can tell weighs more than a device that is away. */
const weight = (store: Overview['trouble'][number]): number =>
  100 * (store.contradictions + store.workList) + 10 * store.unknown + store.devicesAway;

/** The stores that somebody should look at, the worst first. */
export function worstStores(doubts: readonly StoreDoubts[], devices: readonly StoreDevices[]): Overview['trouble'] {
  const stores = new Map(doubts.map((store) => [store.storeId, { ...store, devicesAway: 0 }]));
  for (const { storeId, organisationId, online, devices: all } of devices) {
    const none = { storeId, organisationId, unknown: 0, workList: 0, contradictions: 0 };
    if (all > online) stores.set(storeId, { ...none, ...stores.get(storeId), devicesAway: all - online });
  }
  return [...stores.values()].sort((a, b) => weight(b) - weight(a)).slice(0, WORST);
}

/** They stand above the cells. */
const SERVE_ALL: readonly string[] = ['auth', 'registry'];

/** Processes that serve whoever is served by this cell. @param cell null = of nobody in particular: all of them */
export function concerning(pulses: readonly ServicePulse[], cell: string | null | undefined): readonly ServicePulse[] {
  return cell === null ? pulses : pulses.filter((one) => one.cell === cell || SERVE_ALL.includes(one.service));
}
