// What the portal says of each member of a nexo message, from the model of the standard: one text, loaded when a message is
// opened. `--check` fails when it is out of date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model, ModelType } from './nexo-model.ts';

const root = join(import.meta.dirname, '..');
const file = join(root, 'apps/portal/src/generated/nexo-annex.ts');
const model = JSON.parse(readFileSync(join(root, 'libs/nexo/model/casp-03-model.json'), 'utf8')) as Model;

const often = (max: number): string => (max === -1 ? '*' : String(max));

/** What a value has to be, in short. */
function facets({ xsBase, minLength, maxLength, totalDigits, fractionDigits, pattern }: ModelType): string {
  const said = [(xsBase ?? '').replace('xs:', '')];
  if (maxLength !== undefined) said.push(`${minLength ?? '0'}..${maxLength}`);
  if (totalDigits !== undefined) said.push(`${totalDigits},${fractionDigits}`);
  if (pattern !== undefined) said.push(pattern);
  return said.join(' ');
}

/** A type a line: `Component.member XML type min max.member …`, `Code:Name=CODE …`, `Simple;facets`. */
function line([name, type]: readonly [string, ModelType]): string {
  const { kind, fields = [], codes = [] } = type;
  if (kind === 'simple') return `${name};${facets(type)}`;
  if (kind === 'enum') return `${name}:${codes.map((code) => `${code.name}=${code.code}`).join(' ')}`;
  const members = fields
    .filter(({ json }) => json !== null)
    .map(({ json, xml, type: of, min, max }) => `.${json} ${xml} ${of} ${min} ${often(max)}`);
  return name + members.join('');
}

const roots = model.messages.map(({ jsonRoot, type }) => `${jsonRoot}=${type}`).join(' ');
const lines = Object.entries(model.types).map(line);
const text = `// Made by tools/generate-portal-annex.ts from libs/nexo/model/casp-03-model.json. Do not edit.

/** Root of a message=its component. */
export const ROOTS =
  '${roots}';
/** A type a line: \`Component.member XML type min max.member …\`, \`Code:Name=CODE …\`, \`Simple;facets\`. */
export const TYPES = String.raw\`
${lines.join('\n')}
\`;
`;

if (/[`]|\$\{/.test(lines.join())) throw new Error('a type of the model cannot stand in a template');
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error(`${file} is not what the generator makes: npm run generate`);
  process.exitCode = 1;
}
