import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join, matchesGlob, relative } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { PROGRAMS, ROOT } from './programs.ts';

const run = promisify(execFile);
/** Nothing else of the environment of whoever runs this gets in. */
export const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Where containers see the packages of this clone. */
export const PACKAGES = '/packages/node_modules';

/**
 * `/app` of each image, as the Dockerfile makes it, without Docker: the same files, the same script. Packages are not
 * installed again but linked, and what this clone has compiled already is compiled no second time.
 * @param folder empty
 * @returns the folder of the sources; each image is `images/<app>` beside it
 */
export async function buildImages(folder: string): Promise<string> {
  const sources = join(folder, 'src');
  copyLetIn(sources);
  for (const project of projects()) {
    const [compiled, copy] = [join(ROOT, project, 'dist'), join(sources, project, 'dist')];
    if (existsSync(compiled) && project !== 'libs/testing')
      cpSync(compiled, copy, { recursive: true, preserveTimestamps: true });
  }
  linkPackages(join(sources, 'node_modules'), join(ROOT, 'node_modules'), readdirSync(join(ROOT, 'node_modules')));
  for (const app of PROGRAMS) {
    const image = join(folder, 'images', app);
    await run(join(sources, 'tools/image-files.sh'), [app, image], { cwd: sources, env: { PATH: SYSTEM_PATH } });
    linkPackages(join(image, 'node_modules'), PACKAGES, productionPackages());
  }
  return sources;
}

const projects = (): string[] =>
  ['libs', ...PROGRAMS.map((app) => `apps/${app}`)].flatMap((path) =>
    path === 'libs' ? readdirSync(join(ROOT, path)).map((name) => `libs/${name}`) : [path],
  );

/** What `.dockerignore` lets in. */
function copyLetIn(to: string): void {
  const lines = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
  const isOut = (path: string): boolean =>
    lines.some((line) => line !== '*' && /^[^#!]/.test(line) && matchesGlob(path, line));
  for (const path of lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1))) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    const filter = (source: string): boolean => !isOut(relative(ROOT, source));
    cpSync(join(ROOT, path), join(to, path), { recursive: true, preserveTimestamps: true, filter });
  }
}

/** Links to packages; those of this project lead to its folders beside it. */
function linkPackages(to: string, from: string, names: readonly string[]): void {
  mkdirSync(join(to, '.bin'), { recursive: true });
  symlinkSync(`../node-linux-${process.arch}/bin/node`, join(to, '.bin/node'));
  for (const name of names) {
    if (name.startsWith('.') || name.startsWith('@ppaas')) continue;
    mkdirSync(dirname(join(to, name)), { recursive: true });
    symlinkSync(join(from, name), join(to, name));
  }
  mkdirSync(join(to, '@ppaas'));
  for (const project of projects())
    symlinkSync(join('../..', project), join(to, '@ppaas', project.slice(project.indexOf('/') + 1)));
}

/** What `npm ci --omit=dev` installs beside each other. */
function productionPackages(): string[] {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && dev !== true)
    .map(([path]) => path.slice('node_modules/'.length))
    .filter((name) => existsSync(join(ROOT, 'node_modules', name)));
}

/** Libraries of this project that the sources of an app name and its image does not build, as `file: library`. */
export function unbuiltImports(sources: string, app: string): string[] {
  const configOf = (project: string): ts.ParsedCommandLine => {
    const path = join(project, 'tsconfig.json');
    return ts.parseJsonConfigFileContent(ts.readConfigFile(path, ts.sys.readFile).config, ts.sys, project);
  };
  const built = new Set<string>();
  const visit = (project: string): void => {
    built.add(`@ppaas/${project.slice(project.lastIndexOf('/') + 1)}`);
    for (const { path } of configOf(project).projectReferences ?? []) visit(path);
  };
  const own = join(sources, 'apps', app);
  visit(own);
  return configOf(own).fileNames.flatMap((file) =>
    ts
      .preProcessFile(readFileSync(file, 'utf8'))
      .importedFiles.map(({ fileName }) => fileName.split('/').slice(0, 2).join('/'))
      .filter((name) => name.startsWith('@ppaas/') && !built.has(name))
      .map((name) => `${relative(sources, file)}: ${name}`),
  );
}
