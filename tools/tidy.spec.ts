// The house rules that no linter sees. A rule that is not here, in eslint.config.mjs or in the compiler's options is a wish.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TOPICS } from '../libs/contracts/src/topics.ts';
import { DOCUMENTS, FILES, PATHS, ROOT_FOLDER, SOURCES, isTest } from './tidy-files.ts';
import type { TidyFile } from './tidy-files.ts';
import { cyclesIn, importsOf, relativeImports } from './tidy-imports.ts';

/** The last part of a file's name before `.ts` says what it does; without one it is the domain, or plain code of a library. */
const ROLES = [
  ...[
    'module',
    'config',
    'controller',
    'consumers',
    'service',
    'store',
    'entity',
    'policy',
    'symbols',
    'migration',
    'effects',
    'events',
  ],
  ...[
    'filter',
    'guard',
    'interceptor',
    'decorator',
    'limiter',
    'gateway',
    'schema',
    'presenter',
    'times',
    'sweeper',
    'registry',
  ],
  ...['harness', 'spec', 'int.spec', 'e2e.spec', 'fault.spec', 'd'],
];
/** Files above 300 lines: the list may only become shorter, and a number in it only smaller. */
const LONG_FILES: Readonly<Record<string, number>> = {};
const LINES_MAX = 300;
/** A table of cases is long without being deep. */
const TEST_LINES_MAX = 500;

const where = (pattern: RegExp, files = FILES): string[] =>
  files.flatMap((file) =>
    file.text
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
      ),
  );
const projects = FILES.filter((file) => /^(libs|apps)\/[^/]+\/package\.json$/.test(file.path)).map((file) => ({
  folder: posix.dirname(file.path),
  manifest: JSON.parse(file.text) as { name: string; dependencies?: Record<string, string>; nx?: { tags?: string[] } },
}));
const rootManifest = JSON.parse(FILES.find((file) => file.path === 'package.json')?.text ?? '{}') as Record<
  string,
  Record<string, string> | undefined
>;

