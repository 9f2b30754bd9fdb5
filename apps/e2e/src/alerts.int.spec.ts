import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { ROOT } from './harness/child.ts';
import { PROMTOOL, describeWithPrometheus } from './harness/prometheus.ts';

/** @throws Error with what promtool says when it ends with another code than 0 */
const promtool = (...args: readonly string[]): string =>
  execFileSync(PROMTOOL, args, { cwd: join(ROOT, 'observe'), encoding: 'utf8' });

describeWithPrometheus('the alerts', () => {
  it('are rules that Prometheus takes, under its configuration', () => {
    expect(promtool('check', 'config', 'prometheus.yml')).toContain('SUCCESS');
  });

  it.each(readdirSync(join(ROOT, 'observe/tests')))('fire when they should, and only then: %s', (file) => {
    expect(promtool('test', 'rules', join('tests', file))).toContain('SUCCESS');
  });
});
