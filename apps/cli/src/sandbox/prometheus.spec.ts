import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { rootPath } from '../workspace.ts';
import { localConfiguration } from './prometheus.ts';
import { SERVICES } from './service-specs.ts';

const deployed = readFileSync(rootPath('observe/prometheus.yml'), 'utf8');

describe('the configuration of the sandbox’s Prometheus', () => {
  it('scrapes every service, each under its own name, at its port here', () => {
    const portOf = (service: string): number => 4_000 + SERVICES.indexOf(service as never);
    const local = localConfiguration(deployed, portOf);
    for (const service of SERVICES)
      expect(local).toContain(`targets: ['127.0.0.1:${portOf(service)}'], labels: { job: ${service} }`);
    expect(local).toContain(rootPath('observe/rules/*.yml'));
    expect(local).not.toContain(':8080');
  });

  it('is not made for services that are not here', () => {
    expect(() => localConfiguration(deployed, () => undefined)).toThrow('auth is scraped');
  });
});
