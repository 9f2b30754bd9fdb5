// A rule that is not seen to refuse anything may be switched off without anybody noticing. This plants one offence per
// house rule (text only, no file is written) and fails when ESLint lets it pass, or refuses what is allowed.
import { join } from 'node:path';
import { ESLint } from 'eslint';

interface Probe {
  readonly file: string;
  readonly code: string;
  /** The rule that must refuse it; undefined: nothing may. */
  readonly rule: string | undefined;
}

const BOUNDARY = '@nx/enforce-module-boundaries';
const uses = (lib: string): string => `import * as lib from '@ppaas/${lib}';\nexport const used = lib;\n`;

/** Each file exists (type-aware rules want it in a project); only its text is replaced. */
const PROBES: readonly Probe[] = [
  { file: 'libs/nexo/src/index.ts', code: uses('contracts'), rule: BOUNDARY },
  { file: 'libs/contracts/src/index.ts', code: uses('messaging'), rule: BOUNDARY },
  { file: 'libs/messaging/src/index.ts', code: uses('service'), rule: BOUNDARY },
  { file: 'libs/service/src/index.ts', code: uses('exchange'), rule: BOUNDARY },
  { file: 'apps/session/src/main.ts', code: uses('testing'), rule: BOUNDARY },
  { file: 'apps/session/src/main.ts', code: uses('exchange'), rule: undefined },
  { file: 'apps/session/src/main.ts', code: "import '../../transaction/src/main.ts';\n", rule: BOUNDARY },
  {
    file: 'apps/transaction/src/transaction.ts',
    code: "import { Injectable } from '@nestjs/common';\nexport const used = Injectable;\n",
    rule: 'no-restricted-imports',
  },
  {
    file: 'apps/transaction/src/transaction.ts',
    code: "import { TransactionService } from './transaction.service.ts';\nexport const used = TransactionService;\n",
    rule: 'no-restricted-imports',
  },
  {
    file: 'apps/auth/src/main.ts',
    code: "import { Kafka } from 'kafkajs';\nexport const used = Kafka;\n",
    rule: 'no-restricted-imports',
  },
  { file: 'apps/auth/src/main.ts', code: 'export const used = process.env.PORT;\n', rule: 'no-restricted-syntax' },
  { file: 'apps/auth/src/main.ts', code: 'export enum Colour {\n  Red,\n}\n', rule: 'no-restricted-syntax' },
  { file: 'apps/auth/src/main.ts', code: 'export default 1;\n', rule: 'no-restricted-syntax' },
  { file: 'apps/auth/src/main.ts', code: "export * from './auth.module.ts';\n", rule: 'no-restricted-syntax' },
  { file: 'apps/auth/src/main.ts', code: 'try {\n  Number();\n} catch {}\n', rule: 'no-empty' },
  {
    file: 'apps/auth/src/main.ts',
    code: 'export const used = (value: any): unknown => value;\n',
    rule: '@typescript-eslint/no-explicit-any',
  },
  {
    file: 'apps/auth/src/main.ts',
    code: 'const work = async (): Promise<void> => undefined;\nwork();\n',
    rule: '@typescript-eslint/no-floating-promises',
  },
];

const root = join(import.meta.dirname, '..');
const eslint = new ESLint({ cwd: root });
let wrong = 0;
for (const { file, code, rule } of PROBES) {
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  const found = (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
  if (rule === undefined ? found.length === 0 : found.includes(rule)) continue;
  wrong += 1;
  console.error(`${file}: expected ${rule ?? 'no refusal'}, got ${found.join(', ') || 'none'} for\n${code}`);
}
console.log(`${PROBES.length - wrong} of ${PROBES.length} probes as expected`);
process.exitCode = wrong === 0 ? 0 : 1;
