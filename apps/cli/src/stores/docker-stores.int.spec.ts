import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { rootPath } from '../workspace.ts';
import { IMAGES } from './docker-stores.ts';

describe('stores in Docker', () => {
  it('have the same pinned images in docker-compose.yml', () => {
    const compose = readFileSync(rootPath('docker-compose.yml'), 'utf8');
    for (const [name, image] of Object.entries(IMAGES))
      expect(compose).toContain(`\n  ${name}:\n    image: ${image}\n`);
  });
});
