import { describe, expect, it } from '@jest/globals';
import type { Span } from '@ppaas/messaging';
import { otlpBody } from './otlp-exporter.ts';

const span: Span = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
  parentSpanId: '00f067aa0ba902b8',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  isSampled: true,
  name: 'handle DeliverExchange',
  kind: 'consumer',
  startMs: 1_700_000_000_000.25,
  endMs: 1_700_000_000_001.5,
  attributes: { 'messaging.system': 'kafka', count: 2 },
  isError: true,
};

describe('OTLP', () => {
  it('is written as its JSON encoding says: ids in hex, times in nanoseconds as text', () => {
    const body = JSON.parse(otlpBody({ 'service.name': 'transaction' }, [span])) as unknown;
    expect(body).toEqual({
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'transaction' } }] },
          scopeSpans: [
            {
              scope: { name: 'ppaas' },
              spans: [
                {
                  traceId: span.traceId,
                  spanId: span.spanId,
                  parentSpanId: span.parentSpanId,
                  name: span.name,
                  kind: 5,
                  startTimeUnixNano: '1700000000000250000',
                  endTimeUnixNano: '1700000000001500000',
                  attributes: [
                    { key: 'messaging.system', value: { stringValue: 'kafka' } },
                    { key: 'count', value: { doubleValue: 2 } },
                  ],
                  status: { code: 2 },
                },
              ],
            },
          ],
        },
      ],
    });
  });
});
