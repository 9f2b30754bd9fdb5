import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { LabelValues } from 'prom-client';

/** How long something took, in seconds, by its labels. */
export interface Durations<L extends string> {
  /** What is no number is left out: a time that somebody else wrote must not stop the work that it is measured of. */
  observe(labels: LabelValues<L>, seconds: number): void;
  remove(labels: LabelValues<L>): void;
  zero(labels: LabelValues<L>): void;
}

/** The process's metrics (Prometheus). Asking for a name twice gives the same one. */
export class Metrics {
  readonly registry = new Registry();
  private readonly known = new Map<string, unknown>();

  /** @param labels of every series. `cell`: of a process that belongs to one, since one Prometheus may see several. */
  constructor(labels: { readonly service: string; readonly instance: string; readonly cell?: string }) {
    this.registry.setDefaultLabels(labels);
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return this.once(
      name,
      () => new Counter<L>({ name, help, labelNames: [...labelNames], registers: [this.registry] }),
    );
  }

  /** @param collect Sets the value when the metrics are read. */
  gauge<L extends string = never>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    collect?: (gauge: Gauge<L>) => void | Promise<void>,
  ): Gauge<L> {
    return this.once(name, () => {
      const gauge: Gauge<L> = new Gauge<L>({
        name,
        help,
        labelNames: [...labelNames],
        registers: [this.registry],
        ...(collect ? { collect: () => collect(gauge) } : {}),
      });
      return gauge;
    });
  }

  /** @param buckets Seconds; default 1 ms … 150 s, the longest held call. */
  histogram<L extends string = never>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    buckets: readonly number[] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 150],
  ): Durations<L> {
    return this.once(name, () => {
      const histogram = new Histogram<L>({
        name,
        help,
        labelNames: [...labelNames],
        buckets: [...buckets],
        registers: [this.registry],
      });
      return {
        observe: (labels, seconds) => {
          if (Number.isFinite(seconds)) histogram.observe(labels, seconds);
        },
        remove: (labels) => histogram.remove(labels),
        zero: (labels) => histogram.zero(labels),
      };
    });
  }

  private once<T>(name: string, make: () => T): T {
    const known = this.known.get(name);
    if (known !== undefined) return known as T;
    const made = make();
    this.known.set(name, made);
    return made;
  }
}
