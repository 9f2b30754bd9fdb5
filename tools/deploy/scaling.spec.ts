// What the autoscalers do, and whether the database bears it.
import { describe, expect, it } from '@jest/globals';
import { KUBECTL, render } from './render.ts';
import type { Manifest } from './render.ts';

const rendered = KUBECTL === undefined ? it.skip : it;

interface ScaledObject {
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
