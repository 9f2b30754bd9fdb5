import { BoundedLabel } from '@ppaas/service';
import type { Metrics } from '@ppaas/service';
import { END_STATES } from './exchange.ts';
import type { EndState, Exchange } from './exchange.ts';

/** Tenants with series of their own; all others share `other`. */
const TENANTS = 20;
/** Coarser than elsewhere: these are kept for each tenant. */
const TENANT_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 150];

/** What an operator watches of exchanges. `service` in the default labels says whose they are: transaction's or session's. */
export class ExchangeMetrics {
  readonly #ends;
  readonly #seconds;
  readonly #stages;
  readonly #contradictions;
  readonly #foreign;
  readonly #shown = new Set<string>();
  readonly #tenants = new BoundedLabel(TENANTS, (tenant) => this.#forget(tenant));

  constructor(metrics: Metrics) {
    this.#ends = metrics.counter('ppaas_exchanges_total', 'Exchanges that ended', ['state', 'tenant']);
    this.#seconds = metrics.histogram(
      'ppaas_exchange_seconds',
      'From the acceptance to the stored outcome, of those that were started',
      ['tenant'],
      TENANT_BUCKETS,
    );
    this.#stages = metrics.histogram('ppaas_exchange_stage_seconds', 'Parts of the time of an exchange', ['stage']);
    this.#contradictions = metrics.counter(
      'ppaas_exchange_contradictions_total',
      'Devices that contradicted an answer already given',
    );
    this.#foreign = metrics.counter('ppaas_foreign_results_total', 'Results of exchanges that were not the device’s');
    this.#show('other');
  }

  ended({ tenantId, acceptedAt }: Pick<Exchange, 'tenantId' | 'acceptedAt'>, state: EndState): void {
    const tenant = this.#tenants.of(tenantId);
    if (!this.#shown.has(tenant)) this.#show(tenant);
    this.#ends.inc({ state, tenant });
    if (state !== 'NOT_STARTED') this.#seconds.observe({ tenant }, secondsSince(acceptedAt.getTime()));
  }

  /** The device's answer is stored and whoever waits is woken. @param saidAt when the device's word went on its way, ISO 8601 */
  told(saidAt: string): void {
    this.#stages.observe({ stage: 'told' }, secondsSince(Date.parse(saidAt)));
  }

  contradicted(): void {
    this.#contradictions.inc();
  }

  foreign(): void {
    this.#foreign.inc();
  }

  /** All outcomes from the start: a share of refusals is 0, and not unknown, before the first. */
  #show(tenant: string): void {
    this.#shown.add(tenant);
    for (const state of END_STATES) this.#ends.inc({ state, tenant }, 0);
  }

  #forget(tenant: string): void {
    this.#shown.delete(tenant);
    for (const state of END_STATES) this.#ends.remove({ state, tenant });
    this.#seconds.remove({ tenant });
  }
}

/** Clocks of two machines may differ by some milliseconds: never less than nothing. */
const secondsSince = (ms: number): number => Math.max(0, Date.now() - ms) / 1000;
