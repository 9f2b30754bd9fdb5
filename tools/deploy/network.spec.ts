// Who may talk to whom: what the manifests call gets through, and nothing else does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { callsIn, textOf } from './calls.ts';
import type { Call } from './calls.ts';
import { Directory, OTHERS } from './ends.ts';
import { renderWithManagedStores } from './managed-overlay.ts';
import { canCall, networkOf } from './network.ts';
import type { End, Network } from './network.ts';
import { environmentOf, workloadsIn } from './pods.ts';
import { ROOT } from './programs.ts';
import { KUBECTL, render } from './render.ts';
import type { Manifest } from './render.ts';

const rendered = KUBECTL === undefined ? it.skip : it;

/** A second tenant's cell, made as docs/how-to/deploy.md says: another name in place of the example's. */
const otherTenant = (): Manifest[] =>
  JSON.parse(JSON.stringify(render('tenants/example')).replaceAll('-example', '-other')) as Manifest[];

interface World {
  readonly directory: Directory;
  readonly network: Network;
  readonly calls: readonly Call[];
}

function worldOf(overlays: readonly (readonly Manifest[])[], elsewhere: Readonly<Record<string, End>> = {}): World {
  const all = overlays.flat();
  const directory = new Directory(all, elsewhere);
  return { directory, network: networkOf(all), calls: callsIn(overlays, directory) };
}

/** A cluster with everything in it. */
const wholeOf = (platform: string): World =>
  worldOf([render(platform), render('tenants/example'), otherTenant(), render('stores')]);

/** What no manifest says: who looks after the stores, their instances among each other, and mail with STARTTLS. */
function unsaid({ directory }: World): Call[] {
  const [postgres, redis] = ['postgres', 'redis'].map((name) => directory.named(`ppaas-stores/${name}`)) as [End, End];
  return [
    { from: OTHERS.postgresOperator, to: postgres, port: '5432' },
    { from: OTHERS.postgresOperator, to: postgres, port: '8000' },
    { from: OTHERS.monitoring, to: postgres, port: '9187' },
    { from: postgres, to: postgres, port: '5432' },
    { from: OTHERS.redisOperator, to: redis, port: '6379' },
    { from: redis, to: redis, port: '6379' },
    { from: directory.named('ppaas/auth'), to: OTHERS.internet, port: '587' },
  ];
}

/** What policies are there for: what the platform calls, and what calls it or a store. */
const isGoverned =
  ({ namespaces }: Network) =>
  ({ from, to }: Call): boolean => {
    const isOurs = ({ namespace }: End): boolean =>
      namespaces.get(namespace)?.['app.kubernetes.io/part-of'] === 'ppaas';
    return isOurs(from) || isOurs(to) || namespaces.has(to.namespace);
  };

const textsOf = (calls: readonly Call[]): string[] => [...new Set(calls.map(textOf))].sort();

function needed(world: World): string[] {
  return textsOf([...world.calls, ...unsaid(world)].filter(isGoverned(world.network)));
}

function admitted({ directory }: World, network: Network): string[] {
  const ends: readonly End[] = [...directory.ends, ...Object.values(OTHERS)];
  const imaginable = ends.flatMap((from) => ends.flatMap((to) => to.ports.map((port): Call => ({ from, to, port }))));
  return textsOf(
    imaginable.filter(isGoverned(network)).filter(({ from, to, port }) => canCall(network, from, to, port)),
  );
}

/** The policies whose absence changes nothing. */
const idle = (network: Network, seen: (less: Network) => unknown): string[] => {
  const whole = JSON.stringify(seen(network));
  return network.policies
    .filter((left) => {
      const less = { ...network, policies: network.policies.filter((one) => one !== left) };
      return JSON.stringify(seen(less)) === whole;
    })
    .map(({ namespace, name }) => `${namespace}/${name}`);
};

describe('the network', () => {
  rendered.each(['overlays/production', 'overlays/staging'])(
    'of %s lets through what is called, and nothing else',
    (platform) => {
      const world = wholeOf(platform);
      const calls = needed(world);
      expect(calls.length).toBeGreaterThan(140);
      expect(admitted(world, world.network)).toEqual(calls);
    },
  );

  rendered('keeps those apart who have nothing to say to each other', () => {
    const world = wholeOf('overlays/production');
    const { directory, network } = world;
    const called = (from: string, to: string): string[] =>
      directory
        .named(to)
        .ports.filter((port) => canCall(network, directory.named(from), directory.named(to), port))
        .map((port) => `${from} → ${to}:${port}`);
    expect(called('ppaas/session', 'ppaas/auth')).toHaveLength(1);
    expect(called('ppaas/session', 'ppaas/registry')).toEqual([]);
    expect(called('ppaas/door', 'ppaas/device-connector')).toEqual([]);
    expect(called('ppaas/door', 'ppaas-stores/postgres')).toEqual([]);
    expect(called('ppaas/topics', 'ppaas-stores/postgres')).toEqual([]);
    expect(called('ppaas-example/door', 'ppaas-example/transaction')).toHaveLength(1);
    for (const foreign of ['ppaas', 'ppaas-other'])
      for (const service of ['session', 'transaction', 'device-connector', 'door'])
        expect(called('ppaas-example/door', `${foreign}/${service}`)).toEqual([]);
  });

  rendered('is another without any one of the policies', () => {
    const world = wholeOf('overlays/production');
    expect(world.network.policies.length).toBeGreaterThan(30);
    expect(idle(world.network, (less) => admitted(world, less))).toEqual([]);
  });

  rendered('lets the platform out to stores that are somebody else’s', () => {
    const store: End = { ...OTHERS.internet, name: 'a store', ip: '192.0.2.17', ports: ['5432', '6379', '9092'] };
    const names = ['postgres-rw', 'redis-master', 'kafka-kafka-bootstrap'];
    const elsewhere = Object.fromEntries(names.map((name) => [`${name}.ppaas-stores`, store]));
    const world = worldOf([renderWithManagedStores()], elsewhere);
    const outward = world.calls.filter(({ from, to }) => to === store && from.namespace === 'ppaas');
    expect(textsOf(outward).length).toBeGreaterThan(20);
    const refused = (network: Network): string[] =>
      textsOf(outward.filter(({ from, to, port }) => !canCall(network, from, to, port)));
    expect(refused(world.network)).toEqual([]);
    const { policies } = world.network;
    const less = { ...world.network, policies: policies.filter(({ name }) => name !== 'managed-stores') };
    expect(refused(less)).toEqual(textsOf(outward));
    expect(canCall(world.network, world.directory.named('ppaas/door'), store, '5432')).toBe(false);
    expect(canCall(world.network, world.directory.named('ppaas/auth'), { ...store, ip: '198.51.100.1' }, '5432')).toBe(
      false,
    );
  });

  rendered('finds stores where it is said that they are', () => {
    const text = readFileSync(join(ROOT, 'docs/how-to/deploy.md'), 'utf8');
    const manifests = render('overlays/production');
    const [{ spec } = { spec: undefined }] = workloadsIn(manifests).filter(({ name }) => name === 'auth');
    const { DATABASE_URL = '', REDIS_URL = '' } =
      spec === undefined ? {} : environmentOf(spec.containers[0], manifests);
    for (const url of [DATABASE_URL, REDIS_URL]) expect(text).toContain(`@${new URL(url).host}`);
  });
});
