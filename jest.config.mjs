// One Jest configuration, four kinds of test told apart by the file's suffix: *.spec.ts (no I/O), *.int.spec.ts (real stores),
// *.e2e.spec.ts (real processes), *.fault.spec.ts (real processes that are killed, and whose times are measured).
const swc = [
  '@swc/jest',
  {
    sourceMaps: 'inline',
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'es6' },
  },
];

const kind = (displayName, testRegex, testPathIgnorePatterns = []) => ({
  displayName,
  rootDir: '.',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': swc },
  testRegex,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...testPathIgnorePatterns],
  // The portal's texts: what its build does to them, done as they are said.
  moduleNameMapper: { '^@lingui/core/macro$': '<rootDir>/node_modules/@lingui/core/dist/runtime-macro.mjs' },
  modulePathIgnorePatterns: ['<rootDir>/.ppaas/', '<rootDir>/.nx/'],
});

export default {
  projects: [
    kind('unit', '\\.spec\\.ts$', ['\\.(int|e2e|fault)\\.spec\\.ts$']),
    kind('int', '\\.int\\.spec\\.ts$'),
    kind('e2e', '\\.e2e\\.spec\\.ts$'),
    kind('fault', '\\.fault\\.spec\\.ts$'),
  ],
};
