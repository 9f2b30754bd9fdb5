import { describe, expect, it } from '@jest/globals';

// Read when it is loaded: an engine that does not answer, whatever there is on this machine.
process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1';
const { KIND, whyNoKind } = await import('./kind.ts');

describe('a cluster of kind', () => {
  it('is made with a kubeconfig of its own, and removed by its name', () => {
    const name = ['--name', 'ppaas-test'];
    expect(KIND.create('/folder/kubeconfig')).toEqual([
      'create',
      'cluster',
      ...name,
      '--kubeconfig',
      '/folder/kubeconfig',
      '--wait',
      '120s',
    ]);
    expect(KIND.remove).toEqual(['delete', 'cluster', ...name]);
  });

  it('gives way, with a reason, where no engine answers', async () => {
    expect(await whyNoKind()).toMatch(/^the Docker engine at tcp:\/\/127\.0\.0\.1:1 does not answer: /);
  });
});
