import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const NOT_OURS = new Set(['node_modules', 'dist', '.git', '.nx', '.ppaas']);

export interface TidyFile {
  /** From the root, with `/`. */
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : entry.isFile() ? [path] : [];
  });
}

/** Every file of the project that is or will be committed, as text. */
export const FILES: readonly TidyFile[] = walk(ROOT)
  .filter((path) => !/\.(tsbuildinfo|log|swp)$/.test(path))
  .map((path) => ({
    path: relative(ROOT, path),
    name: path.slice(path.lastIndexOf('/') + 1),
    text: readFileSync(path, 'utf8'),
  }))
  .sort((a, b) => a.path.localeCompare(b.path));

const isGenerated = ({ path }: TidyFile): boolean => path.includes('/generated/');

/** TypeScript written by hand. */
export const SOURCES = FILES.filter((file) => /\.tsx?$/.test(file.path) && !isGenerated(file));
export const DOCUMENTS = FILES.filter((file) => file.path.endsWith('.md'));
export const PATHS: ReadonlySet<string> = new Set(FILES.map((file) => file.path));

export const isTest = ({ path }: TidyFile): boolean =>
  /\.(spec|harness)\.ts$/.test(path) || /^libs\/(testing\/|[^/]+\/test\/)/.test(path) || path.startsWith('apps/e2e/');

export const ROOT_FOLDER = ROOT;
