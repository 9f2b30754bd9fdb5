import { expect, it } from '@jest/globals';
import { Metrics } from './metrics.ts';

it('every series says of which process it is, and of which cell', async () => {
  const metrics = new Metrics({ service: 'session', instance: 'session-0', cell: 'big' });
  metrics.counter('test_total', 'Things').inc();
  expect(await metrics.registry.getSingleMetricAsString('test_total')).toContain(
    'test_total{service="session",instance="session-0",cell="big"} 1',
  );
});

it('a time that is no number is left out and stops nobody', async () => {
  const metrics = new Metrics({ service: 'test', instance: 'test-0' });
  const times = metrics.histogram('test_seconds', 'Times', ['stage'], [1]);
  for (const seconds of [0.5, Number.NaN, Number.POSITIVE_INFINITY]) times.observe({ stage: 'told' }, seconds);
  expect(await metrics.registry.getSingleMetricAsString('test_seconds')).toMatch(/_count\{.*stage="told"\} 1$/m);
});
