import { expect, it } from '@jest/globals';
import { Metrics } from './metrics.ts';
import { StageTimes } from './stage-times.ts';

it('a stage is timed for all and for its tenant, until the tenant has lost its name', async () => {
  const metrics = new Metrics({ service: 'test', instance: 'test-0' });
  const stages = new StageTimes(metrics, ['told', 'delivered']);
  stages.observe('told', 'a', 0.02);
  stages.observe('told', 'b', 0.3);
  stages.observe('delivered', 'a', 2);
  const counts = async (name: string): Promise<string[]> =>
    (await metrics.registry.getSingleMetricAsString(name))
      .split('\n')
      .filter((line) => line.startsWith(`${name}_count`))
      .map((line) => line.replace(/service="test",instance="test-0",?/, ''));
  expect(await counts('ppaas_exchange_stage_seconds')).toEqual([
    expect.stringMatching(/stage="told".* 2$/),
    expect.stringMatching(/stage="delivered".* 1$/),
  ]);
  expect(await counts('ppaas_tenant_stage_seconds')).toHaveLength(3);
  stages.forget('a');
  expect(await counts('ppaas_tenant_stage_seconds')).toEqual([
    expect.stringMatching(/(?=.*stage="told")(?=.*tenant="b").* 1$/),
  ]);
  expect(await counts('ppaas_exchange_stage_seconds')).toHaveLength(2);
});
