import type { Provider } from '@nestjs/common';
import { recordSpans } from '@ppaas/messaging';
import type { HttpConfig } from './config.ts';
import { Logger } from './logger.ts';
import { Metrics } from './metrics.ts';
import { OtlpExporter } from './otlp-exporter.ts';
import { STOP_ORDER, Shutdown } from './shutdown.ts';

const TRACING = Symbol('TRACING');

/** Sends the spans of this process to a collector, where the configuration names one. Ends after everything that makes spans. */
export function tracing(config: HttpConfig, service: string): Provider {
  return {
    provide: TRACING,
    inject: [Logger, Shutdown, Metrics],
    useFactory: (log: Logger, shutdown: Shutdown, metrics: Metrics) => {
      const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
      if (endpoint === undefined) return null;
      const dropped = metrics.counter('ppaas_spans_dropped_total', 'Spans that no collector took');
      const onDropped = (count: number): void => dropped.inc(count);
      const exporter = new OtlpExporter({ endpoint, service, instance: config.INSTANCE, log, onDropped });
      recordSpans((span) => exporter.record(span), config.OTEL_TRACES_SAMPLER_ARG);
      shutdown.register(STOP_ORDER.database, 'traces', () => {
        recordSpans(undefined);
        return exporter.close();
      });
      return exporter;
    },
  };
}
