import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { rootPath, statePath } from '../workspace.ts';

// Read when it is loaded: an engine that does not answer, whatever there is on this machine.
process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1';
for (const name of ['POSTGRES_URL', 'REDIS_URL', 'KAFKA_BROKERS']) delete process.env[`PPAAS_${name}`];
const { DOCKER, PUBLISHED, whyNoCompose } = await import('./engine.ts');

const file = rootPath('docker-compose.yml');
const compose = parse(readFileSync(file, 'utf8'), { merge: true }) as {
  readonly name: string;
  readonly services: Readonly<
    Record<string, { readonly command?: readonly string[]; readonly ports?: readonly string[]; volumes?: string[] }>
  >;
};

describe('the sandbox in containers', () => {
  it('is started, read and ended by these commands', () => {
    expect(DOCKER).toEqual({
      version: ['compose', '--file', file, 'version'],
      up: ['compose', '--file', file, 'up', '--detach', '--build'],
      seeded: ['wait', 'ppaas-seed-1'],
      sandboxFile: ['cp', 'ppaas-doors-1:/var/ppaas/sandbox.json', statePath('sandbox.json')],
      ca: ['cp', 'ppaas-doors-1:/var/ppaas/ca.pem', statePath('ca.pem')],
      down: ['compose', '--file', file, 'down'],
      wipe: ['compose', '--file', file, 'down', '--volumes'],
    });
  });

  it('has the containers, folders and addresses that they name', () => {
    expect(compose.name).toBe('ppaas');
    const { seed, doors, prometheus } = compose.services;
    expect(seed?.command?.join(' ')).toBe('dist/main.js seed --folder /var/ppaas');
    expect([seed?.volumes, doors?.volumes]).toEqual([['sandbox:/var/ppaas'], ['sandbox:/var/ppaas:ro']]);
    for (const [name, address] of Object.entries(PUBLISHED.stores))
      expect(compose.services[name]?.ports).toEqual([`${address}:${address.split(':')[1]}`]);
    expect(prometheus?.ports).toEqual([`${new URL(PUBLISHED.prometheusUrl).host}:9090`]);
    const url = new URL(PUBLISHED.postgresUrl);
    expect(url.host).toBe(PUBLISHED.stores.postgres);
    expect(compose.services['postgres']).toMatchObject({ environment: { POSTGRES_PASSWORD: url.password } });
  });

  it('gives way, with a reason, where no engine answers', async () => {
    expect(await whyNoCompose()).toMatch(/^the Docker engine at tcp:\/\/127\.0\.0\.1:1 does not answer: /);
  });
});
