import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { rootPath } from '../workspace.ts';
import { IMAGES } from './docker-stores.ts';

describe('stores in Docker', () => {
  it('have the same pinned images in docker-compose.yml', () => {
    const compose = readFileSync(rootPath('docker-compose.yml'), 'utf8');
    const images = [...compose.matchAll(/^ +image: (\S+)$/gm)].map((match) => match[1]);
    expect(images.sort()).toEqual(Object.values(IMAGES).sort());
    for (const image of images) expect(image).toMatch(/:\d+\.\d+/);
  });
});
