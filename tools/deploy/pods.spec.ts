import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { LEFT_AT_DEFAULT } from './defaults.ts';
import { environmentFaults, schemaOf } from './environment.ts';
import { appOf, environmentOf, workloadsIn } from './pods.ts';
import type { Workload } from './pods.ts';
import { DEPLOYMENTS, ROOT, SERVICES } from './programs.ts';
import { KUBECTL, render } from './render.ts';
import type { Manifest } from './render.ts';

const rendered = KUBECTL === undefined ? it.skip : it;
const PLATFORMS = ['overlays/local', 'overlays/staging', 'overlays/production', 'tenants/example'] as const;
const isService = ({ kind }: Workload): boolean => kind !== 'Job';
const named = (manifests: readonly Manifest[], kind: string): string[] =>
  manifests.filter((one) => one.kind === kind).map(({ metadata }) => metadata.name);

/** What Pod Security `restricted` asks for, and a root that cannot be written. */
const POD = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  securityContext: expect.objectContaining({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }),
};
const CONTAINER = {
  securityContext: {
    ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
    capabilities: { drop: ['ALL'] },
  },
  resources: {
    requests: { cpu: expect.any(String), memory: expect.any(String) },
    limits: { memory: expect.any(String) },
  },
};

// Configurations are imported with all that they import.
jest.setTimeout(60_000);

describe('the pods of every overlay', () => {
  rendered.each(PLATFORMS)('of %s are restricted, bounded and without a way to the API', (overlay) => {
    const manifests = render(overlay);
    for (const { spec } of workloadsIn(manifests)) {
      expect(spec).toMatchObject(POD);
      expect(spec.containers[0]).toMatchObject(CONTAINER);
      expect(spec.containers).toHaveLength(1);
      expect(spec.containers[0].image).toMatch(/:\d+\.\d+\.\d+$/);
      expect(named(manifests, 'ServiceAccount')).toContain(spec.serviceAccountName);
    }
    for (const kind of ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'])
      expect(named(manifests, kind)).toEqual([]);
  });

  rendered.each(PLATFORMS)('of %s know exactly the environment that their programs read', async (overlay) => {
    const manifests = render(overlay);
    const found = await Promise.all(
      workloadsIn(manifests).map(async ({ kind, name, spec: { containers } }) => {
        const [container] = containers;
        const faults = await environmentFaults(appOf(container), environmentOf(container, manifests));
        // A one-shot command reads less than its service does: what it is not given is no fault.
        const isOneShot = kind === 'Job';
        return faults.filter((fault) => !(isOneShot && / is missing$/.test(fault))).map((fault) => `${name}: ${fault}`);
      }),
    );
    expect(found.flat()).toEqual([]);
  });

  rendered.each(PLATFORMS)(
    'of %s are probed, spread, kept through disruptions and denied what nobody listed',
    (overlay) => {
      const manifests = render(overlay);
      const services = workloadsIn(manifests).filter(isService);
      for (const { name, spec } of services) {
        const [container] = spec.containers;
        for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
          expect(container).toHaveProperty(probe);
        expect(spec.topologySpreadConstraints).toHaveLength(2);
        expect(named(manifests, 'PodDisruptionBudget')).toContain(name);
        expect(named(manifests, 'NetworkPolicy')).toContain(name);
      }
      expect(named(manifests, 'NetworkPolicy')).toContain('default-deny');
    },
  );
});

describe('production', () => {
  rendered('has every service, an autoscaler for each, and a migration for each', () => {
    const manifests = render('overlays/production');
    const workloads = workloadsIn(manifests);
    expect(
      workloads
        .filter(isService)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(DEPLOYMENTS);
    const scaled = manifests
      .filter(({ kind }) => kind === 'ScaledObject' || kind === 'HorizontalPodAutoscaler')
      .map(({ spec }) => (spec as { scaleTargetRef: { kind: string; name: string } }).scaleTargetRef);
    expect(scaled.map(({ name }) => name).sort()).toEqual(DEPLOYMENTS);
    const kinds = new Map(workloads.map(({ name, kind }) => [name, kind]));
    for (const { kind, name } of scaled) expect(kinds.get(name)).toBe(kind);
    const jobs = workloads.filter(({ kind }) => kind === 'Job').map(({ name }) => name);
    expect(jobs.sort()).toEqual([...SERVICES.map((name) => `migrate-${name}`), 'topics'].sort());
  });

  rendered('says each key of the environment, or leaves it at its default on purpose', async () => {
    const manifests = render('overlays/production');
    const left: Record<string, string[]> = {};
    for (const { name, spec } of workloadsIn(manifests).filter(isService)) {
      const [container] = spec.containers;
      const given = environmentOf(container, manifests);
      const keys = Object.keys(await schemaOf(appOf(container)));
      left[name] = keys.filter((key) => !(key in given)).sort();
    }
    const expected = Object.entries(LEFT_AT_DEFAULT).map(([name, keys]) => [name, [...keys].sort()] as const);
    expect(left).toEqual(Object.fromEntries(expected));
  });

  rendered('shows what owns the tables to migrations alone', () => {
    const keys = ({ spec }: Workload): (readonly [string, string])[] =>
      (spec.containers[0].env ?? []).flatMap(({ name, valueFrom }) => {
        const secret = (valueFrom as { secretKeyRef?: { name: string; key: string } } | undefined)?.secretKeyRef;
        return secret && name.startsWith('DATABASE') ? [[name, `${secret.name}/${secret.key}`] as const] : [];
      });
    const workloads = workloadsIn(render('overlays/production'));
    const of = (name: string): unknown => workloads.filter((one) => one.name === name).flatMap(keys);
    for (const name of SERVICES) {
      expect(of(name)).toEqual([['DATABASE_URL', `${name}-database/url`]]);
      expect(of(`migrate-${name}`)).toEqual([['DATABASE_OWNER_URL', `${name}-database/ownerUrl`]]);
    }
  });

  rendered('has every alert and every dashboard, and services whose own labels are believed', () => {
    const manifests = render('overlays/production');
    const rules = readdirSync(join(ROOT, 'observe/rules')).map((file) => file.replace('.yml', ''));
    expect(named(manifests, 'PrometheusRule').sort()).toEqual(rules.sort());
    const dashboards = manifests.find(({ metadata }) => metadata.labels?.['grafana_dashboard'] === '1');
    expect(Object.keys(dashboards?.data ?? {}).sort()).toEqual(readdirSync(join(ROOT, 'observe/dashboards')).sort());
    const [monitor] = manifests.filter(({ kind }) => kind === 'ServiceMonitor');
    expect(monitor?.spec).toMatchObject({ endpoints: [{ port: 'http', honorLabels: true }] });
  });

  rendered('labels what Prometheus selects as the how-to says', () => {
    const watched = ['overlays/production', 'tenants/example'].flatMap((overlay) =>
      render(overlay).filter(({ kind }) => kind === 'ServiceMonitor' || kind === 'PrometheusRule'),
    );
    expect(watched.length).toBeGreaterThan(4);
    for (const { metadata } of watched) expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/part-of': 'ppaas' });
  });

  rendered('has nothing that an overlay of a tenant names, and the other way round', () => {
    const keys = (overlay: string): Set<string> =>
      new Set(render(overlay).map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`));
    const tenant = keys('tenants/example');
    expect([...keys('overlays/production')].filter((key) => tenant.has(key))).toEqual([]);
  });
});