describe('files', () => {
  it('have kebab-case names, with a known role as suffix', () => {
    const name = new RegExp(`^[a-z0-9]+(-[a-z0-9]+)*(\\.(${ROLES.join('|').replaceAll('.', '\\.')}))*\\.tsx?$`);
    expect(SOURCES.filter((file) => !name.test(file.name)).map((file) => file.path)).toEqual([]);
  });

  it('are short, and the long ones only become shorter', () => {
    const usual = (file: TidyFile): number => (isTest(file) ? TEST_LINES_MAX : LINES_MAX);
    const lines = new Map(SOURCES.map((file) => [file, file.text.split('\n').length - 1]));
    const long = [...lines].filter(([file, count]) => count > (LONG_FILES[file.path] ?? usual(file)));
    expect(long.map(([file, count]) => `${file.path}: ${count}`)).toEqual([]);
    const listed = SOURCES.filter((file) => LONG_FILES[file.path] !== undefined);
    expect(listed.length).toBe(Object.keys(LONG_FILES).length);
    const settled = listed.filter((file) => (lines.get(file) ?? 0) <= usual(file));
    expect(settled.map((file) => `${file.path}: take it off the list`)).toEqual([]);
  });

  it('hold no work without an issue, and no test that is switched off', () => {
    expect(
      where(
        /\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/,
        SOURCES.filter((file) => !file.path.startsWith('tools/tidy')),
      ),
    ).toEqual([]);
    expect(
      where(
        /\b(it|test|describe)\.(skip|only|todo|failing)\b|\b(xit|fit|xdescribe|fdescribe)\(/,
        SOURCES.filter(isTest).filter((file) => !file.path.startsWith('tools/')),
      ),
    ).toEqual([]);
  });

  it('do not tell whose machine they were written on', () => {
    const machine = /(^|[\s"'`(=:])\/(root|home|Users|work|workspace|builds|mnt)\/[\w.-]/;
    expect(
      where(
        machine,
        FILES.filter((file) => !file.path.startsWith('tools/tidy')),
      ),
    ).toEqual([]);
    const hosts = new Set(
      [
        ...(FILES.find((file) => file.name === 'package-lock.json')?.text ?? '').matchAll(
          /"resolved": "https?:\/\/([^/]+)/g,
        ),
      ].map((match) => match[1]),
    );
    expect([...hosts].filter((host) => host !== 'registry.npmjs.org')).toEqual([]);
    expect(
      FILES.filter((file) => file.name === '.npmrc' && /registry|_auth/i.test(file.text)).map((file) => file.path),
    ).toEqual([]);
  });

  it('hold no secrets', () => {
    expect(
      FILES.filter((file) => /\.(pem|key|p12|pfx|jks|crt)$|^\.env|^id_(rsa|ed25519|ecdsa)/.test(file.name)).map(
        (file) => file.path,
      ),
    ).toEqual([]);
    expect(where(/-----BEGIN [A-Z ]*PRIVATE KEY-----\s*(\\n)?[A-Za-z0-9+/]{20}/)).toEqual([]);
  });
});

describe('projects', () => {
  it('have a tag that says who may use them', () => {
    const kinds = ['type:pure', 'type:platform', 'type:app', 'type:web', 'type:test'];
    const odd = projects.filter(
      ({ manifest }) => (manifest.nx?.tags ?? []).filter((tag) => kinds.includes(tag)).length !== 1,
    );
    expect(odd.map(({ folder }) => folder)).toEqual([]);
  });

  it('are built together', () => {
    const { references } = JSON.parse(FILES.find((file) => file.path === 'tsconfig.json')?.text ?? '{}') as {
      references: { path: string }[];
    };
    expect(references.map(({ path }) => path).sort()).toEqual(
      projects
        // What runs in a browser has a configuration of its own: other globals.
        .flatMap(({ folder }) => [folder, `${folder}/page`])
        .filter((folder) => PATHS.has(`${folder}/tsconfig.json`))
        .sort(),
    );
  });

  it('declare the libraries they use', () => {
    const undeclared = projects.flatMap(({ folder, manifest }) =>
      SOURCES.filter((file) => file.path.startsWith(`${folder}/src/`) && !isTest(file)).flatMap((file) =>
        importsOf(file)
          .filter((name) => name.startsWith('@ppaas/') && manifest.dependencies?.[name] === undefined)
          .map((name) => `${file.path}: ${name}`),
      ),
    );
    expect(undeclared).toEqual([]);
  });

  it('take third-party packages from the root, at exact versions', () => {
    const all = { ...rootManifest.dependencies, ...rootManifest.devDependencies, ...rootManifest.optionalDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('have one way in: index.ts of a library, and no other barrel', () => {
    const barrels = SOURCES.filter(
      (file) => file.name === 'index.ts' && !/^libs\/[^/]+\/src\/index\.ts$/.test(file.path),
    );
    expect(barrels.map((file) => file.path)).toEqual([]);
    expect(projects.filter(({ folder }) => folder.startsWith('libs/') && !PATHS.has(`${folder}/src/index.ts`))).toEqual(
      [],
    );
  });

  it('have no import cycles, of types neither', () => {
    expect(cyclesIn(relativeImports(SOURCES)).map((cycle) => cycle.join(' → '))).toEqual([]);
  });
});

describe('services', () => {
  it('answer a caller through the wall of the caller, not with the connections of the platform', () => {
    const answering = SOURCES.filter(({ path }) => /^apps\/.*\.(controller|service)\.ts$/.test(path));
    expect(where(/\bdatabase\.pool\b|\bpool\b.*= .*\bdatabase\b/, answering)).toEqual([]);
  });
});

describe('contracts', () => {
  it('are the only home of topic names', () => {
    const elsewhere = SOURCES.filter(
      (file) => !file.path.startsWith('libs/contracts/') && !isTest(file) && !file.path.startsWith('tools/'),
    );
    expect(where(/\.(events|commands)\.v\d/, elsewhere)).toEqual([]);
  });

  it('name the services that read a topic, all of them and no other', () => {
    // A service that verifies tokens reads revocations through libs/service.
    const reads = (text: string, topic: string): boolean =>
      text.includes(`eventPattern('${topic}'`) || (topic === 'authEvents' && text.includes('tokens: true'));
    for (const [topic, { consumers }] of Object.entries(TOPICS)) {
      const readers = SOURCES.filter(
        (file) => file.path.startsWith('apps/') && !isTest(file) && reads(file.text, topic),
      );
      expect([topic, ...new Set(readers.map((file) => file.path.split('/')[1]))].sort()).toEqual(
        [topic, ...consumers].sort(),
      );
    }
  });
});

describe('documents', () => {
  const anchorsOf = (text: string): Set<string> =>
    new Set(
      [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
          .trim()
          .replaceAll(' ', '-'),
      ),
    );

  it('have links that lead somewhere', () => {
    const broken = DOCUMENTS.flatMap((file) =>
      [...file.text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
        if (/^(https?:|mailto:)/.test(link)) return [];
        const [target = '', anchor] = link.split('#');
        const path = target === '' ? file.path : posix.join(posix.dirname(file.path), target);
        if (!existsSync(join(ROOT_FOLDER, path))) return [`${file.path}: ${link}`];
        const text = FILES.find((other) => other.path === path)?.text;
        return anchor === undefined || text === undefined || anchorsOf(text).has(anchor)
          ? []
          : [`${file.path}: ${link}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it('name files that exist', () => {
    const named = /`((?:apps|libs|docs|tools)\/[\w./-]*\w\.(?:ts|md|json|mjs|xml|properties))`/g;
    const missing = DOCUMENTS.flatMap((file) =>
      [...file.text.matchAll(named)]
        .filter(([, path = '']) => !PATHS.has(path))
        .map(([, path]) => `${file.path}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('record each decision in the same four parts, numbered without gaps', () => {
    const records = DOCUMENTS.filter((file) => file.path.startsWith('docs/adr/'));
    const parts = ['Context', 'Decision', 'Consequences', 'How it is checked'];
    const odd = records.filter(
      (file) => parts.join() !== [...file.text.matchAll(/^## (.+)$/gm)].map(([, title]) => title).join(),
    );
    expect(odd.map((file) => file.path)).toEqual([]);
    expect(records.filter((file) => file.text.split('\n').length > 60).map((file) => file.path)).toEqual([]);
    expect(records.map((file) => Number(file.name.slice(0, 4)))).toEqual(records.map((_, index) => index + 1));
  });

  it('name commands that ./ppaas has', () => {
    const usage = FILES.find((file) => file.path === 'apps/cli/src/usage.ts')?.text ?? '';
    const known = new Set([...usage.matchAll(/\.\/ppaas (\w+)/g)].map(([, command]) => command));
    const unknown = DOCUMENTS.flatMap((file) =>
      [...file.text.matchAll(/\.\/ppaas ([a-z]+)/g)]
        .filter(([, command]) => !known.has(command))
        .map(([call]) => `${file.path}: ${call}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe('commits', () => {
  it('follow Conventional Commits', () => {
    // A source archive has no history to judge.
    if (!existsSync(join(ROOT_FOLDER, '.git'))) return;
    const subjects = execFileSync('git', ['-c', 'safe.directory=*', 'log', '-50', '--no-merges', '--format=%s'], {
      cwd: ROOT_FOLDER,
      encoding: 'utf8',
    })
      .trim()
      .split('\n');
    const conventional =
      /^(feat|fix|docs|test|refactor|perf|chore|build|ci|style|revert)(\([a-z0-9,-]+\))?!?: [A-Za-z0-9.].{3,}[^.]$/;
    expect(subjects.filter((subject) => !conventional.test(subject) || subject.length > 110)).toEqual([]);
  });
});
