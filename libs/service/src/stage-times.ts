import type { Metrics } from './metrics.ts';

/**
 * Few, since they are kept for each stage of each tenant: up to 1 s what the platform may add, of which 0.5 s wakes somebody
 * up, then a device that is slow and a shopper who is. With 20 tenants and `other` these are 210 series a stage.
 */
const TENANT_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 5, 30];

/** Parts of the time of exchanges: finely of all, and coarsely of each tenant that has a name. */
export class StageTimes<S extends string> {
  readonly #all;
  readonly #ofTenants;

  constructor(
    metrics: Metrics,
    private readonly stages: readonly S[],
  ) {
    const help = 'Parts of the time of an exchange';
    this.#all = metrics.histogram('ppaas_exchange_stage_seconds', help, ['stage']);
    this.#ofTenants = metrics.histogram(
      'ppaas_tenant_stage_seconds',
      `${help}, by tenant`,
      ['stage', 'tenant'],
      TENANT_BUCKETS,
    );
  }

  /** @param tenant as a `BoundedLabel` names it */
  observe(stage: S, tenant: string, seconds: number): void {
    this.#all.observe({ stage }, seconds);
    this.#ofTenants.observe({ stage, tenant }, seconds);
  }

  /** The tenant has lost its name. */
  forget(tenant: string): void {
    for (const stage of this.stages) this.#ofTenants.remove({ stage, tenant });
  }
}
