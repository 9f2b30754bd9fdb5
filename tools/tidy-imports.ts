import { posix } from 'node:path';
import type { TidyFile } from './tidy-files.ts';

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(?:type\s)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/g;

/** What a file imports, types included, as written. */
export function importsOf(file: TidyFile): string[] {
  return [...file.text.matchAll(IMPORT)].map(([, name, lazy]) => name ?? lazy ?? '');
}

/** File → files it imports by a relative path, from the root. */
export function relativeImports(files: readonly TidyFile[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    files.map((file) => [
      file.path,
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => posix.join(posix.dirname(file.path), name)),
    ]),
  );
}

/** The first cycle found from each start, as a path that ends where it began. */
export function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) cycles.push([...trail.slice(at), path]);
    if (at >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}
