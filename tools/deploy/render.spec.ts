import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findKubectl } from './render.ts';

describe('a kubectl', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'ppaas-kubectl-'));
  });
  afterAll(() => rmSync(root, { recursive: true }));
  const leave = (path: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  };
  const found = (): string | undefined => {
    const program = findKubectl(root, existsSync);
    return program && relative(root, program);
  };

  it('is none where none is left, nor while one is being built', () => {
    expect(found()).toBeUndefined();
    leave('.ppaas/cluster/0123456789ab.new/kubectl');
    expect(found()).toBeUndefined();
  });

  it('is the one of PATH, else the one that was fetched, else the one that was built', () => {
    leave('.ppaas/cluster/0123456789ab/kubectl');
    expect(found()).toBe('.ppaas/cluster/0123456789ab/kubectl');
    leave('.ppaas/kubectl/kubectl');
    expect(found()).toBe('.ppaas/kubectl/kubectl');
    expect(findKubectl(root, () => true)).toBe('kubectl');
  });
});
