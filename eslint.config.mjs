// The house rules that a linter can see; the others are in tools/tidy.spec.ts. Run through Nx (`npm run check`), so that the
// boundary rule knows every project.
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const SERVICES = 'apps/{auth,registry,session,transaction,device-connector}/src';
const SOURCES = ['{libs,apps}/*/{src,test}/**/*.{ts,tsx}'];
const SPECS = ['**/*.spec.ts', '**/*.harness.ts', 'libs/*/test/**/*.ts', 'libs/testing/**/*.ts', 'apps/e2e/**/*.ts'];

/** The connector is mostly sockets: these have no role in their name and are no domain. The list may only become shorter. */
const SOCKET_FILES = [
  ...['connection-parts', 'connector-metrics', 'device-connection', 'device-door', 'device-events', 'device-sockets'],
  ...['presence', 'running-exchanges', 'start-connector'],
].map((name) => `apps/device-connector/src/${name}.ts`);

/** Who may import whom: by the tag in each project's package.json. There is no line for `*`: a project without a tag may import nothing. */
const BOUNDARIES = [
  { sourceTag: 'type:pure', onlyDependOnLibsWithTags: ['type:pure'] },
  { sourceTag: 'type:platform', onlyDependOnLibsWithTags: ['type:pure', 'type:platform'] },
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:pure', 'type:platform'] },
  { sourceTag: 'type:web', onlyDependOnLibsWithTags: ['type:pure'] },
  { sourceTag: 'type:test', onlyDependOnLibsWithTags: ['type:pure', 'type:platform', 'type:test'] },
  // exchange stands on messaging and service, service on messaging, messaging on neither.
  { sourceTag: 'lib:messaging', onlyDependOnLibsWithTags: ['type:pure'] },
  { sourceTag: 'lib:service', onlyDependOnLibsWithTags: ['type:pure', 'lib:messaging'] },
];
const boundaries = (extra) => [
  'error',
  {
    allow: [],
    checkDynamicDependenciesExceptions: ['.*'],
    enforceBuildableLibDependency: true,
    depConstraints: BOUNDARIES,
    ...extra,
  },
];
/** Nx tags are per project, tests are per file: a test may use what only tests may use. */
const TEST_EXCEPTIONS = {
  depConstraints: BOUNDARIES.map(({ sourceTag, onlyDependOnLibsWithTags: tags }) => ({
    sourceTag,
    onlyDependOnLibsWithTags: tags.includes('type:test') ? tags : [...tags, 'type:test'],
  })),
  // libs/testing is built from the libraries whose tests use it.
  ignoredCircularDependencies: ['contracts', 'messaging', 'service', 'exchange'].map((lib) => [
    `@ppaas/${lib}`,
    '@ppaas/testing',
  ]),
  enforceBuildableLibDependency: false,
};

const KAFKA_ONLY_IN_MESSAGING = {
  name: 'kafkajs',
  message: 'Only libs/messaging knows the Kafka client (docs/adr/0005).',
};
const ENVIRONMENT_ELSEWHERE =
  'The environment is read once: loadConfig of @ppaas/service, or apps/cli/src/environment.ts.';
const BANNED_SYNTAX = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals, or an object `as const`.' },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: "CallExpression[callee.name='forwardRef']", message: 'A cycle of providers: take the cycle apart.' },
  { selector: 'TSAsExpression > TSAnyKeyword', message: 'Parse it: `unknown` → schema → type.' },
];
const ENVIRONMENT_SYNTAX = [
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: ENVIRONMENT_ELSEWHERE },
  {
    selector: "ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name='env']",
    message: ENVIRONMENT_ELSEWHERE,
  },
];
const BARREL = [{ selector: 'ExportAllDeclaration', message: 'A barrel: only libs/*/src/index.ts re-exports.' }];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.ppaas/**', '**/generated/**', 'docs/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    extends: [tseslint.configs.recommended, tseslint.configs.stylistic],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A Nest module is a class with nothing in it but its decorator.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/no-inferrable-types': 'off',
      'no-restricted-syntax': ['error', ...BANNED_SYNTAX, ...ENVIRONMENT_SYNTAX, ...BARREL],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      'no-constant-binary-expression': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-catch': 'error',
      'prefer-promise-reject-errors': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: SOURCES,
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(),
      'no-restricted-imports': ['error', { paths: [KAFKA_ONLY_IN_MESSAGING] }],
    },
  },
  {
    files: ['{libs,apps}/*/src/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts', '**/*.harness.ts'],
    // One program for all projects: a program each costs half as much again.
    languageOptions: { parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A lost promise is a lost sale.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // For browsers: another program, since it knows documents and no Node.
    files: ['apps/portal/src/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts'],
    languageOptions: { parserOptions: { project: './apps/portal/tsconfig.json' } },
  },
  { files: ['**/migrations/**', '**/*.migration.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: SPECS, plugins: { '@nx': nx }, rules: { '@nx/enforce-module-boundaries': boundaries(TEST_EXCEPTIONS) } },
  {
    // Domain: what has no role in its name decides, and knows no framework, driver, clock or socket.
    files: [`${SERVICES}/**/*.ts`],
    ignores: [
      `${SERVICES}/**/*.*.ts`,
      `${SERVICES}/{main,migrate,topics}.ts`,
      `${SERVICES}/**/migrations/**`,
      ...SOCKET_FILES,
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: String.raw`^(?!@ppaas/(contracts|nexo)$|(\.{1,2}/)+[^.]+\.ts$|zod$|jose$|reflect-metadata$|@peculiar/x509$|node:(crypto|zlib)$)`,
              message:
                'A domain file imports contracts, nexo and other domain files; give the file a role suffix if it does I/O.',
            },
          ],
        },
      ],
    },
  },
  { files: ['libs/messaging/src/**/*.ts'], rules: { 'no-restricted-imports': 'off' } },
  // The baselines of the benchmark are what a team would write without this project: kafkajs and nothing of ours.
  {
    files: ['apps/cli/src/bench/{floor,naive}*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^@ppaas/', message: 'A baseline uses nothing of this project.' }] },
      ],
    },
  },
  {
    files: ['libs/*/src/index.ts'],
    rules: { 'no-restricted-syntax': ['error', ...BANNED_SYNTAX, ...ENVIRONMENT_SYNTAX] },
  },
  {
    // tools/deploy/environment.ts plants one, so that a configuration that is read on import can be looked at.
    files: ['libs/service/src/config.ts', 'apps/cli/src/environment.ts', 'tools/deploy/environment.ts', ...SPECS],
    rules: { 'no-restricted-syntax': ['error', ...BANNED_SYNTAX, ...BARREL] },
  },
  { files: ['libs/testing/src/index.ts'], rules: { 'no-restricted-syntax': ['error', ...BANNED_SYNTAX] } },
  // Tools speak to a person at a terminal.
  { files: ['tools/**/*.ts'], rules: { 'no-console': 'off' } },
  // A program asks for its configuration by default export; a declaration says what a package without types exports.
  { files: ['**/*.config.mjs', '**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
  prettier,
);
