import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from '@jest/globals';

const SOURCES = join(import.meta.dirname, '..');
const { MORE } = (await import(join(SOURCES, '../lingui.config.mjs'))) as { MORE: readonly string[] };
const hasMore = (file: string): boolean => MORE.some((path) => `<rootDir>/src/${file}`.startsWith(path));

const texts = new Map(
  globSync('**/*.{ts,tsx}', { cwd: SOURCES, exclude: (name) => name.endsWith('.spec.ts') }).map((file) => [
    file,
    readFileSync(join(SOURCES, file), 'utf8'),
  ]),
);
const named = (pattern: RegExp, file: string): string[] =>
  [...(texts.get(file) ?? '').matchAll(pattern)].map(([, path = '']) =>
    relative(SOURCES, join(SOURCES, dirname(file), path)),
  );

/** With what they import before they run. */
function loadedWith(entries: readonly string[]): Set<string> {
  const files = new Set<string>();
  const add = (file: string): void => {
    if (files.has(file) || !texts.has(file)) return;
    files.add(file);
    named(/^(?:import|export) (?!type )[^;]*?'(\.[^']+)';/gm, file).forEach(add);
  };
  entries.forEach(add);
  return files;
}

it('what has texts of its own is loaded with them only', () => {
  const files = [...texts.keys()];
  const later = /(?<!withMoreTexts\()\bimport\('(\.[^']+)'\)/g;
  const alone = files.filter((file) => !hasMore(file)).flatMap((file) => named(later, file));
  const together = [
    ...files.flatMap((file) => named(/withMoreTexts\(import\('(\.[^']+)'\)\)/g, file)),
    ...files.filter(hasMore).flatMap((file) => named(later, file)),
  ];
  expect([...loadedWith(['main.tsx', ...alone])].filter(hasMore)).toEqual([]);
  const found = [...loadedWith(together)].filter(hasMore);
  expect(found).toContain('features/transactions/timeline.tsx');
  expect(files.filter(hasMore).filter((file) => !found.includes(file))).toEqual([]);
});
