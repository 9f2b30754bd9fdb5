// A copy of the production overlay whose stores are somebody else's. Whether the schemas take it: manifests.spec.ts.
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { environmentFaults } from './environment.ts';
import { renderWithManagedStores } from './managed-overlay.ts';
import { appOf, environmentOf, workloadsIn } from './pods.ts';
import { KUBECTL } from './render.ts';
import type { Manifest } from './render.ts';

const rendered = KUBECTL === undefined ? it.skip : it;
jest.setTimeout(60_000);

describe('an overlay with managed stores', () => {
  let manifests: readonly Manifest[] = [];
  beforeAll(() => {
    if (KUBECTL !== undefined) manifests = renderWithManagedStores();
  });

  rendered('tells all who speak to Kafka how, with files that are there', async () => {
    const speakers = workloadsIn(manifests).filter(({ name }) => name !== 'door' && !name.startsWith('migrate-'));
    expect(speakers).toHaveLength(6);
    for (const { name, spec } of speakers) {
      const [container] = spec.containers;
      const environment = environmentOf(container, manifests);
      expect({ name, ...environment }).toMatchObject({ KAFKA_TLS: 'true', KAFKA_SASL_USERNAME: expect.any(String) });
      expect(JSON.stringify(container['volumeMounts'])).toContain('"/etc/kafka"');
      const faults = await environmentFaults(appOf(container), environment);
      expect(faults.filter((fault) => name !== 'topics' || !fault.endsWith(' is missing'))).toEqual([]);
    }
  });

  rendered('lets them out to the network of the stores, and KEDA in with their name', () => {
    const policy = manifests.find(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'managed-stores',
    );
    expect(JSON.stringify(policy?.spec)).toContain('"ipBlock":{"cidr":"192.0.2.0/24"}');
    const triggers = manifests
      .filter(({ kind }) => kind === 'ScaledObject')
      .flatMap(({ spec }) => (spec as { triggers: { type: string }[] }).triggers)
      .filter(({ type }) => type === 'kafka');
    expect(triggers).toHaveLength(2);
    for (const trigger of triggers)
      expect(trigger).toMatchObject({ authenticationRef: { name: 'kafka' }, metadata: { tls: 'enable' } });
  });
});
