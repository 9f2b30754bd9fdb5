import { BoundedLabel, StageTimes, TENANTS_NAMED } from '@ppaas/service';
import type { Metrics } from '@ppaas/service';
import { END_STATES } from './exchange.ts';
import type { EndState, Exchange } from './exchange.ts';

/** Coarser than elsewhere: these are kept for each tenant. */
const TENANT_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 150];

/** What an operator watches of exchanges. `service` in the default labels says whose they are: transaction's or session's. */
export class ExchangeMetrics {
  readonly #ends;
  readonly #seconds;
  readonly #stages;
  readonly #contradictions;
  readonly #tenantContradictions;
  readonly #foreign;
  readonly #shown = new Set<string>();
  readonly #tenants = new BoundedLabel(TENANTS_NAMED, (tenant) => this.#forget(tenant));

  constructor(metrics: Metrics) {
    this.#ends = metrics.counter('ppaas_exchanges_total', 'Exchanges that ended', ['state', 'tenant']);
    this.#seconds = metrics.histogram(
      'ppaas_exchange_seconds',
      'From the acceptance to the stored outcome, of those that were started',
      ['tenant'],
      TENANT_BUCKETS,
    );
    this.#stages = new StageTimes(metrics, ['told']);
    const contradictions = 'Devices that contradicted an answer already given';
    this.#contradictions = metrics.counter('ppaas_exchange_contradictions_total', contradictions);
    // Beside the one that wakes somebody up: a series that begins with its first contradiction shows no increase.
    this.#tenantContradictions = metrics.counter('ppaas_tenant_contradictions_total', `${contradictions}, by tenant`, [
      'tenant',
    ]);
    this.#foreign = metrics.counter('ppaas_foreign_results_total', 'Results of exchanges that were not the device’s');
    this.#show('other');
  }

  /** Tenants with series of their own. */
  get named(): readonly string[] {
    return this.#tenants.names;
  }

  /** Tenants that may call have their series before they do, as long as there is room. */
  expect(tenants: readonly string[]): void {
    for (const tenant of tenants) if (this.#tenants.offer(tenant)) this.#show(tenant);
  }

  ended({ tenantId, acceptedAt }: Pick<Exchange, 'tenantId' | 'acceptedAt'>, state: EndState): void {
    const tenant = this.#labelOf(tenantId);
    this.#ends.inc({ state, tenant });
    if (state !== 'NOT_STARTED') this.#seconds.observe({ tenant }, secondsSince(acceptedAt.getTime()));
  }

  /** The device's answer is stored and whoever waits is woken. @param saidAt when the device's word went on its way, ISO 8601 */
  told({ tenantId }: Pick<Exchange, 'tenantId'>, saidAt: string): void {
    this.#stages.observe('told', this.#labelOf(tenantId), secondsSince(Date.parse(saidAt)));
  }

  contradicted({ tenantId }: Pick<Exchange, 'tenantId'>): void {
    this.#contradictions.inc();
    this.#tenantContradictions.inc({ tenant: this.#labelOf(tenantId) });
  }

  foreign(): void {
    this.#foreign.inc();
  }

  #labelOf(tenantId: string): string {
    const tenant = this.#tenants.of(tenantId);
    this.#show(tenant);
    return tenant;
  }

  /** All outcomes from the start: a share of refusals is 0, and not unknown, before the first. */
  #show(tenant: string): void {
    if (this.#shown.has(tenant)) return;
    this.#shown.add(tenant);
    for (const state of END_STATES) this.#ends.inc({ state, tenant }, 0);
    this.#tenantContradictions.inc({ tenant }, 0);
  }

  #forget(tenant: string): void {
    this.#shown.delete(tenant);
    for (const state of END_STATES) this.#ends.remove({ state, tenant });
    this.#seconds.remove({ tenant });
    this.#tenantContradictions.remove({ tenant });
    this.#stages.forget(tenant);
  }
}

/** Clocks of two machines may differ by some milliseconds: never less than nothing. */
const secondsSince = (ms: number): number => Math.max(0, Date.now() - ms) / 1000;
