import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { rootPath, statePath } from '../workspace.ts';

// Read when it is loaded: an engine that does not answer, whatever there is on this machine.
process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1';
for (const name of ['POSTGRES_URL', 'REDIS_URL', 'KAFKA_BROKERS']) delete process.env[`PPAAS_${name}`];
const { DOCKER, USUAL_PORTS, portVariables, publishedAt, whyNoCompose } = await import('./engine.ts');

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
      ca: ['cp', 'ppaas-doors-1:/var/ppaas/ca.pem', statePath('compose-ca.pem')],
      operatorKey: ['cp', 'ppaas-doors-1:/var/ppaas/secrets/operator-key', statePath('secrets/operator-key')],
      containers: ['compose', '--file', file, 'ps', '--all', '--format', 'json'],
      lastWords: ['compose', '--file', file, 'logs', '--no-color', '--tail', '300'],
      down: ['compose', '--file', file, 'down'],
      wipe: ['compose', '--file', file, 'down', '--volumes'],
    });
  });

  it('has the containers, folders and addresses that they name', () => {
    expect(compose.name).toBe('ppaas');
    const { seed, doors } = compose.services;
    expect(seed?.command?.join(' ')).toBe('dist/main.js seed --folder /var/ppaas');
    expect([seed?.volumes, doors?.volumes]).toEqual([['sandbox:/var/ppaas'], ['sandbox:/var/ppaas:ro']]);
    const published = Object.values(compose.services).flatMap(({ ports = [] }) => ports);
    const variables = Object.entries(portVariables(USUAL_PORTS));
    expect(published).toHaveLength(variables.length);
    for (const [name, usual] of variables)
      expect(published.filter((port) => port.startsWith(`127.0.0.1:\${${name}:-${usual}}:`))).toHaveLength(1);
    const { postgresUrl, stores, prometheusUrl } = publishedAt(USUAL_PORTS);
    expect(new URL(prometheusUrl).host).toBe('127.0.0.1:9090');
    const url = new URL(postgresUrl);
    expect(url.host).toBe(stores.find(({ name }) => name === 'postgres')?.address);
    expect(compose.services['postgres']).toMatchObject({ environment: { POSTGRES_PASSWORD: url.password } });
  });

  it('gives way, with a reason, where no engine answers', async () => {
    expect(await whyNoCompose()).toMatch(/^the Docker engine at tcp:\/\/127\.0\.0\.1:1 does not answer: /);
  });
});
