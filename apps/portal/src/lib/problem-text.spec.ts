import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { i18n } from '@lingui/core';
import type { MessageDescriptor } from '@lingui/core';
import { FAULT_CODES } from '@ppaas/contracts';
import { faultText } from './fault-text.ts';
import { PROBLEM_TEXTS, problemText } from './problem-text.ts';
import { ProblemError } from './problem.ts';

i18n.loadAndActivate({ locale: 'en', messages: {} });
const SOURCES = join(import.meta.dirname, '..');

/** Codes that the API documents for each operation that the portal calls. */
function codesOfCalls(): Set<string> {
  const types = readFileSync(join(SOURCES, 'generated/api.ts'), 'utf8');
  const calls = globSync('**/*.{ts,tsx}', { cwd: SOURCES })
    .map((file) => readFileSync(join(SOURCES, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/\bapi\.([A-Z]+)\(\s*'([^']+)'/g)]);
  return new Set(
    calls.flatMap(([, method = '', path = '']) => {
      const at = types.indexOf(`\n    "${path}": {`);
      const [, operation] = new RegExp(`\\n {8}${method.toLowerCase()}: operations\\["(\\w+)"\\]`).exec(types.slice(at)) ?? []; // prettier-ignore
      const begin = types.indexOf(`\n    ${operation}: {`);
      if (at < 0 || begin < 0) throw new Error(`the API has no ${method} ${path}`);
      const described = types.slice(begin, types.indexOf('\n    };', begin));
      return [...described.matchAll(/`([a-zA-Z]+\.[a-zA-Z]+)`/g)].map(([, code = '']) => code);
    }),
  );
}

it('there are words for every error of every operation that the portal calls', () => {
  const codes = codesOfCalls();
  expect([...codes].filter((code) => !Object.hasOwn(PROBLEM_TEXTS, code))).toEqual([]);
  for (const code of ['exchange.settled', 'entity.conflict', 'request.keyReused', 'invitation.taken'])
    expect(codes).toContain(code);
});

it('an error that is not known here is said as the server says it', () => {
  const translate = (text: MessageDescriptor): string => i18n._(text);
  expect(problemText(new ProblemError(409, { code: 'new.code', detail: 'in its words' }, null), translate)).toBe('in its words'); // prettier-ignore
  expect(problemText(new ProblemError(409, { code: 'entity.inUse', detail: 'x' }, null), translate)).toBe('Something still depends on it.'); // prettier-ignore
  expect(problemText(new TypeError('fetch failed'), translate)).toBe('The platform cannot be reached.');
});

it('what is wrong with a member is said with its limit', () => {
  const said = FAULT_CODES.map((code) =>
    faultText({ pointer: '/x', code, detail: 'raw', limit: 12 }, (text) => i18n._(text)),
  );
  expect(said).not.toContain('raw');
  expect(said).toContain('Too long: at most 12');
});
