// What the autoscalers do, and whether the database bears it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TOPICS, topicName } from '../../libs/contracts/src/topics.ts';
import type { TopicKey } from '../../libs/contracts/src/topics.ts';
import { consumerGroup } from '../../libs/messaging/src/consumer-group.ts';
import { connectionsMax } from '../../libs/service/src/config.ts';
import { environmentOf, workloadsIn } from './pods.ts';
import { ROOT } from './programs.ts';
import { KUBECTL, render } from './render.ts';
import type { Manifest } from './render.ts';

const rendered = KUBECTL === undefined ? it.skip : it;

interface ScaledObject {
  readonly scaleTargetRef: { readonly name: string };
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  readonly cooldownPeriod?: number;
  readonly advanced?: object;
  readonly fallback?: object;
  readonly triggers: readonly { readonly type: string; readonly metadata: Readonly<Record<string, string>> }[];
}

const scaledIn = (overlay: string): readonly (readonly [string, ScaledObject])[] =>
  render(overlay)
    .filter(({ kind }: Manifest) => kind === 'ScaledObject')
    .map(({ metadata, spec }) => [metadata.name, spec as ScaledObject]);
const goingDown = (stabilizationWindowSeconds: number, periodSeconds: number) => ({
  horizontalPodAutoscalerConfig: {
    behavior: { scaleDown: { stabilizationWindowSeconds, policies: [{ type: 'Pods', value: 1, periodSeconds }] } },
  },
});

/** By what waits in which topic a service is scaled. A name that Kafka or Prometheus does not know scales nothing, and says nothing. */
const SCALED_BY: Readonly<Record<string, TopicKey>> = {
  session: 'sessionDeviceEvents',
  transaction: 'transactionDeviceEvents',
};
const triggersOf = (overlay: string, type: string): (readonly [string, Readonly<Record<string, string>>])[] =>
  scaledIn(overlay).flatMap(([, { scaleTargetRef, triggers }]) =>
    triggers.filter((trigger) => trigger.type === type).map(({ metadata }) => [scaleTargetRef.name, metadata] as const),
  );

describe.each(['overlays/production', 'overlays/staging', 'tenants/example'])('the autoscalers of %s', (overlay) => {
  rendered('take instances away one by one, connectors slowest', () => {
    const found = scaledIn(overlay);
    expect(found.map(([name]) => name).sort()).toEqual(['device-connector', 'session', 'transaction']);
    for (const [name, { advanced, cooldownPeriod, minReplicaCount }] of found) {
      expect(advanced).toEqual(name === 'device-connector' ? goingDown(1800, 300) : goingDown(300, 60));
      // It counts only on the way to no instance at all.
      expect(cooldownPeriod).toBeUndefined();
      expect(minReplicaCount).toBeGreaterThan(1);
    }
  });

  rendered('name the topics of their cell and the groups in which their services read them', () => {
    const manifests = render(overlay);
    const named = Object.entries(SCALED_BY).map(([service, topic]) => {
      const workload = workloadsIn(manifests).find(({ name }) => name === service);
      const { CELL: cell = '' } = workload ? environmentOf(workload.spec.containers[0], manifests) : {};
      return [service, topicName(topic, { cell }), consumerGroup(topic, { cell, service })];
    });
    const said = triggersOf(overlay, 'kafka').map(([service, { topic, consumerGroup: group }]) => [
      service,
      topic,
      group,
    ]);
    expect(said.sort()).toEqual(named.sort());
    for (const [service, topic] of Object.entries(SCALED_BY)) expect(TOPICS[topic].consumers).toEqual([service]);
  });

  rendered('ask for metrics of their own namespace and service, as Prometheus labels them', () => {
    const services = render(overlay).filter(({ kind }) => kind === 'Service');
    const [monitor] = render(overlay).filter(({ kind }) => kind === 'ServiceMonitor');
    const { jobLabel } = monitor?.spec as { jobLabel: string };
    for (const [name, { query }] of triggersOf(overlay, 'prometheus')) {
      const metadata = services.find((service) => service.metadata.name === name)?.metadata;
      const labels = `namespace="${metadata?.namespace}",job="${metadata?.labels?.[jobLabel]}"`;
      expect(query).toMatch(/^sum\(ppaas_[a-z_]+\{[^{}]+\}\)$/);
      expect(query).toContain(`{${labels}}`);
      expect(metadata?.labels?.[jobLabel]).toBe(name);
    }
  });

  rendered('ask the Prometheus that its operator makes, and do without it where it is all they ask', () => {
    for (const [, { triggers, fallback }] of scaledIn(overlay)) {
      const asked = triggers
        .filter(({ type }) => type === 'prometheus')
        .map(({ metadata }) => metadata['serverAddress']);
      expect(asked).toEqual(['http://prometheus-operated.ppaas-monitoring.svc:9090']);
      expect(fallback !== undefined).toBe(triggers.length === 1);
      if (fallback) expect(fallback).toMatchObject({ behavior: 'currentReplicasIfHigher' });
    }
  });
});

/** Of the Deployments; a StatefulSet ends an instance before it starts the next. */
const SURGE = 1;
/** For administrators and the operator of the database. */
const RESERVED = 20;

/** Of all instances that an overlay may ever have at once. */
function connectionsOf(overlay: string): number {
  const manifests = render(overlay);
  const maxima = new Map(
    manifests
      .filter(({ kind }) => kind === 'ScaledObject' || kind === 'HorizontalPodAutoscaler')
      .map(({ metadata, spec }) => {
        const { maxReplicas, maxReplicaCount } = spec as { maxReplicas?: number; maxReplicaCount?: number };
        return [metadata.name, maxReplicas ?? maxReplicaCount ?? Infinity];
      }),
  );
  return workloadsIn(manifests)
    .filter(({ kind }) => kind !== 'Job')
    .map(({ kind, name, spec }) => {
      const environment = environmentOf(spec.containers[0], manifests);
      if (environment['DATABASE_URL'] === undefined) return 0;
      const instances = (maxima.get(name) ?? Infinity) + (kind === 'Deployment' ? SURGE : 0);
      return instances * connectionsMax(Number(environment['DATABASE_POOL_MAX']));
    })
    .reduce((sum, one) => sum + one, 0);
}

describe('the example of a database', () => {
  rendered('has a connection for every instance that may be there, in the first cell and in one more', () => {
    const [cluster] = render('stores').filter(({ kind }) => kind === 'Cluster');
    const { parameters } = (cluster?.spec as { postgresql: { parameters: Record<string, string> } }).postgresql;
    const [first, cell] = [connectionsOf('overlays/production'), connectionsOf('tenants/example')];
    expect(first).toBeGreaterThan(cell);
    expect(first + cell + RESERVED).toBeLessThanOrEqual(Number(parameters['max_connections']));
    expect(readFileSync(join(ROOT, 'docs/how-to/deploy.md'), 'utf8')).toContain(`up to ${cell} more connections`);
  });
});
