// Prints a CycloneDX list of the packages that are installed here, with their hashes: what an image is delivered with.
// It is made from npm's own record of node_modules. `npm sbom` leaves out what some package also names as a tool, and takes
// an installation without development packages for a broken one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Installed {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
}

export type Component = ReturnType<typeof component>;

/** CycloneDX 1.6, of a folder that has been installed with npm. What only development needs is in no image, and not in here. */
export function sbomOf(folder: string) {
  const read = (path: string): object => JSON.parse(readFileSync(join(folder, path), 'utf8')) as object;
  const { packages } = read('node_modules/.package-lock.json') as { packages: Record<string, Installed> };
  const { name, version } = read('package.json') as { name: string; version: string };
  const components = Object.entries(packages)
    .filter(([path, { link, dev }]) => path.startsWith('node_modules/') && link !== true && dev !== true)
    .map(([path, one]) => component(path.slice(path.lastIndexOf('node_modules/') + 13), one))
    .sort((a, b) => a.purl.localeCompare(b.purl));
  return {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 },
    metadata: { component: { type: 'application', name, version } },
    components,
  };
}

function component(name: string, { version = '', integrity, license }: Installed) {
  const sha512 = /^sha512-(.+)$/.exec(integrity ?? '')?.[1];
  return {
    ...{ type: 'library', name, version, purl: `pkg:npm/${name.replace('@', '%40')}@${version}` },
    ...(sha512 && { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] }),
    ...(license && { licenses: [{ expression: license }] }),
  };
}

/** Licences that ask for no more than that they are given on as well. */
const FREE = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0'];

/** Whether an image may contain it, by its SPDX expression; what says none may not. */
export const isFree = ({ licenses = [] }: Pick<Component, 'licenses'>): boolean =>
  licenses.length > 0 && licenses.every(({ expression }) => allows(expression));

function allows(expression: string): boolean {
  const [group, inner] = /\(([^()]*)\)/.exec(expression) ?? [];
  if (group !== undefined && inner !== undefined)
    return allows(expression.replace(group, allows(inner) ? 'MIT' : 'none'));
  return expression.split(' OR ').some((choice) => choice.split(' AND ').every((name) => FREE.includes(name)));
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(sbomOf(process.cwd()), null, 2));
