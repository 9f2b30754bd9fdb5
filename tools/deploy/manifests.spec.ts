import { describe, expect, it, jest } from '@jest/globals';
import { renderWithManagedStores } from './managed-overlay.ts';
import { KUBECTL, OVERLAYS, render } from './render.ts';
import type { Manifest } from './render.ts';
import { ELSEWHERE, schemaFaults, typeFaults } from './schemas.ts';

if (KUBECTL === undefined)
  process.stderr.write('not tried: the manifests (no kubectl: node tools/deploy/fetch-kubectl.ts)\n');
const rendered = KUBECTL === undefined ? it.skip : it;
// The compiler reads the types of all kinds: a few seconds, more on a busy machine.
jest.setTimeout(180_000);
const isOurs = ({ apiVersion }: Manifest): boolean => !ELSEWHERE.test(apiVersion);

describe('every overlay', () => {
  rendered(
    'renders to objects that the schemas of their kinds accept, with no member that they do not know',
    async () => {
      const manifests = [...OVERLAYS.flatMap(render), ...renderWithManagedStores()].filter(isOurs);
      expect(manifests.length).toBeGreaterThan(150);
      expect(await schemaFaults(manifests)).toEqual([]);
      expect(typeFaults(manifests)).toEqual([]);
    },
  );

  rendered('has no two objects of one name', () => {
    for (const overlay of OVERLAYS) {
      const names = render(overlay).map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });
});

describe('the schemas', () => {
  const service = (spec: object): Manifest => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'one' }, spec });

  it('see a wrong type, a member that is missing and one that is too much', async () => {
    expect(await schemaFaults([service({ ports: [{ port: '80' }] })])).toEqual([expect.stringContaining('one')]);
    const scaled = {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 'two' },
      spec: { triggers: [] },
    };
    expect(await schemaFaults([scaled])).toEqual([expect.stringContaining('scaleTargetRef')]);
    expect(typeFaults([service({ portz: [] }), service({})])).toEqual([expect.stringContaining('portz')]);
  });
});
